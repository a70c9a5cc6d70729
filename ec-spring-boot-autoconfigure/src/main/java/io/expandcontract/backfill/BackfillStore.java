package io.expandcontract.backfill;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.database.StarterTables;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The position of every backfill of the fleet, and who works on it. Times are compared by
 * the database's clock alone.
 */
public final class BackfillStore {

	private final JdbcTemplate jdbc;

	private final StarterTables tables;

	private final Transactions transactions;

	/**
	 * Create the store.
	 * @param dataSource the database, with the right to write the starter's tables
	 * @param tables the starter's tables
	 */
	public BackfillStore(DataSource dataSource, StarterTables tables) {
		this(new JdbcTemplate(dataSource), tables, new Transactions(dataSource));
	}

	BackfillStore(JdbcTemplate jdbc, StarterTables tables, Transactions transactions) {
		this.jdbc = jdbc;
		this.tables = tables;
		this.transactions = transactions;
	}

	/**
	 * Return how far every backfill of the fleet has come, in one statement.
	 * @return those that have a row, in the order in which they were first seen
	 */
	public List<BackfillProgress> all() {
		return this.jdbc.query(this.tables.sql("""
				select BACKFILL_ID, CHANGE_SET_ID, AUTHOR, PATH, TABLE_NAME, STATE, ROWS_DONE, ROWS_ESTIMATED,
				       WORKED_MICROS, FAILED_ROWS, case when LEASED_UNTIL >= {now} then WORKER end as LEASED_BY
				from {BACKFILL}
				where FLEET = ?
				order by STARTED_AT, BACKFILL_ID
				"""), BackfillStore::progress, this.tables.fleet());
	}

	/**
	 * Return how far one backfill has come.
	 * @param backfill the backfill
	 * @return its progress, or {@code null} if it has no row yet
	 */
	public @Nullable BackfillProgress find(Backfill backfill) {
		return all().stream().filter((progress) -> progress.id().equals(backfill.id())).findFirst().orElse(null);
	}

	private static BackfillProgress progress(ResultSet row, int index) throws SQLException {
		return new BackfillProgress(row.getString("BACKFILL_ID"),
				new ChangeSetKey(row.getString("PATH"), row.getString("CHANGE_SET_ID"), row.getString("AUTHOR")),
				row.getString("TABLE_NAME"), BackfillState.valueOf(row.getString("STATE")), row.getLong("ROWS_DONE"),
				row.getLong("ROWS_ESTIMATED"), row.getLong("WORKED_MICROS"), row.getLong("FAILED_ROWS"),
				row.getString("LEASED_BY"));
	}

	/**
	 * Find a backfill's row, or create it as {@link BackfillState#PENDING}.
	 * @param backfill the backfill
	 * @return its progress
	 */
	public BackfillProgress findOrCreate(Backfill backfill) {
		BackfillProgress progress = find(backfill);
		if (progress == null) {
			create(backfill);
			progress = find(backfill);
		}
		if (progress == null) {
			throw new IllegalStateException("The row of the " + backfill + " vanished");
		}
		return progress;
	}

	private void create(Backfill backfill) {
		try {
			this.transactions.join(() -> this.jdbc.update(this.tables.sql("""
					insert into {BACKFILL} (FLEET, BACKFILL_ID, CHANGE_SET_ID, AUTHOR, PATH, TABLE_NAME, STATE,
					                        ROWS_DONE, ROWS_ESTIMATED, FAILED_ROWS, TOKEN, WORKED_MICROS, STARTED_AT)
					values (?, ?, ?, ?, ?, ?, 'PENDING', 0, 0, 0, 0, 0, {now})
					"""), this.tables.fleet(), backfill.id(), backfill.key().id(), backfill.key().author(),
					backfill.key().path(), backfill.table()));
		}
		catch (DuplicateKeyException ex) {
			// Another instance created it between our look and our insert, which is as
			// good.
		}
	}

	/**
	 * Take the lease, if it is free, expired or the worker's own already, unless there is
	 * nothing left to do.
	 * @param backfill a backfill that has its row
	 * @param worker who wants to work
	 * @param duration the lease
	 * @return the lease, or {@code null} if it was not to be had
	 */
	@Nullable BackfillLease claim(Backfill backfill, String worker, Duration duration) {
		Optional<BackfillLease> lease = this.transactions.join(() -> {
			int claimed = this.jdbc.update(this.tables.sql("""
					update {BACKFILL}
					set WORKER = ?, TOKEN = TOKEN + 1, LEASED_UNTIL = {now} + ?,
					    STATE = case when STATE = 'COPIED' then STATE else 'RUNNING' end
					where FLEET = ? and BACKFILL_ID = ? and STATE <> 'DONE'
					  and (WORKER is null or WORKER = ? or LEASED_UNTIL is null or LEASED_UNTIL < {now})
					"""), worker, micros(duration), this.tables.fleet(), backfill.id(), worker);
			return (claimed == 1) ? Optional.of(lease(backfill, duration)) : Optional.empty();
		});
		return lease.orElse(null);
	}

	private BackfillLease lease(Backfill backfill, Duration duration) {
		List<BackfillLease> leases = this.jdbc.query(this.tables.sql("""
				select TOKEN, STATE, LAST_KEY, UPPER_KEY
				from {BACKFILL}
				where FLEET = ? and BACKFILL_ID = ?
				"""),
				(row, index) -> new BackfillLease(this.jdbc, this.tables, this.transactions, backfill.id(),
						row.getLong("TOKEN"), micros(duration), "COPIED".equals(row.getString("STATE")),
						new KeyRange(Key.decode(row.getString("LAST_KEY")), Key.decode(row.getString("UPPER_KEY")))),
				this.tables.fleet(), backfill.id());
		return leases.get(0);
	}

	private static long micros(Duration duration) {
		return duration.toNanos() / 1000;
	}

}
