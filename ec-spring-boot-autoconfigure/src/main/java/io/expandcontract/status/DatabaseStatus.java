package io.expandcontract.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.expandcontract.check.Finding;
import io.expandcontract.check.Severity;
import io.expandcontract.backfill.BackfillState;
import io.expandcontract.backfill.DataMark;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhaseSource;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.database.LockHolder;
import io.expandcontract.database.SessionActivity;
import io.expandcontract.fleet.BlockerCode;
import io.expandcontract.fleet.Instance;
import io.expandcontract.fleet.InstanceState;
import io.expandcontract.fleet.SessionReport;
import io.expandcontract.migration.ColumnsInStep;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Operation;
import io.expandcontract.migration.Run;
import io.expandcontract.migration.RunState;
import io.expandcontract.sync.ColumnSync;
import org.jspecify.annotations.Nullable;

/**
 * The state of one database. Its components bear the names that its JSON shows.
 *
 * @param product the database's product and version
 * @param schema the schema of the history
 * @param phases how many changesets of each phase ran and have yet to
 * @param checkpoints how far each checkpoint has come
 * @param pending what has yet to run, in running order
 * @param gate whether contract changesets may run
 * @param fleet who lives
 * @param backfills how far data has been moved
 * @param inStep which columns triggers keep in step
 * @param lock who holds the migration lock
 * @param runs the latest runs, the latest first
 * @param findings what contradicts itself in the changelog
 */
