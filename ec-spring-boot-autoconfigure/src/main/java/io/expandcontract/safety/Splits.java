package io.expandcontract.safety;

import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.sql.Column;
import io.expandcontract.sql.DataType;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AlterType;
import io.expandcontract.sql.Operation.DropColumn;
import io.expandcontract.sql.Operation.RedefineColumn;
import io.expandcontract.sql.Operation.RenameColumn;
import io.expandcontract.sql.Operation.RenameEnumValue;
import io.expandcontract.sql.Operation.RenameObject;
import io.expandcontract.sql.Operation.RenameTable;
import org.jspecify.annotations.Nullable;

/**
 * How what breaks both releases is done in three phases.
 */
public final class Splits {

	private Splits() {
	}

	/**
	 * Split an operation.
	 * @param operation what breaks both releases
	 * @param type the type of the column that it is about, if known
	 * @return the steps in order, none if there is no way but its author's
	 */
	public static List<SplitStep> of(Operation operation, @Nullable DataType type) {
		return of(operation, type, Dialect.POSTGRESQL);
	}

	/**
	 * Split an operation, with the SQL of a database.
	 * @param operation what breaks both releases
	 * @param type the type of the column that it is about, if known
	 * @param dialect the database's SQL
	 * @return the steps in order, none if there is no way but its author's
	 */
	public static List<SplitStep> of(Operation operation, @Nullable DataType type, Dialect dialect) {
		if (operation instanceof AddColumn add) {
			return required(add, dialect);
		}
		if (operation instanceof DropColumn drop) {
			return List.of(
					step(Phase.EXPAND, "let the column " + drop.table() + "." + drop.column() + " be null",
							"dropNotNullConstraint: { tableName: %s, columnName: %s%s }".formatted(drop.table().name(),
									drop.column(), typed("columnDataType", type)),
							nullability(drop.table(), drop.column(), type, false, dialect)),
					drop(drop.table(), drop.column()));
		}
		if (operation instanceof RenameColumn rename) {
			return replaced(rename.table(), rename.column(), rename.to(), type, rename.column());
		}
		if (operation instanceof AlterType alter) {
			return replaced(alter.table(), alter.column(), alter.column() + "_new", alter.type(),
					"cast(" + alter.column() + " as " + alter.type() + ")");
		}
		if (operation instanceof RedefineColumn redefine) {
			return replaced(redefine.table(), redefine.column().name(), redefine.column().name() + "_new",
					redefine.column().type(), redefine.column().name());
		}
		return ofObject(operation);
	}

	private static List<SplitStep> ofObject(Operation operation) {
		if (operation instanceof RenameTable rename) {
			return List.of(
					step(Phase.EXPAND,
							"create the view " + rename.to() + ", through which the new release reads and writes",
							"createView: { viewName: %s, selectQuery: select * from %s }".formatted(rename.to().name(),
									rename.table()),
							"create view %s as select * from %s".formatted(rename.to(), rename.table())),
					SplitStep.of(Phase.CONTRACT,
							"drop the view " + rename.to() + " and rename the table in one changeset"));
		}
		if (operation instanceof RenameObject rename) {
			return List.of(SplitStep.of(Phase.EXPAND, "create " + rename.to() + " beside " + rename.object()),
					SplitStep.of(Phase.CONTRACT, "drop " + rename.object()));
		}
		if (operation instanceof RenameEnumValue rename) {
			return List.of(
					step(Phase.EXPAND, "add the value '" + rename.to() + "'", "",
							"alter type %s add value '%s'".formatted(rename.type(), rename.to())),
					SplitStep.of(Phase.MIGRATE, "replace '" + rename.value() + "' in the rows; its label stays"));
		}
		return List.of();
	}

	private static List<SplitStep> required(AddColumn add, Dialect dialect) {
		Column column = add.column();
		Name table = add.table();
		String path = table + "." + column.name();
		SplitStep added = step(Phase.EXPAND, "add the column " + path + ", null and without constraints at first",
				"addColumn: { tableName: %s, columns: [ { column: { name: %s%s } } ] }".formatted(table.name(),
						column.name(), typed("type", column.type())),
				"alter table %s add column %s %s".formatted(table, column.name(), column.type()));
		if (column.canBeOmitted()) {
			return List.of(added, SplitStep.of(Phase.CONTRACT, "add the constraints of " + path));
		}
		return List.of(added,
				step(Phase.MIGRATE, "fill it",
						"backfill: { tableName: %s, columns: [ { column: { name: %s, valueComputed: \"…\" } } ] }"
							.formatted(table.name(), column.name()),
						""),
				step(Phase.CONTRACT, "set NOT NULL",
						"addNotNullConstraint: { tableName: %s, columnName: %s%s }".formatted(table.name(),
								column.name(), typed("columnDataType", column.type())),
						nullability(table, column.name(), column.type(), true, dialect)));
	}

	private static String nullability(Name table, String column, @Nullable DataType type, boolean notNull,
			Dialect dialect) {
		if (dialect.isMySqlFamily()) {
			return "alter table %s modify column %s %s %s".formatted(table, column, (type != null) ? type : "…",
					notNull ? "not null" : "null");
		}
		return "alter table %s alter column %s %s not null".formatted(table, column, notNull ? "set" : "drop");
	}

	private static List<SplitStep> replaced(Name table, String column, String to, @Nullable DataType type,
			String expression) {
		return List.of(
				step(Phase.EXPAND,
						"add the column " + table + "." + to + ", kept in step with " + column
								+ " by triggers or by a release that writes both",
						"addColumn: { tableName: %s, columns: [ { column: { name: %s%s } } ] }".formatted(table.name(),
								to, typed("type", type)),
						"alter table %s add column %s %s".formatted(table, to, (type != null) ? type : "…")),
				step(Phase.MIGRATE, "copy " + column + " to " + to,
						"backfill: { tableName: %s, columns: [ { column: { name: %s, valueComputed: \"%s\" } } ] }"
							.formatted(table.name(), to, expression),
						""),
				drop(table, column));
	}

	private static SplitStep drop(Name table, String column) {
		return step(Phase.CONTRACT, "drop the column " + table + "." + column,
				"dropColumn: { tableName: %s, columnName: %s }".formatted(table.name(), column),
				"alter table %s drop column %s".formatted(table, column));
	}

	private static String typed(String attribute, @Nullable DataType type) {
		return (type != null) ? ", " + attribute + ": \"" + type + "\"" : "";
	}

	private static SplitStep step(Phase phase, String words, String yaml, String sql) {
		return new SplitStep(phase, words, yaml, sql);
	}

}
