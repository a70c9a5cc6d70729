package io.expandcontract.migration;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.expandcontract.changelog.PhasedChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far releases have run ahead of their contracts.
 */
public final class CheckpointBacklog {

	private CheckpointBacklog() {
	}

	/**
	 * Return a finding if the contracts of too many checkpoints are pending.
	 * @param pending everything that has yet to run
	 * @param most the most checkpoints, or {@code null} for any number; what no
	 * checkpoint closes yet does not count
	 * @return what is wrong and what to do
	 */
	public static Optional<String> finding(List<PhasedChangeSet> pending, @Nullable Integer most) {
		List<String> checkpoints = pending.stream()
			.filter(PhasedChangeSet::isContract)
			.map(PhasedChangeSet::checkpoint)
			.filter(Objects::nonNull)
			.distinct()
			.toList();
		return (most == null || checkpoints.size() <= most) ? Optional.empty()
				: Optional.of("The contracts of " + checkpoints.size() + " checkpoints are pending: " + checkpoints
						+ ", more than expand-contract.checkpoints.max-pending=" + most + ". Contract up to "
						+ checkpoints.get(0) + " next: POST /actuator/migrations/contract/" + checkpoints.get(0));
	}

}
