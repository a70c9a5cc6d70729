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
		return alter(table, "modify column " + definition(column));
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
			return (column != null) ? modify(table, column) : super.drop(table, constraint);
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
	boolean hasWritableViews() {
		return true;
	}

	@Override
	List<List<Change>> swap(Table before, Table after) {
		String view = names().derived(after.name(), "view", "_gone");
		return List.of(List.of(Change.sql("rename table %1$s to %2$s, %3$s to %1$s".formatted(names().sql(after.name()),
				view, names().sql(before.name())))), List.of(Change.sql("drop view " + view)));
	}

	@Override
	List<Change> keepInStep(Table table, Column before, Column after) {
		String trigger = names().derived(table.name(), after.name(), "_step");
		String nextNew = "new." + names().sql(after.name());
		String nextOld = "new." + names().sql(before.name());
		return List.of(Change.sql("""
				create trigger %1$s_update before update on %2$s for each row
				begin
				  if not (%3$s <=> %4$s) then
				    set %5$s = %6$s;
				  elseif not (%7$s <=> %8$s) then
				    set %6$s = %5$s;
				  end if;
				end""".formatted(trigger, names().sql(table.name()), bytes("new", after), bytes("old", after), nextOld,
				nextNew, bytes("new", before), bytes("old", before))), Change.sql("""
						create trigger %1$s_insert before insert on %2$s for each row
						begin
						  if %3$s is not null then
						    set %4$s = %3$s;
						  else
						    set %3$s = %4$s;
						  end if;
						end""".formatted(trigger, names().sql(table.name()), nextNew, nextOld)));
	}

	private String bytes(String row, Column column) {
		String value = row + "." + names().sql(column.name());
		return TypeName.of(column.type()).isText() ? "cast(" + value + " as binary)" : value;
	}

	@Override
	List<Change> leaveStep(Table table, Column after) {
		String trigger = names().derived(table.name(), after.name(), "_step");
		return List.of(Change.sql("drop trigger " + trigger + "_insert"),
				Change.sql("drop trigger " + trigger + "_update"));
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
