package io.expandcontract.safety;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.expandcontract.sql.Column;
import io.expandcontract.sql.Column.Generation;
import io.expandcontract.sql.Constraint;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.ObjectKind;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.AddEnumValue;
import io.expandcontract.sql.Operation.AlterType;
import io.expandcontract.sql.Operation.Annotate;
import io.expandcontract.sql.Operation.ChangeRights;
import io.expandcontract.sql.Operation.ChangeRows;
import io.expandcontract.sql.Operation.ChangeTable;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.Operation.CreateObject;
import io.expandcontract.sql.Operation.CreateTable;
import io.expandcontract.sql.Operation.DropColumn;
import io.expandcontract.sql.Operation.DropConstraint;
import io.expandcontract.sql.Operation.DropDefault;
import io.expandcontract.sql.Operation.DropIndex;
import io.expandcontract.sql.Operation.DropNotNull;
import io.expandcontract.sql.Operation.DropObject;
import io.expandcontract.sql.Operation.DropTable;
import io.expandcontract.sql.Operation.MovePartition;
import io.expandcontract.sql.Operation.Rebuild;
import io.expandcontract.sql.Operation.RedefineColumn;
import io.expandcontract.sql.Operation.RenameColumn;
import io.expandcontract.sql.Operation.RenameEnumValue;
import io.expandcontract.sql.Operation.RenameObject;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.Operation.SetDefault;
import io.expandcontract.sql.Operation.SetNotNull;
import io.expandcontract.sql.Operation.SetOption;
import io.expandcontract.sql.Operation.Unknown;
import io.expandcontract.sql.Operation.ValidateConstraint;

/**
 * Finds the row of the table that an operation falls under, as the schema is when it
 * would run.
 */
final class PhaseTable {

	private static final Set<ObjectKind> ACTIVE = Set.of(ObjectKind.POLICY, ObjectKind.RULE, ObjectKind.EVENT);

	private final TypeChange types;

	/** Constraints that a pending contract changeset adds. */
	private final Set<String> held = new HashSet<>();

	PhaseTable(Dialect dialect) {
		this.types = new TypeChange(dialect);
	}

	/**
	 * Take note of what is held back.
	 */
	void hold(Operation operation) {
		if (operation instanceof AddConstraint add && add.constraint().name() != null) {
			this.held.add(add.constraint().name());
		}
	}

	PhaseRule rule(Operation operation, SchemaState state) {
		if (operation instanceof Unknown) {
			return PhaseRule.NOT_RECOGNISED;
		}
		Name table = operation.table();
		if (table != null && !(operation instanceof CreateTable) && !(operation instanceof CreateObject)
				&& !(operation instanceof DropObject) && state.isNew(table)) {
			return PhaseRule.ON_NEW_TABLE;
		}
		if (operation instanceof AddColumn || operation instanceof DropColumn || operation instanceof RenameColumn
				|| operation instanceof AlterType || operation instanceof RedefineColumn
				|| operation instanceof SetNotNull || operation instanceof DropNotNull
				|| operation instanceof SetDefault || operation instanceof DropDefault) {
			return ofColumn(operation, state);
		}
		if (operation instanceof CreateObject || operation instanceof DropObject || operation instanceof RenameObject) {
			return ofObject(operation, state);
		}
		if (operation instanceof AddConstraint || operation instanceof ValidateConstraint
				|| operation instanceof DropConstraint || operation instanceof CreateIndex) {
			return ofConstraint(operation, state);
		}
		return ofTable(operation);
	}

