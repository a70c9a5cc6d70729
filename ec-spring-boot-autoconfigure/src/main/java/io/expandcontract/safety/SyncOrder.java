package io.expandcontract.safety;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AlterType;
import io.expandcontract.sql.Operation.DropColumn;
import io.expandcontract.sql.Operation.DropTable;
import io.expandcontract.sql.Operation.RedefineColumn;
import io.expandcontract.sql.Operation.RenameColumn;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.Operation.SetDefault;
import io.expandcontract.sync.ColumnSync;
import io.expandcontract.sync.DropSyncColumnsChange;
import io.expandcontract.sync.SyncColumnsChange;
import liquibase.change.Change;
import org.jspecify.annotations.Nullable;

/**
 * Finds changesets that take away what triggers of {@code syncColumns} still write: every
 * write of the table would fail from then on.
 */
final class SyncOrder {

	private final ChangeOperations operations;

	private final Identifiers names;

	/**
	 * Create the check.
	 * @param operations tells what changesets do
	 */
	SyncOrder(ChangeOperations operations) {
		this.operations = operations;
		this.names = operations.names();
	}

	/** A sync that stands at some point of the changelog. */
	private record Standing(ChangeSetKey key, ColumnSync sync, Set<String> columns) {
	}

	/**
	 * Check changesets.
	 * @param all the whole changelog, in order
	 * @param pending what has yet to run
	 * @return a sentence for each pending changeset that comes before the triggers are
	 * dropped
	 */
	Map<ChangeSetKey, String> check(List<PhasedChangeSet> all, Set<ChangeSetKey> pending) {
		Map<ChangeSetKey, String> problems = new LinkedHashMap<>();
		Map<String, Standing> standing = new HashMap<>();
		for (PhasedChangeSet changeSet : all) {
			if (!standing.isEmpty() && pending.contains(changeSet.key())) {
				String problem = problem(changeSet, standing);
				if (problem != null) {
					problems.put(changeSet.key(), problem);
				}
			}
			changeSet.changeSet().getChanges().forEach((change) -> note(change, changeSet.key(), standing));
		}
		return problems;
	}

	private void note(Change change, ChangeSetKey key, Map<String, Standing> standing) {
		if (change instanceof SyncColumnsChange made) {
			ColumnSync sync = made.sync();
			standing.put(sync.name(), new Standing(key, sync,
					Set.copyOf(sync.all().stream().map((column) -> this.names.column(column.name())).toList())));
		}
		else if (change instanceof DropSyncColumnsChange dropped) {
			standing.remove(dropped.sync().name());
		}
	}

	private @Nullable String problem(PhasedChangeSet changeSet, Map<String, Standing> standing) {
		for (Effect effect : this.operations.of(changeSet.changeSet())) {
			for (Standing each : standing.values()) {
				if (breaks(effect.operation(), each)) {
					ColumnSync sync = each.sync();
					return changeSet + " would " + Words.of(effect.operation()) + ", while the triggers of "
							+ each.key() + " keep " + sync + " in step: every write of " + sync.table()
							+ " would fail. Drop the triggers in a changeset before: dropSyncColumns: { tableName: "
							+ sync.table() + ", columnNames: \""
							+ String.join(", ", sync.columns().stream().map(ColumnSync.Column::name).toList()) + "\" }";
				}
			}
		}
		return null;
	}

	private boolean breaks(Operation operation, Standing standing) {
		if (operation.table() == null
				|| !operation.table().mayBe(this.names.table(standing.sync().schema(), standing.sync().table()))) {
			return false;
		}
		String column = null;
		if (operation instanceof DropColumn drop) {
			column = drop.column();
		}
		else if (operation instanceof RenameColumn rename) {
			column = rename.column();
		}
		else if (operation instanceof AlterType alter) {
			column = alter.column();
		}
		else if (operation instanceof RedefineColumn redefine) {
			column = redefine.column().name();
		}
		else if (operation instanceof SetDefault preset) {
			column = preset.column();
		}
		return (column != null) ? standing.columns().contains(column)
				: operation instanceof DropTable || operation instanceof RenameTable;
	}

}