public record DatabaseStatus(String product, String schema, PhasesDescriptor phases,
		List<CheckpointDescriptor> checkpoints, List<PendingDescriptor> pending, GateDescriptor gate,
		FleetDescriptor fleet, List<BackfillDescriptor> backfills, List<InStepDescriptor> inStep,
		Optional<LockDescriptor> lock, List<RunDescriptor> runs, List<FindingDescriptor> findings) {

	static Duration micros(long micros) {
		return Duration.ofMillis(Math.max(0, micros) / 1000);
	}

	static Instant instant(long micros) {
		return Instant.ofEpochMilli(micros / 1000);
	}

	/**
	 * The phases.
	 *
	 * @param expand additive changesets
	 * @param migrate data
	 * @param contract destructive changesets
	 */
	public record PhasesDescriptor(PhaseDescriptor expand, PhaseDescriptor migrate, PhaseDescriptor contract) {
	}

	/**
	 * One phase.
	 *
	 * @param applied how many of its changesets ran
	 * @param pending how many have yet to
	 */
	public record PhaseDescriptor(int applied, int pending) {
	}

	/**
	 * A checkpoint.
	 *
	 * @param name its name
	 * @param expand how far its expand changesets have come
	 * @param migrate how far its data has
	 * @param contract how far its contract changesets have
	 */
	public record CheckpointDescriptor(String name, CheckpointState expand, CheckpointState migrate,
			CheckpointState contract) {
	}

	/**
	 * A changeset that has yet to run.
	 *
	 * @param changeSet its identity
	 * @param phase its phase
	 * @param source why it has that phase
	 * @param checkpoint the checkpoint that closes it, if any
	 */
	public record PendingDescriptor(String changeSet, Phase phase, PhaseSource source, @Nullable String checkpoint) {
	}

	/**
	 * Whether the pending contract changesets may run.
	 *
	 * @param open whether nothing stands in their way
	 * @param blockers what does, at most a hundred
	 */
	public record GateDescriptor(boolean open, List<BlockerDescriptor> blockers) {
	}

	/**
	 * One thing that stands in the way.
	 *
	 * @param code what kind of thing
	 * @param instance the instance's name, if it is one
	 * @param version that instance's version
	 * @param state that instance's state
	 * @param lastSeen how long ago it was heard of
	 * @param changeSets the changesets that it holds
	 * @param message what is wrong
	 * @param remedy what to do
	 */
	public record BlockerDescriptor(BlockerCode code, @Nullable String instance, @Nullable String version,
			@Nullable InstanceState state, @Nullable Duration lastSeen, List<String> changeSets, String message,
			String remedy) {

		/**
		 * Describe a blocker.
		 * @param blocker the blocker
		 * @return its description
		 */
		public static BlockerDescriptor of(Blocker blocker) {
			List<String> changeSets = blocker.changeSets().stream().map(ChangeSetKey::toString).toList();
			Instance instance = blocker.instance();
			return (instance != null)
					? new BlockerDescriptor(blocker.code(), instance.name(), instance.version(), instance.state(),
							micros(instance.silentMicros()), changeSets, blocker.message(), blocker.remedy())
					: new BlockerDescriptor(blocker.code(), null, null, null, null, changeSets, blocker.message(),
							blocker.remedy());
		}

	}

	/**
	 * Who lives.
	 *
	 * @param current how many instances hold their leases
	 * @param stale how many missed theirs and still count
	 * @param sessionCheck how the database's sessions are looked at
	 * @param sessionCheckReason why they are not, if so
	 * @param releases the releases that live
	 */
	public record FleetDescriptor(int current, int stale, SessionReport.Mode sessionCheck,
			@Nullable String sessionCheckReason, List<ReleaseDescriptor> releases) {
	}

	/**
	 * A release that lives.
	 *
	 * @param release its fingerprint
	 * @param version the application's version
	 * @param instances how many of its instances live
	 * @param verdict what they mean for the pending contract changesets
	 */
	public record ReleaseDescriptor(String release, String version, int instances, ReleaseVerdict verdict) {
	}

	/**
	 * A backfill.
	 *
	 * @param id its short name
	 * @param table the table that it fills
	 * @param state how far it has come
	 * @param rowsDone rows visited
	 * @param rowsEstimated rows in the table at the start
	 * @param rowsPerSecond the rate so far, 0 unless it is running
	 * @param remaining time left at that rate, empty if nobody can tell
	 * @param batchSize rows in the latest batch, 0 before the first
	 * @param waitingFor what keeps it from starting or going on
	 * @param failedRows rows that could not be written, or still differed when it failed
	 * @param failure why it failed, if it did
	 * @param failures the first of the rows that could not be written
	 * @param reopened why it has to run again although it was done, if so
	 */
	public record BackfillDescriptor(String id, String table, BackfillState state, long rowsDone, long rowsEstimated,
			long rowsPerSecond, Optional<Duration> remaining, int batchSize, Optional<String> waitingFor,
			long failedRows, Optional<String> failure, List<FailedRowDescriptor> failures,
			Optional<ReopenedDescriptor> reopened) {
	}

	/**
	 * Why a backfill has to run again.
	 *
	 * @param by the instance whose release does not know it, so that rows which it wrote
	 * lack the data
	 * @param at since when, by the database's clock
	 */
	public record ReopenedDescriptor(String by, Instant at) {

		static Optional<ReopenedDescriptor> of(@Nullable DataMark mark) {
			return (mark != null && mark.isReopened() && mark.reopenedAt() != null)
					? Optional.of(new ReopenedDescriptor(String.valueOf(mark.reopenedBy()), instant(mark.reopenedAt())))
					: Optional.empty();
		}

	}

	/**
	 * A row that could not be written.
	 *
	 * @param key its key
	 * @param error what the database said
	 */
	public record FailedRowDescriptor(String key, String error) {
	}

	/**
	 * Columns that triggers keep in step.
	 *
	 * @param table the table
	 * @param columns the columns of the new release
	 * @param formerColumns the columns of the release before
	 * @param changeSet the changeset that made the triggers
	 * @param present whether both triggers are there, as far as the application's user
	 * may see them
	 */
	public record InStepDescriptor(String table, List<String> columns, List<String> formerColumns, String changeSet,
			boolean present) {

		static InStepDescriptor of(ColumnsInStep.InStep each) {
			return new InStepDescriptor(each.sync().table(),
					each.sync().columns().stream().map(ColumnSync.Column::name).toList(),
					each.sync().formerColumns().stream().map(ColumnSync.Column::name).toList(),
					each.changeSet().toString(), each.present());
		}

	}

	/**
	 * Who holds the migration lock.
	 *
	 * @param session the database's number of the session
	 * @param application the name that the session carries
	 * @param address where it comes from, if the database shows it
	 * @param heldFor for how long its present statement or wait has lasted
	 */
	public record LockDescriptor(String session, String application, @Nullable String address, Duration heldFor) {
	}

	/**
	 * A run.
	 *
	 * @param id its id
	 * @param operation what it does
	 * @param state how it stands
	 * @param instance the instance that runs it
	 * @param startedAt when it began, by the database's clock
	 * @param duration how long it took, or has taken
	 * @param requestedBy who asked for it
	 * @param forced whether it overrode the fleet check
	 * @param activity what it is at, while it runs a statement
	 */
	public record RunDescriptor(String id, Operation operation, RunState state, String instance, Instant startedAt,
			Duration duration, Optional<String> requestedBy, boolean forced, Optional<ActivityDescriptor> activity) {

		static RunDescriptor of(Run run, Supplier<Optional<ActivityDescriptor>> activity) {
			return new RunDescriptor(run.id(), run.operation(), run.state(), run.instance(), instant(run.startedAt()),
					micros(run.durationMicros()), Optional.ofNullable(run.requestedBy()), run.forced(),
					(run.state() == RunState.RUNNING) ? activity.get() : Optional.empty());
		}

	}

	/**
	 * What a run is at, as the database itself sees it.
	 *
	 * @param statement the beginning of the statement that runs
	 * @param runningFor for how long it has run
	 * @param stage what it is at, in the database's words, if it says
	 * @param percent how much of that stage is done, if the database knows
	 */
	public record ActivityDescriptor(String statement, Duration runningFor, Optional<String> stage,
			Optional<Integer> percent) {

		/**
		 * Ask what the holder of the migration lock is at.
		 * @param database the database
		 * @param holder who holds the lock, if anyone does
		 * @return what it runs, empty if that is nothing or nobody may see it
		 */
		static Optional<ActivityDescriptor> of(MigratedDatabase database, @Nullable LockHolder holder) {
			SessionActivity activity = (holder != null)
					? database.tables().engine().activity(database.control(), holder.sessionId()) : null;
			return Optional.ofNullable(activity)
				.map((now) -> new ActivityDescriptor(now.statement(), micros(now.runningMicros()),
						Optional.ofNullable(now.stage()), Optional.ofNullable(now.percent())));
		}

	}

	/**
	 * Something in the changelog that contradicts itself without being refused.
	 *
	 * @param rule the id of the safety rule, empty for what is none
	 * @param severity how much it weighs
	 * @param changeSet the changeset, empty for what concerns none alone
	 * @param message what it is and what to do
	 * @param safe changesets that do the same without danger, in the format of the file;
	 * may be empty
	 */
	public record FindingDescriptor(String rule, Severity severity, String changeSet, String message, String safe) {

		static FindingDescriptor of(String message) {
			return new FindingDescriptor("", Severity.WARN, "", message, "");
		}

		static FindingDescriptor of(Finding finding) {
			return new FindingDescriptor(finding.rule(), finding.severity(), finding.changeSet().toString(),
					finding.message(), finding.safeAsWritten());
		}

	}

}
