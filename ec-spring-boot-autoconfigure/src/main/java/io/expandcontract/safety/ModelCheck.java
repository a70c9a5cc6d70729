package io.expandcontract.safety;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.ObjectKind;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.CreateObject;
import io.expandcontract.sql.Operation.CreateTable;
import io.expandcontract.sql.Operation.DropColumn;
import io.expandcontract.sql.Operation.DropObject;
import io.expandcontract.sql.Operation.DropTable;
import io.expandcontract.sql.Operation.RenameColumn;
import io.expandcontract.sql.Operation.RenameObject;
import io.expandcontract.sql.Operation.RenameTable;
import org.jspecify.annotations.Nullable;

/**
 * Finds changesets that remove what this build's own entities are still mapped to: tables
 * and views, columns, by dropping or renaming them.
 */
public final class ModelCheck {

	private static final Set<ObjectKind> MAPPABLE = Set.of(ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW,
			ObjectKind.SEQUENCE);

	private final ChangeOperations operations;

	private final Supplier<@Nullable MappedModel> model;

	private final Map<ChangeSetKey, List<Effect>> effects = new ConcurrentHashMap<>();

	/**
	 * Create the check of one database.
	 * @param operations tells what changesets do
	 * @param model the entities, or {@code null} as long as they are not known
	 */
	public ModelCheck(ChangeOperations operations, Supplier<@Nullable MappedModel> model) {
		this.operations = operations;
		this.model = model;
	}

	/**
	 * Return what speaks against a changeset.
	 * @param changeSet the changeset
	 * @return a sentence without its full stop, or {@code null} if nothing does
	 */
	public @Nullable String check(PhasedChangeSet changeSet) {
		List<Operation> all = this.effects
			.computeIfAbsent(changeSet.key(), (key) -> this.operations.of(changeSet.changeSet()))
			.stream()
			.map(Effect::operation)
			.toList();
		if (all.stream().noneMatch(ModelCheck::removes)) {
			return null;
		}
		MappedModel known = this.model.get();
		if (known == null) {
			return changeSet + " removes a table or column, and whether this build's entities are mapped to it is not "
					+ "known before the application has started";
		}
		for (int i = 0; i < all.size(); i++) {
			String found = !removes(all.get(i)) ? null : mapped(all.get(i), all.subList(i + 1, all.size()), known);
			if (found != null) {
				return changeSet + found;
			}
		}
		return null;
	}

	private static boolean removes(Operation operation) {
		return operation instanceof DropColumn || operation instanceof DropTable || operation instanceof RenameColumn
				|| operation instanceof RenameTable
				|| (operation instanceof DropObject drop && MAPPABLE.contains(drop.kind()))
				|| (operation instanceof RenameObject rename && MAPPABLE.contains(rename.kind()));
	}

	private static @Nullable String mapped(Operation operation, List<Operation> later, MappedModel model) {
		if (operation instanceof DropColumn drop) {
			return ofColumn(drop.table(), drop.column(), "drops", later, model);
		}
		if (operation instanceof RenameColumn rename) {
			return ofColumn(rename.table(), rename.column(), "renames", later, model);
		}
		if (operation instanceof DropTable drop) {
			return ofTable(drop.table(), "drops", later, model);
		}
		if (operation instanceof RenameTable rename) {
			return ofTable(rename.table(), "renames", later, model);
		}
		if (operation instanceof DropObject drop) {
			return ofTable(drop.object(), "drops", later, model);
		}
		return (operation instanceof RenameObject rename) ? ofTable(rename.object(), "renames", later, model) : null;
	}

	private static @Nullable String ofColumn(Name table, String column, String verb, List<Operation> later,
			MappedModel model) {
		String mapped = model.mappedTo(table, column);
		return (mapped == null || later.stream().anyMatch((operation) -> restores(operation, table, column))) ? null
				: " " + verb + " the column " + table + "." + column + ", to which " + mapped + " is mapped";
	}

	private static boolean restores(Operation operation, Name table, String column) {
		if (operation instanceof AddColumn add) {
			return add.table().mayBe(table) && add.column().name().equals(column);
		}
		return operation instanceof RenameColumn rename && rename.table().mayBe(table) && rename.to().equals(column);
	}

	/**
	 * What takes the name over before anyone can look is not removed: a view that stood
	 * in for a table makes room for it.
	 */
	private static @Nullable String ofTable(Name table, String verb, List<Operation> later, MappedModel model) {
		String mapped = model.mappedTo(table, null);
		return (mapped == null || later.stream().anyMatch((operation) -> restores(operation, table))) ? null
				: " " + verb + " " + table + ", to which " + mapped + " is mapped";
	}

	private static boolean restores(Operation operation, Name table) {
		if (operation instanceof CreateTable create) {
			return create.table().mayBe(table);
		}
		if (operation instanceof CreateObject create) {
			return create.object().mayBe(table);
		}
		return operation instanceof RenameTable rename && rename.to().mayBe(table);
	}

}