	private static PhaseRule ofTable(Operation operation) {
		if (operation instanceof CreateTable) {
			return PhaseRule.CREATE_TABLE;
		}
		if (operation instanceof DropTable) {
			return PhaseRule.DROP_TABLE;
		}
		if (operation instanceof RenameTable) {
			return PhaseRule.RENAME_TABLE;
		}
		if (operation instanceof MovePartition move) {
			return move.attached() ? PhaseRule.ATTACH_PARTITION : PhaseRule.DETACH_PARTITION;
		}
		if (operation instanceof DropIndex) {
			return PhaseRule.DROP_INDEX;
		}
		if (operation instanceof AddEnumValue) {
			return PhaseRule.ADD_ENUM_VALUE;
		}
		if (operation instanceof RenameEnumValue) {
			return PhaseRule.RENAME_ENUM_VALUE;
		}
		if (operation instanceof ChangeRows rows) {
			return switch (rows.kind()) {
				case INSERT -> PhaseRule.INSERT_ROWS;
				case UPSERT, UPDATE, DELETE -> PhaseRule.CHANGE_ROWS;
				case TRUNCATE -> PhaseRule.TRUNCATE;
			};
		}
		if (operation instanceof ChangeRights rights) {
			return rights.granted() ? PhaseRule.GRANT : PhaseRule.REVOKE;
		}
		if (operation instanceof Annotate || operation instanceof SetOption) {
			return PhaseRule.ANNOTATE;
		}
		if (operation instanceof Rebuild) {
			return PhaseRule.REBUILD;
		}
		return (operation instanceof ChangeTable) ? PhaseRule.CHANGE_TABLE : PhaseRule.NOT_RECOGNISED;
	}

	private PhaseRule ofColumn(Operation operation, SchemaState state) {
		if (operation instanceof AddColumn add) {
			return added(add.column());
		}
		if (operation instanceof DropColumn drop) {
			ColumnFacts facts = state.column(drop.table(), drop.column());
			return state.isNew(drop.table(), drop.column()) ? PhaseRule.ON_NEW_COLUMN
					: (facts != null && facts.isRequired()) ? PhaseRule.DROP_REQUIRED_COLUMN : PhaseRule.DROP_COLUMN;
		}
		if (operation instanceof RenameColumn rename) {
			return state.isNew(rename.table(), rename.column()) ? PhaseRule.ON_NEW_COLUMN : PhaseRule.RENAME_COLUMN;
		}
		if (operation instanceof AlterType alter) {
			if (state.isNew(alter.table(), alter.column())) {
				return PhaseRule.ON_NEW_COLUMN;
			}
			ColumnFacts facts = state.column(alter.table(), alter.column());
			return (facts == null || alter.converted() || alter.collated()) ? PhaseRule.UNCLEAR_TYPE
					: this.types.judge(facts.type(), alter.type());
		}
		if (operation instanceof RedefineColumn redefine) {
			return redefined(redefine, state);
		}
		if (operation instanceof SetNotNull set) {
			ColumnFacts facts = state.column(set.table(), set.column());
			return (facts != null && facts.notNull()) ? PhaseRule.SET_NOT_NULL_AGAIN : PhaseRule.SET_NOT_NULL;
		}
		if (operation instanceof DropDefault drop) {
			boolean free = state.isNew(drop.table(), drop.column()) && isNullable(state, drop.table(), drop.column());
			return free ? PhaseRule.ON_NEW_COLUMN : PhaseRule.DROP_DEFAULT;
		}
		if (operation instanceof SetDefault set) {
			return set.value().isValue() ? PhaseRule.SET_DEFAULT : PhaseRule.DROP_DEFAULT;
		}
		return PhaseRule.DROP_NOT_NULL;
	}

	private static boolean isNullable(SchemaState state, Name table, String column) {
		ColumnFacts facts = state.column(table, column);
		return facts != null && !facts.notNull();
	}

	private static PhaseRule added(Column column) {
		if (!column.canBeOmitted()) {
			return PhaseRule.ADD_REQUIRED_COLUMN;
		}
		boolean hasValue = column.defaultValue() != null && column.defaultValue().isValue();
		for (Constraint constraint : column.constraints()) {
			boolean harmless = switch (constraint.kind()) {
				case FOREIGN_KEY, NOT_NULL -> true;
				case UNIQUE -> !hasValue;
				case PRIMARY_KEY -> column.generation() == Generation.SEQUENCE;
				case CHECK, EXCLUSION -> false;
			};
			if (!harmless) {
				return PhaseRule.ADD_CONSTRAINED_COLUMN;
			}
		}
		return PhaseRule.ADD_COLUMN;
	}

