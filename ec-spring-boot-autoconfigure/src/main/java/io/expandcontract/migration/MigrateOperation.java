package io.expandcontract.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import io.expandcontract.backfill.Backfill;
import io.expandcontract.backfill.BackfillEngine;
import io.expandcontract.backfill.BackfillFailedException;
import io.expandcontract.backfill.BackfillOutcome;
import io.expandcontract.backfill.BackfillRefusedException;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import liquibase.exception.LiquibaseException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs pending migrate changesets of one database, in order, as far as the fleet allows.
 * Batches run outside the migration lock; the lock is taken for a moment to record a
 * backfill that is done, and for migrate changesets that are not backfills.
 */
final class MigrateOperation {

	private static final Log logger = LogFactory.getLog(MigrateOperation.class);

	private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

	private final MigratedDatabase database;

	private final BackfillEngine backfills;

	private final DataControl control;

	private final PendingData data;

	private final MovedData moved;

	private volatile boolean executing;

	private final String worker = UUID.randomUUID().toString();

	MigrateOperation(MigratedDatabase database, BackfillEngine backfills) {
		this.database = database;
		this.backfills = backfills;
		this.control = new DataControl(database);
		this.data = new PendingData(database);
		this.moved = new MovedData(database);
	}

	/**
	 * Work until nothing is left, something blocks, or the caller says stop.
	 * @param checkpoint the checkpoint up to which to work, or {@code null} for all
	 * @param started whether a changeset was started, by a person where it must be
	 * @param proceed asked before each batch
	 * @return how it ended
	 */
	synchronized MigrationOutcome run(@Nullable String checkpoint, Predicate<PhasedChangeSet> started,
			BooleanSupplier proceed) {
		List<ChangeSetKey> executed = new ArrayList<>();
		for (PhasedChangeSet changeSet : this.data.of(this.database.pending(), checkpoint)) {
			List<Blocker> blockers = this.data.blockers(changeSet, this.database.views().read());
			if (!blockers.isEmpty()) {
				return refused(blockers, checkpoint, executed);
			}
			if (!started.test(changeSet)) {
				return new MigrationOutcome(Outcome.RUNNING, null,
						changeSet + " waits to be started by POST "
								+ "/actuator/migrations/migrate, or by the command migrate",
						null, executed, List.of(changeSet.key()), List.of());
			}
			String paused = DataControl.paused(this.control.read());
			if (paused != null) {
				return held(RefusalReason.PAUSED, paused, changeSet);
			}
			MigrationOutcome stopped = run(changeSet, executed, proceed);
			if (stopped != null) {
				return stopped;
			}
		}
		return executed.isEmpty() ? MigrationOutcome.nothing("No data to migrate") : new MigrationOutcome(Outcome.DONE,
				null, "Migrated: " + executed, null, executed, List.of(), List.of());
	}

	private @Nullable MigrationOutcome run(PhasedChangeSet changeSet, List<ChangeSetKey> executed,
			BooleanSupplier proceed) {
		try {
			if (Backfill.isIn(changeSet)) {
				Backfill backfill = Backfill.of(changeSet, this.database.target().naming().defaultSchema());
				this.moved.rememberStep(changeSet);
				BackfillOutcome outcome = this.backfills.work(backfill, this.worker,
						new WhileAllKnow(proceed, () -> lacking(changeSet).isEmpty()));
				if (outcome == BackfillOutcome.PAUSED) {
					return held(RefusalReason.PAUSED, "data is paused", changeSet);
				}
				if (outcome == BackfillOutcome.CANCELLED) {
					return held(RefusalReason.CANCELLED, "it is cancelled", changeSet);
				}
				if (outcome != BackfillOutcome.DONE) {
					return new MigrationOutcome(Outcome.RUNNING, null,
							(outcome == BackfillOutcome.TAKEN) ? "Another instance moves the data of " + changeSet
									: "Stopped for now at " + changeSet,
							null, executed, List.of(changeSet.key()), List.of());
				}
			}
			return record(changeSet, executed);
		}
		catch (BackfillRefusedException | BackfillFailedException ex) {
			return MigrationOutcome.failed(
					"Migrate failed: " + ex.getMessage() + ". See docs/messages.md#backfill-failed", null, executed);
		}
		catch (SQLException ex) {
			return MigrationOutcome
				.failed("The database cannot be reached as the user that migrates: " + ex.getMessage(), null, executed);
		}
	}

	private MigrationOutcome refused(List<Blocker> blockers, @Nullable String checkpoint, List<ChangeSetKey> executed) {
		return new MigrationOutcome(Outcome.REFUSED, Refusals.reason(blockers), Refusals.sentence("Migrate", blockers),
				null, executed,
				this.data.of(this.database.pending(), checkpoint).stream().map(PhasedChangeSet::key).toList(),
				blockers);
	}

