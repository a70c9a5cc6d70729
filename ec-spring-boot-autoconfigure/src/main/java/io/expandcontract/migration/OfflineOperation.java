package io.expandcontract.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Runs every phase of one database while nothing else lives: checkpoint by checkpoint,
 * each phase by its own rules, so that an instance that boots meanwhile is safe.
 */
final class OfflineOperation {

	private final MigratedDatabase database;

	private final List<Function<MigrationRequest, MigrationOutcome>> phases;

	private final List<ChangeSetKey> executed = new ArrayList<>();

	/**
	 * Create the operation.
	 * @param database the database
	 * @param phases expand, migrate and contract
	 */
	OfflineOperation(MigratedDatabase database, List<Function<MigrationRequest, MigrationOutcome>> phases) {
		this.database = database;
		this.phases = phases;
	}

	MigrationOutcome run(MigrationRequest request) {
		List<Blocker> blockers = new OtherInstances(this.database).blockers();
		if (!blockers.isEmpty()) {
			return MigrationOutcome.refused(Refusals.reason(blockers), Refusals.sentence("Offline", blockers), null,
					pending(), blockers);
		}
		for (String checkpoint : this.database.changelog().checkpoints()) {
			MigrationOutcome stopped = run(upTo(request, checkpoint), isPending(checkpoint));
			if (stopped != null) {
				return stopped;
			}
		}
		MigrationOutcome stopped = run(upTo(request, null), true);
		if (stopped != null) {
			return stopped;
		}
		return this.executed.isEmpty() ? MigrationOutcome.nothing("Nothing to do")
				: new MigrationOutcome(Outcome.DONE, null,
						"Ran " + this.executed.size() + ((this.executed.size() == 1) ? " changeset" : " changesets"),
						null, List.copyOf(this.executed), List.of(), List.of());
	}

	private static MigrationRequest upTo(MigrationRequest request, @Nullable String checkpoint) {
		return new MigrationRequest(checkpoint, false, false, request.reason(), request.requestedBy());
	}

	private boolean isPending(String checkpoint) {
		return this.database.pending()
			.stream()
			.anyMatch((changeSet) -> this.database.changelog().isUpTo(changeSet, checkpoint));
	}

	private @Nullable MigrationOutcome run(MigrationRequest request, boolean pending) {
		if (!pending) {
			return null;
		}
		for (Function<MigrationRequest, MigrationOutcome> phase : this.phases) {
			MigrationOutcome outcome = phase.apply(request);
			this.executed.addAll(outcome.executed());
			if (outcome.outcome() != Outcome.DONE && outcome.outcome() != Outcome.NOTHING_TO_DO) {
				return new MigrationOutcome(outcome.outcome(), outcome.reason(), outcome.message(), outcome.run(),
						List.copyOf(this.executed), pending(), outcome.blockers());
			}
		}
		return null;
	}

	private List<ChangeSetKey> pending() {
		return this.database.pending().stream().map(PhasedChangeSet::key).toList();
	}

}
