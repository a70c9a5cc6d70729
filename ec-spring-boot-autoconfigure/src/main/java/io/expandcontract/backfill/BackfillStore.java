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
				select b.BACKFILL_ID, b.CHANGE_SET_ID, b.AUTHOR, b.PATH, b.TABLE_NAME, b.ROWS_DONE, b.ROWS_ESTIMATED,
				       b.WORKED_MICROS, b.FAILED_ROWS, b.BATCH_ROWS, b.FAILURE, b.REQUESTED,
				       case when b.LEASED_UNTIL >= {now} then b.WORKER end as LEASED_BY,
				       case when b.LEASED_UNTIL >= {now} then b.WAITING_FOR end as WAITS,
				       case when b.STATE = 'DONE' then b.STATE
				            when b.REQUESTED = 'CANCELLED' then 'CANCELLED'
				            when f.PAUSED_AT is not null then 'PAUSED' else b.STATE end as STATE
				from {BACKFILL} b left join {FLEET} f on f.FLEET = b.FLEET
				where b.FLEET = ?
				order by b.STARTED_AT, b.BACKFILL_ID
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
				row.getString("LEASED_BY"), row.getInt("BATCH_ROWS"), row.getString("WAITS"), row.getString("FAILURE"),
				"STARTED".equals(row.getString("REQUESTED")));
	}

	/**
	 * Return the first rows that could not be written, of every backfill, in one
	 * statement.
	 * @param most the most rows of each
	 * @return rows in the order in which they failed
	 */
	public List<BackfillProgress.FailedRow> failedRows(int most) {
		return this.jdbc.query(this.tables.sql("""
				select BACKFILL_ID, ROW_KEY, ERROR from {BACKFILL_FAILURE}
				where FLEET = ? and POSITION <= ?
				order by BACKFILL_ID, POSITION
				"""),
				(row, index) -> new BackfillProgress.FailedRow(row.getString("BACKFILL_ID"),
						String.valueOf(Key.decode(row.getString("ROW_KEY"))), row.getString("ERROR")),
				this.tables.fleet(), most);
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
	 * nothing left to do, data shall not move, or another backfill of the same table is
	 * at work. The rows of all backfills of the table are locked for that, in one order.
	 * @param backfill a backfill that has its row
	 * @param target the table, by the one name that the database knows it by
	 * @param worker who wants to work
	 * @param duration the lease
	 * @return the lease, or {@code null} if it was not to be had
	 */
	@Nullable BackfillLease claim(Backfill backfill, String target, String worker, Duration duration) {
		this.transactions.join(() -> this.jdbc.update(this.tables.sql("""
				update {BACKFILL} set TARGET = ? where FLEET = ? and BACKFILL_ID = ? and (TARGET is null or TARGET <> ?)
				"""), target, this.tables.fleet(), backfill.id(), target));
		Optional<BackfillLease> lease = this.transactions.join(() -> {
			if (isTargetTaken(backfill, target)) {
				return Optional.empty();
			}
			int claimed = this.jdbc.update(this.tables.sql("""
					update {BACKFILL}
					set WORKER = ?, TOKEN = TOKEN + 1, LEASED_UNTIL = {now} + ?, WAITING_FOR = null,
					    STATE = case when STATE = 'COPIED' then STATE else 'RUNNING' end
					where FLEET = ? and BACKFILL_ID = ? and STATE <> 'DONE'
					  and (REQUESTED is null or REQUESTED <> 'CANCELLED')
					  and not exists (select 1 from {FLEET} f where f.FLEET = ? and f.PAUSED_AT is not null)
					  and (WORKER is null or WORKER = ? or LEASED_UNTIL is null or LEASED_UNTIL < {now})
					"""), worker, micros(duration), this.tables.fleet(), backfill.id(), this.tables.fleet(), worker);
			return (claimed == 1) ? Optional.of(lease(backfill, duration)) : Optional.empty();
		});
		return lease.orElse(null);
	}

	private boolean isTargetTaken(Backfill backfill, String target) {
		return this.jdbc.query(this.tables.sql("""
				select BACKFILL_ID, case when WORKER is not null and LEASED_UNTIL >= {now} then 1 else 0 end as TAKEN
				from {BACKFILL} where FLEET = ? and TARGET = ? order by BACKFILL_ID for update
				"""), (row, index) -> row.getInt("TAKEN") == 1 && !backfill.id().equals(row.getString("BACKFILL_ID")),
				this.tables.fleet(), target)
			.contains(true);
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
