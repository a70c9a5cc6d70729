package io.expandcontract.backfill;

import java.util.Objects;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

import io.expandcontract.database.Engine;
import io.expandcontract.database.StarterTables;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Moves data in batches along the primary key while everything serves, and verifies it.
 * It writes the application's table and its own position, never Liquibase's history.
 */
public final class BackfillEngine {

	/** No statement may take longer than this part of a lease. */
	private static final int LEASE_PARTS = 3;

	private final JdbcTemplate jdbc;

	private final StarterTables tables;

	private final BackfillSettings settings;

	private final Transactions transactions;

	private final BackfillStore store;

	private final BackfillControl control;

	private final BackfillExtensions extensions;

	/**
	 * Create an engine for what expressions say.
	 * @param dataSource the application's database, with the right to write its tables
	 * and the starter's
	 * @param tables the starter's tables
	 * @param settings how to work
	 */
	public BackfillEngine(DataSource dataSource, StarterTables tables, BackfillSettings settings) {
		this(dataSource, tables, settings, BackfillExtensions.NONE);
	}

	/**
	 * Create an engine.
	 * @param dataSource the application's database, with the right to write its tables
	 * and the starter's
	 * @param tables the starter's tables
	 * @param settings how to work
	 * @param extensions what the application adds
	 */
	public BackfillEngine(DataSource dataSource, StarterTables tables, BackfillSettings settings,
			BackfillExtensions extensions) {
		this.extensions = extensions;
		this.jdbc = new JdbcTemplate(dataSource);
		this.tables = tables;
		this.settings = settings;
		this.transactions = new Transactions(dataSource);
		this.store = new BackfillStore(this.jdbc, tables, this.transactions);
		this.control = new BackfillControl(this.jdbc, tables, this.transactions);
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
		if (progress.state() == BackfillState.PAUSED || progress.state() == BackfillState.CANCELLED) {
			return outcome(progress.state());
		}
		TargetTable table = table(backfill);
		long rows = (progress.rowsEstimated() == 0) ? table.size() : progress.rowsEstimated();
		BackfillLease lease = this.store.claim(backfill, table.names().key(), worker, this.settings.lease());
		if (lease == null) {
			return outcome(this.store.findOrCreate(backfill).state());
		}
		BackfillOutcome outcome = run(backfill, table, lease, proceed, rows);
		boolean cancelled = outcome == BackfillOutcome.TAKEN
				&& this.store.findOrCreate(backfill).state() == BackfillState.CANCELLED;
		return cancelled ? BackfillOutcome.CANCELLED : outcome;
	}

	private static BackfillOutcome outcome(BackfillState state) {
		return switch (state) {
			case DONE -> BackfillOutcome.DONE;
			case PAUSED -> BackfillOutcome.PAUSED;
			case CANCELLED -> BackfillOutcome.CANCELLED;
			default -> BackfillOutcome.TAKEN;
		};
	}

	private BackfillOutcome run(Backfill backfill, TargetTable table, BackfillLease lease, BooleanSupplier proceed,
			long rows) {
		Engine engine = this.tables.engine();
		BackfillSettings told = this.control.read().over(this.settings);
		Stride stride = table.stride(rows);
		Batches batches = new Batches(table, stride, lease,
				new BatchTransaction(this.jdbc, this.transactions, engine, this.settings.lease()), engine, told);
		ProgressLog log = new ProgressLog(() -> this.store.find(backfill));
		Throttle throttle = new Throttle(this.jdbc, engine.pressure(), table.names(), this.extensions.throttles(),
				() -> this.store.find(backfill));
		Pace pace = new Pace(lease, proceed, this.control, this.settings, throttle, batches, log);
		return new BackfillRun(backfill, table, lease, batches, pace, verification(table, stride), engine, log, rows)
			.work();
	}

	/**
	 * Count the rows that still lack what the backfill gives them. Reads the whole table
	 * in short statements, writes nothing, needs no lease.
	 * @param backfill what to verify
	 * @return the number of rows that differ, 0 if the data is right
	 * @throws BackfillRefusedException if the table cannot be read in batches
	 */
	public long verify(Backfill backfill) {
		return verification(table(backfill), Stride.UNKNOWN).count();
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
	 * Return the control.
	 * @return what a person tells the backfills
	 */
	public BackfillControl control() {
		return this.control;
	}

	/**
	 * Return the positions.
	 * @return the store that this engine writes
	 */
	public BackfillStore store() {
		return this.store;
	}

	private TargetTable table(Backfill backfill) {
		JdbcTemplate limited = new JdbcTemplate(Objects.requireNonNull(this.jdbc.getDataSource()));
		limited.setQueryTimeout(Math.max(1, Math.toIntExact(this.settings.lease().toSeconds() / LEASE_PARTS)));
		return new TargetTables(limited, this.tables.engine(), this.extensions).of(backfill);
	}

	private Verification verification(TargetTable table, Stride stride) {
		return new Verification(table, stride, this.tables.engine(), this.settings.maxBatchSize());
	}

}
