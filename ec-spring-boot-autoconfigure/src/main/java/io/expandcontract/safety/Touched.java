package io.expandcontract.safety;

import java.util.ArrayList;
import java.util.List;

import io.expandcontract.sql.Column;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.AlterType;
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
import io.expandcontract.sql.Operation.RedefineColumn;
import io.expandcontract.sql.Operation.RenameColumn;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.Operation.SetDefault;
import io.expandcontract.sql.Operation.SetNotNull;
import io.expandcontract.sql.Operation.ValidateConstraint;
import org.jspecify.annotations.Nullable;

/**
 * A table, column, index, constraint or other object that an operation touches, by the
 * database's own rules for names.
 *
 * @param name the table, or the object if it has none
 * @param part what of it, or an empty text for the table as such
 * @param isTable whether the name is a table's
 */
record Touched(Name name, String part, boolean isTable) {

	static List<Touched> by(Operation operation) {
		List<Touched> touched = new ArrayList<>();
		Name table = operation.table();
		if (table != null) {
			touched.add(new Touched(table, "", true));
			columns(operation).forEach((column) -> touched.add(new Touched(table, "the column " + column, true)));
			String constraint = constraint(operation);
			if (constraint != null) {
				touched.add(new Touched(table, "the constraint " + constraint, true));
			}
		}
		if (operation instanceof RenameTable rename) {
			touched.add(new Touched(rename.to(), "", true));
		}
		if (operation instanceof CreateTable create) {
			touched.add(new Touched(create.table(), "", true));
		}
		Name index = (operation instanceof CreateIndex create) ? create.index()
				: (operation instanceof DropIndex drop) ? drop.index() : null;
		if (index != null) {
			touched.add(new Touched(index, "the index", false));
		}
		if (operation instanceof AddConstraint add && add.constraint().references() != null) {
			touched.add(new Touched(add.constraint().references(), "", true));
		}
		if (operation instanceof CreateObject create) {
			touched.add(new Touched(create.object(), "the " + create.kind(), false));
		}
		if (operation instanceof CreateDomain create) {
			touched.add(new Touched(create.domain(), "the DOMAIN", false));
		}
		if (operation instanceof DropObject drop) {
			touched.add(new Touched(drop.object(), "the " + drop.kind(), false));
		}
		return touched;
	}

	private static List<String> columns(Operation operation) {
		if (operation instanceof AddColumn add) {
			return List.of(add.column().name());
		}
		if (operation instanceof RedefineColumn redefine) {
			Column column = redefine.column();
			return List.of(column.name());
		}
		if (operation instanceof RenameColumn rename) {
			return List.of(rename.column(), rename.to());
		}
		if (operation instanceof AddConstraint add) {
			return add.constraint().columns();
		}
		if (operation instanceof CreateIndex create) {
			return create.columns();
		}
		String column = column(operation);
		return (column != null) ? List.of(column) : List.of();
	}

	private static @Nullable String column(Operation operation) {
		return (operation instanceof DropColumn drop) ? drop.column()
				: (operation instanceof AlterType alter) ? alter.column()
						: (operation instanceof SetNotNull set) ? set.column()
								: (operation instanceof DropNotNull drop) ? drop.column()
										: (operation instanceof SetDefault set) ? set.column()
												: (operation instanceof DropDefault drop) ? drop.column() : null;
	}

	private static @Nullable String constraint(Operation operation) {
		return (operation instanceof AddConstraint add) ? add.constraint().name()
				: (operation instanceof DropConstraint drop) ? drop.constraint()
						: (operation instanceof ValidateConstraint validate) ? validate.constraint() : null;
	}

	@Override
	public String toString() {
		return this.part.isEmpty() ? this.name.toString() : this.part + (this.isTable ? " of " : " ") + this.name;
	}

}
