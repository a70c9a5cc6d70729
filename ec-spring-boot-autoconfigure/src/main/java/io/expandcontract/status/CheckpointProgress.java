package io.expandcontract.status;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.backfill.BackfillProgress;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.migration.Run;
import io.expandcontract.migration.RunState;
import io.expandcontract.status.DatabaseStatus.CheckpointDescriptor;

/**
 * Tells how far each phase of each checkpoint has come.
 */
final class CheckpointProgress {

	private final PhasedChangelog changelog;

	private final List<PhasedChangeSet> pending;

	private final Set<String> running;

	private final Set<ChangeSetKey> moving;

	CheckpointProgress(PhasedChangelog changelog, List<PhasedChangeSet> pending, List<Run> runs,
			List<BackfillProgress> backfills) {
		this.changelog = changelog;
		this.pending = pending;
		this.running = runs.stream()
			.filter((run) -> run.state() == RunState.RUNNING)
			.map((run) -> run.operation().name())
			.collect(Collectors.toSet());
		this.moving = backfills.stream()
			.filter((backfill) -> backfill.worker() != null)
			.map(BackfillProgress::key)
			.collect(Collectors.toSet());
	}

	List<CheckpointDescriptor> checkpoints() {
		return this.changelog.checkpoints()
			.stream()
			.map((name) -> new CheckpointDescriptor(name, state(name, Phase.EXPAND), state(name, Phase.MIGRATE),
					state(name, Phase.CONTRACT)))
			.toList();
	}

	private CheckpointState state(String checkpoint, Phase phase) {
		List<PhasedChangeSet> left = this.pending.stream()
			.filter((changeSet) -> checkpoint.equals(changeSet.checkpoint())
					&& DatabaseStatusReader.phase(changeSet) == phase)
			.toList();
		if (left.isEmpty()) {
			return CheckpointState.DONE;
		}
		boolean atWork = this.running.contains(phase.name())
				|| left.stream().anyMatch((changeSet) -> this.moving.contains(changeSet.key()));
		return atWork ? CheckpointState.RUNNING : CheckpointState.PENDING;
	}

}