	private List<Blocker> lacking(PhasedChangeSet changeSet) {
		return this.data.blockers(changeSet, this.database.views().read());
	}

	/**
	 * Go on while the fleet allows, which is asked once more with the lease in hand: an
	 * instance that registers later than that takes the lease away before it writes.
	 */
	private static final class WhileAllKnow implements BooleanSupplier {

		private final BooleanSupplier proceed;

		private final BooleanSupplier known;

		private boolean asked;

		WhileAllKnow(BooleanSupplier proceed, BooleanSupplier known) {
			this.proceed = proceed;
			this.known = known;
		}

		@Override
		public boolean getAsBoolean() {
			if (!this.proceed.getAsBoolean()) {
				return false;
			}
			this.asked = this.asked || this.known.getAsBoolean();
			return this.asked;
		}

	}

	private static MigrationOutcome held(RefusalReason reason, String why, PhasedChangeSet changeSet) {
		return MigrationOutcome.refused(reason,
				"Migrate refused: " + changeSet + " does not go on, since " + why + ". " + DataControl.RESUME, null,
				List.of(changeSet.key()), List.of());
	}

	private @Nullable MigrationOutcome record(PhasedChangeSet changeSet, List<ChangeSetKey> executed)
			throws SQLException {
		try (MigrationConnection connection = this.database.connect()) {
			if (!connection.lock(this.database.tables().lockName(), LOCK_WAIT)) {
				return MigrationOutcome.refused(RefusalReason.RUN_IN_PROGRESS, "Another run holds the migration lock",
						null, List.of(changeSet.key()), List.of());
			}
			DeadIntents dead = new DeadIntents(this.database.tables(), connection);
			while (dead.settleNext()) {
				logger.debug("Settled one step of an interrupted run");
			}
			boolean recorded = this.database.recorded().contains(changeSet.key());
			if (Backfill.isIn(changeSet)) {
				return recordBackfill(changeSet, recorded, executed, connection);
			}
			return recorded ? null : execute(changeSet, executed, connection);
		}
	}

	private @Nullable MigrationOutcome recordBackfill(PhasedChangeSet changeSet, boolean recorded,
			List<ChangeSetKey> executed, MigrationConnection connection) {
		List<Blocker> lacking = lacking(changeSet);
		if (!lacking.isEmpty()) {
			this.moved.reopen(changeSet, lacking);
			return refused(lacking, null, executed);
		}
		if (!this.backfills.isVerified(Backfill.of(changeSet, null))) {
			return new MigrationOutcome(Outcome.RUNNING, null, changeSet + " was reopened before it could be recorded",
					null, executed, List.of(changeSet.key()), List.of());
		}
		if (!recorded) {
			Intent intent = Intent.of(UUID.randomUUID().toString(), 1, changeSet, Intent.State.DONE, false, null);
			new HistoryWriter(this.database.tables(), connection.jdbc()).record(intent);
		}
		executed.add(changeSet.key());
		logger.info((recorded ? "Migrated again, after it was reopened: " : "Migrated ") + changeSet);
		return null;
	}

	private @Nullable MigrationOutcome execute(PhasedChangeSet changeSet, List<ChangeSetKey> executed,
			MigrationConnection connection) throws SQLException {
		String run = UUID.randomUUID().toString();
		RunStore runs = new RunStore(this.database.tables(), connection.jdbc());
		runs.begin(run, Operation.MIGRATE, MigrationRequest.plain(), this.database.runMember(),
				connection.engine().sessionId(connection.connection()));
		RunJournal journal = new RunJournal(run, this.database.changelog(), Set.of(changeSet.key()),
				new IntentStore(this.database.tables(), connection.jdbc()), connection, 0);
		try {
			logger.info("Migrating " + changeSet);
			this.executing = true;
			this.database.runner().run(connection, this.database.pending(), Set.of(changeSet.key()), journal);
			runs.end(run, RunState.SUCCEEDED, journal.executed(), null);
			executed.addAll(journal.executed());
			return null;
		}
		catch (LiquibaseException ex) {
			ChangeSetFailedException failure = new ChangeSetFailedException(ex, false);
			logger.error("Migrate run " + run + " failed", ex);
			journal.failed(new DeadIntents(this.database.tables(), connection));
			runs.end(run, RunState.FAILED, journal.executed(), failure.getMessage());
			return MigrationOutcome.failed("Migrate failed: " + failure.getMessage(), run, executed);
		}
		finally {
			this.executing = false;
		}
	}

	/**
	 * Stop a changeset that is running, at a point from which the next run goes on.
	 */
	void stop() {
		if (this.executing) {
			this.database.runner().stop();
		}
	}

}
