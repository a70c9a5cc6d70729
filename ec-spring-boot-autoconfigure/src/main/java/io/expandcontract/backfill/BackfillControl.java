package io.expandcontract.backfill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import io.expandcontract.database.StarterTables;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a person tells the backfills of a fleet. It is kept in the database, so it holds
 * for whichever instance works, after a restart, and for the next release.
 */
public final class BackfillControl {

	private final JdbcTemplate jdbc;

	private final StarterTables tables;

	private final Transactions transactions;

	private final BackfillStore store;

	/**
	 * Create the control.
	 * @param dataSource the database, with the right to write the starter's tables
	 * @param tables the starter's tables
	 */
	public BackfillControl(DataSource dataSource, StarterTables tables) {
		this(new JdbcTemplate(dataSource), tables, new Transactions(dataSource));
	}

	BackfillControl(JdbcTemplate jdbc, StarterTables tables, Transactions transactions) {
		this.jdbc = jdbc;
		this.tables = tables;
		this.transactions = transactions;
		this.store = new BackfillStore(jdbc, tables, transactions);
	}

	/**
	 * Return how data shall move.
	 * @return what was said last
	 */
	public MigrateControl read() {
		return this.jdbc.query(this.tables.sql("""
				select PAUSED_AT, PAUSED_BY, BATCH_TARGET, MAX_BATCH_SIZE from {FLEET} where FLEET = ?
				"""), (row, index) -> {
			boolean paused = row.getObject("PAUSED_AT") != null;
			long target = row.getLong("BATCH_TARGET");
			int largest = row.getInt("MAX_BATCH_SIZE");
			return new MigrateControl(paused, row.getString("PAUSED_BY"),
					(target > 0) ? Duration.ofNanos(target * 1000) : null, (largest > 0) ? largest : null);
		}, this.tables.fleet()).stream().findFirst().orElse(MigrateControl.NONE);
	}

	/**
	 * Let no data move, from the next batch on.
	 * @param by who says so, if known
	 * @return whether it moved before
	 */
	public boolean pause(@Nullable String by) {
		return update("""
				update {FLEET} set PAUSED_AT = {now}, PAUSED_BY = ? where FLEET = ? and PAUSED_AT is null
				""", by, this.tables.fleet()) > 0;
	}

	/**
	 * Let data move again: what was paused goes on, what was cancelled begins anew, what
	 * failed is tried again.
	 * @return whether anything was held
	 */
	public boolean resume() {
		return this.transactions.join(() -> {
			int resumed = this.jdbc.update(this.tables.sql("""
					update {FLEET} set PAUSED_AT = null, PAUSED_BY = null
					where FLEET = ? and PAUSED_AT is not null
					"""), this.tables.fleet());
			resumed += this.jdbc.update(this.tables.sql("""
					update {BACKFILL} set REQUESTED = 'STARTED' where FLEET = ? and REQUESTED = 'CANCELLED'
					"""), this.tables.fleet());
			return resumed + this.jdbc.update(this.tables.sql("""
					update {BACKFILL} set STATE = 'RUNNING', FAILURE = null where FLEET = ? and STATE = 'FAILED'
					"""), this.tables.fleet());
		}) > 0;
	}

	/**
	 * Give backfills up: a batch that is running is rolled back, positions are forgotten.
	 * What was written stays.
	 * @param backfills which
	 * @return whether any was not done and not cancelled before
	 */
	public boolean cancel(Collection<Backfill> backfills) {
		backfills.forEach(this.store::findOrCreate);
		return this.transactions.join(() -> {
			int cancelled = 0;
			for (Backfill backfill : backfills) {
				cancelled += this.jdbc.update(this.tables.sql("""
						update {BACKFILL}
						set REQUESTED = 'CANCELLED', TOKEN = TOKEN + 1, WORKER = null, LEASED_UNTIL = null,
						    STATE = 'PENDING', LAST_KEY = null, UPPER_KEY = null, ROWS_DONE = 0, FAILED_ROWS = 0,
						    WAITING_FOR = null, FAILURE = null
						where FLEET = ? and BACKFILL_ID = ? and STATE <> 'DONE'
						  and (REQUESTED is null or REQUESTED <> 'CANCELLED')
						"""), this.tables.fleet(), backfill.id());
				this.jdbc.update(this.tables.sql("delete from {BACKFILL_FAILURE} where FLEET = ? and BACKFILL_ID = ?"),
						this.tables.fleet(), backfill.id());
			}
			return cancelled;
		}) > 0;
	}

	/**
	 * Let backfills start that are to be started by hand, now or once the fleet allows.
	 * @param backfills which
	 */
	public void start(Collection<Backfill> backfills) {
		backfills.forEach(this.store::findOrCreate);
		backfills.forEach((backfill) -> update("""
				update {BACKFILL} set REQUESTED = 'STARTED'
				where FLEET = ? and BACKFILL_ID = ? and REQUESTED is null
				""", this.tables.fleet(), backfill.id()));
	}

	/**
	 * Say how data shall move.
	 * @param batchTarget how long a batch shall take, or {@code null} to leave it
	 * @param maxBatchSize the most rows in a batch, or {@code null} to leave it
	 * @throws IllegalArgumentException if either is not positive
	 */
	public void tune(@Nullable Duration batchTarget, @Nullable Integer maxBatchSize) {
		if ((batchTarget != null && batchTarget.toNanos() < 1000) || (maxBatchSize != null && maxBatchSize < 1)) {
			throw new IllegalArgumentException("batchTarget and maxBatchSize must be positive");
		}
		update("""
				update {FLEET}
				set BATCH_TARGET = coalesce(?, BATCH_TARGET), MAX_BATCH_SIZE = coalesce(?, MAX_BATCH_SIZE)
				where FLEET = ?
				""", (batchTarget != null) ? batchTarget.toNanos() / 1000 : null, maxBatchSize, this.tables.fleet());
	}

	private int update(String template, @Nullable Object... arguments) {
		List<@Nullable Object> values = new ArrayList<>(Arrays.asList(arguments));
		return this.transactions.join(() -> this.jdbc.update(this.tables.sql(template), values.toArray()));
	}

}
