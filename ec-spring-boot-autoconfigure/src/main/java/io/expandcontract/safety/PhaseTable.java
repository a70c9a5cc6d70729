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
import io.expandcontract.sql.Operation.CreateDomain;
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

	private final boolean mySql;

	/** Constraints that a pending contract changeset adds. */
	private final Set<String> held = new HashSet<>();

	PhaseTable(Dialect dialect) {
		this.types = new TypeChange(dialect);
		this.mySql = dialect.isMySqlFamily();
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
				&& !(operation instanceof DropObject) && !isAttached(operation) && state.isNew(table)) {
			return PhaseRule.ON_NEW_TABLE;
		}
		if (operation instanceof AddColumn || operation instanceof DropColumn || operation instanceof RenameColumn
				|| operation instanceof AlterType || operation instanceof RedefineColumn
				|| operation instanceof SetNotNull || operation instanceof DropNotNull
				|| operation instanceof SetDefault || operation instanceof DropDefault) {
			return ofColumn(operation, state);
		}
		if (operation instanceof CreateObject || operation instanceof CreateDomain || operation instanceof DropObject
				|| operation instanceof RenameObject) {
			return ofObject(operation, state);
		}
		if (operation instanceof AddConstraint || operation instanceof ValidateConstraint
				|| operation instanceof DropConstraint || operation instanceof CreateIndex) {
			return ofConstraint(operation, state);
		}
		return ofTable(operation, state);
	}

	private static boolean isAttached(Operation operation) {
		return operation instanceof MovePartition move && move.attached();
	}

	private static PhaseRule ofTable(Operation operation, SchemaState state) {
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
			return !move.attached() ? PhaseRule.DETACH_PARTITION
					: state.isNew(move.partition()) ? PhaseRule.ATTACH_PARTITION : PhaseRule.ATTACH_OLD_PARTITION;
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
			return added(add.column(), state);
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
				return state.isConstrained(alter.type()) ? PhaseRule.ADD_CONSTRAINT : PhaseRule.ON_NEW_COLUMN;
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
			if (set.value().isValue() && state.isConstrained(set.table(), set.column())) {
				return PhaseRule.ADD_CONSTRAINED_COLUMN;
			}
			return set.value().isValue() ? PhaseRule.SET_DEFAULT : PhaseRule.DROP_DEFAULT;
		}
		return PhaseRule.DROP_NOT_NULL;
	}

	private static boolean isNullable(SchemaState state, Name table, String column) {
		ColumnFacts facts = state.column(table, column);
		return facts != null && !facts.notNull();
	}

	private static PhaseRule added(Column column, SchemaState state) {
		if (!column.canBeOmitted()) {
			return PhaseRule.ADD_REQUIRED_COLUMN;
		}
		boolean computed = isComputed(column);
		boolean hasValue = computed || (column.defaultValue() != null && column.defaultValue().isValue());
		if ((computed && column.notNull()) || state.isConstrained(column.type())) {
			return PhaseRule.ADD_CONSTRAINED_COLUMN;
		}
		for (Constraint constraint : column.constraints()) {
			boolean harmless = switch (constraint.kind()) {
				case NOT_NULL -> true;
				case FOREIGN_KEY -> !computed;
				case UNIQUE -> !hasValue && !constraint.countsNull();
				case PRIMARY_KEY -> column.generation() == Generation.SEQUENCE;
				case CHECK, EXCLUSION -> false;
			};
			if (!harmless) {
				return PhaseRule.ADD_CONSTRAINED_COLUMN;
			}
		}
		return PhaseRule.ADD_COLUMN;
	}

	private static boolean isComputed(Column column) {
		return column.generation() == Generation.STORED || column.generation() == Generation.VIRTUAL;
	}

	/**
	 * Return what a new column that is defined anew is then for those who leave it out.
	 */
	private static PhaseRule redefinedNew(RedefineColumn redefine, SchemaState state) {
		Column column = redefine.column();
		PhaseRule added = added(column, state);
		if (added == PhaseRule.ADD_REQUIRED_COLUMN) {
			return PhaseRule.SET_NOT_NULL;
		}
		boolean refuses = added != PhaseRule.ADD_COLUMN
				|| (ColumnFacts.of(column).hasDefault() && state.isConstrained(redefine.table(), column.name()));
		return refuses ? PhaseRule.ADD_CONSTRAINT : PhaseRule.ON_NEW_COLUMN;
	}

	/**
	 * Return whether a definition may take away what facts do not tell: that a time is
	 * set with each update.
	 */
	private boolean mayLoseUpdate(ColumnFacts before) {
		return this.mySql && before.type() != null && List.of("timestamp", "datetime").contains(before.type().name());
	}

	/**
	 * A definition anew is as bad as the worst that it changes.
	 */
	private PhaseRule redefined(RedefineColumn redefine, SchemaState state) {
		Column column = redefine.column();
		ColumnFacts before = state.column(redefine.table(), column.name());
		if (state.isNew(redefine.table(), column.name())) {
			return redefinedNew(redefine, state);
		}
		if (before == null || !column.constraints().isEmpty() || isComputed(column) || mayLoseUpdate(before)) {
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
			boolean loose = (kind == Kind.FOREIGN_KEY || kind == Kind.UNIQUE) && !add.constraint().countsNull();
			boolean indexed = kind == Kind.UNIQUE && state.isOnNewColumn(add.table(), add.constraint().index());
			return indexed || (loose && isOnNewColumn(add.table(), add.constraint().columns(), state))
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
			return index.mayFail() ? PhaseRule.CREATE_FALLIBLE_INDEX : PhaseRule.CREATE_INDEX;
		}
		return !index.countsNull() && !index.mayFail() && isOnNewColumn(index.table(), index.columns(), state)
				? PhaseRule.CONSTRAIN_NEW_COLUMN : PhaseRule.CREATE_UNIQUE_INDEX;
	}

	private static boolean isOnNewColumn(Name table, List<String> columns, SchemaState state) {
		return columns.stream().anyMatch((column) -> state.isLeftNull(table, column));
	}

	private static PhaseRule ofObject(Operation operation, SchemaState state) {
		if (operation instanceof CreateDomain) {
			return PhaseRule.CREATE_OBJECT;
		}
		if (operation instanceof CreateObject create) {
			if (ACTIVE.contains(create.kind())) {
				return PhaseRule.CREATE_ACTIVE_OBJECT;
			}
			if (create.kind() == ObjectKind.COLUMN_SYNC) {
				return PhaseRule.KEEP_IN_STEP;
			}
			boolean overloads = create.kind() == ObjectKind.FUNCTION || create.kind() == ObjectKind.PROCEDURE;
			boolean replaced = (create.replaces() || overloads) && !state.isNew(create.kind(), create.object())
					&& state.facts().mayExist(create.kind(), create.object());
			if (replaced) {
				return PhaseRule.REPLACE_OBJECT;
			}
			boolean fires = create.kind() == ObjectKind.TRIGGER
					&& (create.table() == null || !state.isNew(create.table()));
			return fires ? PhaseRule.CREATE_ACTIVE_OBJECT : PhaseRule.CREATE_OBJECT;
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
