package io.expandcontract.migration;

import java.util.List;
import java.util.Objects;

import io.expandcontract.changelog.PhasedChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells when more checkpoints wait to be contracted than the application expects.
 */
public final class PendingCheckpoints {

	private PendingCheckpoints() {
	}

	/**
	 * Compare what is pending with {@code expand-contract.checkpoints.max-pending}.
	 * @param pending what has yet to run
	 * @param most how many checkpoints may have contract pending, or {@code null} for any
	 * number
	 * @return a sentence that names the checkpoints and what to do, or {@code null}
	 */
	public static @Nullable String finding(List<PhasedChangeSet> pending, @Nullable Integer most) {
		if (most == null) {
			return null;
		}
		List<String> checkpoints = pending.stream()
			.filter(PhasedChangeSet::isContract)
			.map(PhasedChangeSet::checkpoint)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.distinct()
			.toList();
		return (checkpoints.size() <= most) ? null
				: "Contract is pending for the checkpoints " + String.join(", ", checkpoints)
						+ ", more than expand-contract.checkpoints.max-pending=" + most + " expects: contract "
						+ checkpoints.get(checkpoints.size() - most - 1) + ". See docs/messages.md#max-pending";
	}

}
