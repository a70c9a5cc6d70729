package io.expandcontract.backfill;

import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

import io.expandcontract.database.StarterTables;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Moves data in batches along the primary key while everything serves, and verifies it.
 * It writes the application's table and its own position, never Liquibase's history.
 */
public final class BackfillEngine {

	private final JdbcTemplate jdbc;

	private final StarterTables tables;

	private final BackfillSettings settings;

	private final Transactions transactions;

	private final BackfillStore store;

	/**
	 * Create an engine.
	 * @param dataSource the application's database, with the right to write its tables
	 * and the starter's
	 * @param tables the starter's tables
	 * @param settings how to work
	 */
	public BackfillEngine(DataSource dataSource, StarterTables tables, BackfillSettings settings) {
		this.jdbc = new JdbcTemplate(dataSource);
		this.tables = tables;
		this.settings = settings;
		this.transactions = new Transactions(dataSource);
		this.store = new BackfillStore(this.jdbc, tables, this.transactions);
	}

	/**
	 * Work until the backfill is done, or the caller says stop. To be called on a thread
	 * that has no transaction. Safe to call from any number of instances: one works.
	 * @param backfill what to do
	 * @param worker who works, the same as long as the process lives
	 * @param proceed asked before every batch; {@code false} stops
	 * @return how it ended
	 * @throws BackfillRefusedException if the table cannot be filled in batches
	 * @throws BackfillFailedException if a batch cannot be written or rows still differ
	 * after several rounds; the position is kept and calling again goes on from it
	 * @throws org.springframework.dao.DataAccessException if the database cannot be
	 * reached or asked for now; calling again goes on
	 */
	public BackfillOutcome work(Backfill backfill, String worker, BooleanSupplier proceed) {
		BackfillProgress progress = this.store.findOrCreate(backfill);
		if (progress.state() == BackfillState.DONE) {
			return BackfillOutcome.DONE;
		}
		TargetTable table = table(backfill);
		long rows = (progress.state() == BackfillState.PENDING) ? table.count(KeyRange.ALL) : progress.rowsEstimated();
		BackfillLease lease = this.store.claim(backfill, worker, this.settings.lease());
		if (lease == null) {
			return isVerified(backfill) ? BackfillOutcome.DONE : BackfillOutcome.TAKEN;
		}
		Batches batches = new Batches(table, lease,
				new BatchTransaction(this.jdbc, this.transactions, this.tables.engine(), this.settings.lease()),
				this.tables.engine(), this.settings);
		return new BackfillRun(backfill, table, lease, batches, verification(table), proceed, rows).work();
	}

	/**
	 * Count the rows that still lack what the backfill gives them. Reads the whole table
	 * in short statements, writes nothing, needs no lease.
	 * @param backfill what to verify
	 * @return the number of rows that differ, 0 if the data is right
	 * @throws BackfillRefusedException if the table cannot be read in batches
	 */
	public long verify(Backfill backfill) {
		return verification(table(backfill)).count();
	}

	/**
	 * Return whether the backfill is done and was verified then.
	 * @param backfill the backfill
	 * @return {@code true} once {@link #work} has ended with {@link BackfillOutcome#DONE}
	 * in any instance
	 */
	public boolean isVerified(Backfill backfill) {
		BackfillProgress progress = this.store.find(backfill);
		return progress != null && progress.state() == BackfillState.DONE;
	}

	/**
	 * Return the positions.
	 * @return the store that this engine writes
	 */
	public BackfillStore store() {
		return this.store;
	}

	private TargetTable table(Backfill backfill) {
		return new TargetTables(this.jdbc, this.tables.engine()).of(backfill);
	}

	private Verification verification(TargetTable table) {
		return new Verification(table, this.settings.maxBatchSize());
	}

}
