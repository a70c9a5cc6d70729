package io.expandcontract.boot;

import java.util.List;
import java.util.Set;

import io.expandcontract.autogenerate.Renames;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.ObjectKind;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.AddEnumValue;
import io.expandcontract.sql.Operation.AlterType;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.Operation.CreateObject;
import io.expandcontract.sql.Operation.CreateTable;
import io.expandcontract.sql.Operation.DropColumn;
import io.expandcontract.sql.Operation.DropConstraint;
import io.expandcontract.sql.Operation.DropNotNull;
import io.expandcontract.sql.Operation.DropObject;
import io.expandcontract.sql.Operation.DropTable;
import io.expandcontract.sql.Operation.RedefineColumn;
import io.expandcontract.sql.Operation.RenameColumn;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.Operation.SetDefault;
import io.expandcontract.sql.Operation.SetNotNull;
import io.expandcontract.sql.Operation.ValidateConstraint;

/**
 * Reads what changesets do: the names they change, and whether a comparison of tables
 * shows the rest.
 */
final class SplitOperations {

	private static final Set<Class<? extends Operation>> SHOWN = Set.of(CreateTable.class, DropTable.class,
			AddColumn.class, DropColumn.class, AlterType.class, RedefineColumn.class, SetNotNull.class,
			DropNotNull.class, SetDefault.class, AddConstraint.class, ValidateConstraint.class, CreateIndex.class,
			RenameColumn.class, RenameTable.class, AddEnumValue.class);

	private final Renames.Builder renames = new Renames.Builder();

	/**
	 * Read one operation.
	 * @param operation what a changeset does
	 * @return whether a comparison of tables shows it
	 */
	boolean take(Operation operation) {
		if (operation instanceof RenameColumn rename) {
			this.renames.column(rename.table().name(), rename.to(), List.of(rename.column()));
		}
		else if (operation instanceof RenameTable rename) {
			this.renames.table(rename.to().name(), rename.table().name());
		}
		else if (operation instanceof AddColumn add) {
			this.renames.column(add.table().name(), add.column().name(), List.of());
		}
		else if (operation instanceof CreateTable create) {
			this.renames.table(create.table().name(), "");
		}
		return SHOWN.contains(operation.getClass()) || isShown(operation);
	}

	private static boolean isShown(Operation operation) {
		if (operation instanceof DropConstraint drop) {
			return drop.kind() == Kind.UNIQUE || drop.kind() == Kind.FOREIGN_KEY;
		}
		ObjectKind kind = (operation instanceof CreateObject create) ? create.kind()
				: (operation instanceof DropObject drop) ? drop.kind() : null;
		return kind == ObjectKind.SEQUENCE || kind == ObjectKind.TYPE;
	}

	/**
	 * Return what the changesets say about names.
	 */
	Renames renames() {
		return this.renames.build();
	}

}
