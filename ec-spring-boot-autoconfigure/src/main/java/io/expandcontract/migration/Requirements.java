package io.expandcontract.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import liquibase.precondition.core.ChangeSetExecutedPrecondition;
import liquibase.precondition.core.NotPrecondition;
import org.jspecify.annotations.Nullable;

/**
 * The changesets that another names in its preconditions: with {@code changeSetExecuted}
 * its author says that it must not run before them, wherever they stand in the changelog.
 */
final class Requirements {

	private final List<PhasedChangeSet> pending;

	Requirements(List<PhasedChangeSet> pending) {
		this.pending = pending;
	}

	/**
	 * Return what a contract changeset waits for.
	 * @param contract a contract changeset
	 * @return the first expand or migrate changeset that it names and that has yet to
	 * run, or {@code null}
	 */
	@Nullable PhasedChangeSet missing(PhasedChangeSet contract) {
		List<ChangeSetKey> named = new ArrayList<>();
		Precondition all = contract.changeSet().getPreconditions();
		if (all != null) {
			collect(all, contract, named);
		}
		Set<ChangeSetKey> keys = named.stream().collect(Collectors.toSet());
		return keys.isEmpty() ? null
				: this.pending.stream()
					.filter((changeSet) -> !changeSet.isContract() && !changeSet.isCheckpoint()
							&& keys.contains(changeSet.key()))
					.findFirst()
					.orElse(null);
	}

	private static void collect(Precondition precondition, PhasedChangeSet contract, List<ChangeSetKey> named) {
		if (precondition instanceof ChangeSetExecutedPrecondition executed && executed.getId() != null) {
			String path = (executed.getChangeLogFile() != null) ? executed.getChangeLogFile() : contract.key().path();
			named.add(new ChangeSetKey(path, executed.getId(), String.valueOf(executed.getAuthor())));
		}
		else if (precondition instanceof PreconditionLogic logic && !(logic instanceof NotPrecondition)) {
			logic.getNestedPreconditions().forEach((nested) -> collect(nested, contract, named));
		}
	}

}
