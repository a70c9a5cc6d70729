package io.expandcontract.autogenerate;

import java.util.List;

import io.expandcontract.autogenerate.Constraint.Check;
import io.expandcontract.database.Engine;

/**
 * Writes what MySQL and MariaDB do otherwise: a column is changed by giving its whole
 * definition again, since whatever is left out would be lost.
 */
final class MySqlDdl extends Ddl {

	MySqlDdl(Engine engine, String product, LiquibaseTypes types) {
		super(engine, product, types);
	}

	private Change modify(Table table, Column column) {
		String check = table.constraints(Check.class)
			.filter((each) -> column.name().equalsIgnoreCase(each.ofColumn()))
			.map((each) -> " check (" + each.expression() + ")")
			.findFirst()
			.orElse("");
		return alter(table, "modify column " + definition(column) + check);
	}

	@Override
	String definition(Column column) {
		return names().sql(column.name()) + " " + column.type()
				+ ((column.collation() != null)
						? " character set " + column.collation().split("_")[0] + " collate " + column.collation() : "")
				+ ((column.generated() != null) ? " generated always as (" + column.generated() + ") stored" : "")
				+ ((column.generated() == null) ? (column.nullable() ? " null" : " not null") : "")
				+ ((column.defaultValue() != null) ? " default " + column.defaultValue() : "")
				+ (column.autoIncrement() ? " auto_increment" : "")
				+ ((column.comment() != null) ? " comment '" + column.comment().replace("'", "''") + "'" : "");
	}

	@Override
	Change type(Table table, Column column) {
		return modify(table, column);
	}

	@Override
	Change notNull(Table table, Column column) {
		return modify(table, column.asNullable(false));
	}

	@Override
	Change nullable(Table table, Column column) {
		return modify(table, column.asNullable(true));
	}

	@Override
	Change defaultValue(Table table, Column column) {
		return modify(table, column);
	}

	@Override
	Change comment(Table table, Column column) {
		return modify(table, column);
	}

	@Override
	Change drop(Table table, Constraint constraint) {
		if (constraint instanceof Check check && check.ofColumn() != null) {
			Column column = table.find(check.ofColumn());
			return (column != null) ? alter(table, "modify column " + definition(column))
					: super.drop(table, constraint);
		}
		return super.drop(table, constraint);
	}

	@Override
	String waiver(Constraint constraint) {
		return "";
	}

	@Override
	boolean changesKeys() {
		return false;
	}

	@Override
	boolean needsIndexOfKeys() {
		return true;
	}

	@Override
	boolean hasWritableViews() {
		return true;
	}

	@Override
	List<List<Change>> swap(Table before, Table after) {
		String view = names().derived(after.name(), "view", "_gone");
		return List.of(List.of(Change.sql("rename table %1$s to %2$s, %3$s to %1$s".formatted(names().sql(after.name()),
				view, names().sql(before.name())))), List.of(Change.sql("drop view " + view)));
	}

	/**
	 * Return the value as it is: an assignment converts it, and a cast knows other types.
	 */
	@Override
	String converted(String value, Column from, Column to) {
		return value;
	}

	@Override
	List<String> halves(String text) {
		String trimmed = "trim(" + text + ")";
		String last = "substring_index(" + trimmed + ", ' ', -1)";
		return List.of("if(locate(' ', %1$s) = 0, %1$s, left(%1$s, char_length(%1$s) - char_length(%2$s) - 1))"
			.formatted(trimmed, last), "if(locate(' ', %s) = 0, '', %s)".formatted(trimmed, last));
	}

	/**
	 * Return the first value of a table that stands for a sequence, as Hibernate makes
	 * one where there are none.
	 */
	@Override
	List<Change> initialRows(Table table) {
		boolean counts = table.columns().size() == 1 && table.columns().get(0).name().equals("next_val");
		return counts ? List.of(Change.of("insert", "tableName", names().attribute(table.name()), "columns",
				List.of(Change.of("column", "name", "next_val", "valueNumeric", "1")))) : List.of();
	}

}