	/**
	 * A definition anew is as bad as the worst that it changes.
	 */
	private PhaseRule redefined(RedefineColumn redefine, SchemaState state) {
		Column column = redefine.column();
		ColumnFacts before = state.column(redefine.table(), column.name());
		if (state.isNew(redefine.table(), column.name())) {
			return PhaseRule.ON_NEW_COLUMN;
		}
		if (before == null || !column.constraints().isEmpty()) {
			return PhaseRule.UNCLEAR_DEFINITION;
		}
		PhaseRule type = this.types.judge(before.type(), column.type());
		ColumnFacts after = ColumnFacts.of(column);
		if (before.hasDefault() && !after.hasDefault()) {
			return (type.breaks() == Breaks.BOTH) ? type : PhaseRule.UNCLEAR_DEFINITION;
		}
		if (type.breaks() != Breaks.NOBODY) {
			return type;
		}
		if (after.notNull() && !before.notNull()) {
			return PhaseRule.SET_NOT_NULL;
		}
		return (before.notNull() && !after.notNull()) ? PhaseRule.DROP_NOT_NULL : type;
	}

	private PhaseRule ofConstraint(Operation operation, SchemaState state) {
		if (operation instanceof AddConstraint add) {
			Kind kind = add.constraint().kind();
			boolean loose = kind == Kind.FOREIGN_KEY || kind == Kind.UNIQUE;
			return loose && isOnNewColumn(add.table(), add.constraint().columns(), state)
					? PhaseRule.CONSTRAIN_NEW_COLUMN : PhaseRule.ADD_CONSTRAINT;
		}
		if (operation instanceof ValidateConstraint validate) {
			return this.held.contains(validate.constraint()) ? PhaseRule.VALIDATE_HELD_CONSTRAINT
					: PhaseRule.VALIDATE_CONSTRAINT;
		}
		if (operation instanceof DropConstraint drop) {
			boolean check = drop.kind() == Kind.CHECK || (drop.kind() == null && drop.constraint() != null
					&& state.facts().isCheck(drop.table(), drop.constraint()));
			return check ? PhaseRule.DROP_CHECK : PhaseRule.DROP_CONSTRAINT;
		}
		CreateIndex index = (CreateIndex) operation;
		if (!index.unique()) {
			return PhaseRule.CREATE_INDEX;
		}
		return isOnNewColumn(index.table(), index.columns(), state) ? PhaseRule.CONSTRAIN_NEW_COLUMN
				: PhaseRule.CREATE_UNIQUE_INDEX;
	}

	private static boolean isOnNewColumn(Name table, List<String> columns, SchemaState state) {
		return columns.stream().anyMatch((column) -> state.isLeftNull(table, column));
	}

	private static PhaseRule ofObject(Operation operation, SchemaState state) {
		if (operation instanceof CreateObject create) {
			if (ACTIVE.contains(create.kind())) {
				return PhaseRule.CREATE_ACTIVE_OBJECT;
			}
			boolean replaced = create.replaces() && !state.isNew(create.kind(), create.object())
					&& state.facts().mayExist(create.kind(), create.object());
			return replaced ? PhaseRule.REPLACE_OBJECT : PhaseRule.CREATE_OBJECT;
		}
		if (operation instanceof DropObject drop) {
			if (state.isNew(drop.kind(), drop.object())) {
				return PhaseRule.DROP_NEW_OBJECT;
			}
			return ACTIVE.contains(drop.kind()) ? PhaseRule.DROP_ACTIVE_OBJECT : PhaseRule.DROP_OBJECT;
		}
		RenameObject rename = (RenameObject) operation;
		if (rename.kind() == ObjectKind.INDEX || rename.kind() == ObjectKind.CONSTRAINT) {
			return PhaseRule.RENAME_INDEX;
		}
		return state.isNew(rename.kind(), rename.object()) ? PhaseRule.DROP_NEW_OBJECT : PhaseRule.RENAME_OBJECT;
	}

}
