package io.expandcontract.migration;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.fleet.Blocker;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended in one database.
 *
 * @param outcome the outcome
 * @param reason why it was refused, if it was
 * @param message the same for people
 * @param run the run, if there is one
 * @param executed the changesets that were executed
 * @param pending the changesets that are still pending
 * @param blockers what stands in the way of those
 */
public record MigrationOutcome(Outcome outcome, @Nullable RefusalReason reason, String message, @Nullable String run,
		List<ChangeSetKey> executed, List<ChangeSetKey> pending, List<Blocker> blockers) {

	/**
	 * How a call ended, the worst first.
	 */
	public enum Outcome {

		/** A changeset failed. */
		FAILED,

		/** Nothing was changed, and the reason says why. */
		REFUSED,

		/** It goes on; ask for the run. */
		RUNNING,

		/** It is done. */
		DONE,

		/** There was nothing to do. */
		NOTHING_TO_DO

	}

	static MigrationOutcome nothing(String message) {
		return new MigrationOutcome(Outcome.NOTHING_TO_DO, null, message, null, List.of(), List.of(), List.of());
	}

	static MigrationOutcome expanded(List<ChangeSetKey> executed) {
		return executed.isEmpty() ? nothing("Nothing to expand")
				: new MigrationOutcome(Outcome.DONE, null,
						"Expanded: " + executed.size() + ((executed.size() == 1) ? " changeset" : " changesets"), null,
						executed, List.of(), List.of());
	}

	/**
	 * Add what an earlier call of the same series executed.
	 * @param earlier how that ended in the same database
	 * @return this outcome, for both
	 */
	MigrationOutcome after(MigrationOutcome earlier) {
		if (earlier.executed().isEmpty()) {
			return this;
		}
		Set<ChangeSetKey> all = new LinkedHashSet<>(earlier.executed());
		all.addAll(this.executed);
		return new MigrationOutcome((this.outcome == Outcome.NOTHING_TO_DO) ? Outcome.DONE : this.outcome, this.reason,
				this.message + " (" + all.size() + " changesets in all)", (this.run != null) ? this.run : earlier.run(),
				List.copyOf(all), this.pending, this.blockers);
	}

	static MigrationOutcome refused(RefusalReason reason, String message, @Nullable String run,
			List<ChangeSetKey> pending, List<Blocker> blockers) {
		return new MigrationOutcome(Outcome.REFUSED, reason, message, run, List.of(), pending, blockers);
	}

	static MigrationOutcome failed(String message, @Nullable String run, List<ChangeSetKey> executed) {
		return new MigrationOutcome(Outcome.FAILED, null, message, run, executed, List.of(), List.of());
	}

	static MigrationOutcome running(String run) {
		return new MigrationOutcome(Outcome.RUNNING, null,
				"The run " + run + " goes on; ask GET /actuator/migrations/runs/" + run, run, List.of(), List.of(),
				List.of());
	}

	static MigrationOutcome moving() {
		return new MigrationOutcome(Outcome.RUNNING, null,
				"Data is being moved; GET /actuator/migrations shows how far the backfills are", null, List.of(),
				List.of(), List.of());
	}

}
