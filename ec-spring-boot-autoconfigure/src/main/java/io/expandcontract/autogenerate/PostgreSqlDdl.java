package io.expandcontract.autogenerate;

import java.util.List;

import io.expandcontract.autogenerate.Constraint.Index;
import io.expandcontract.database.Engine;

/**
 * Writes what only PostgreSQL knows.
 */
final class PostgreSqlDdl extends Ddl {

	PostgreSqlDdl(Engine engine, LiquibaseTypes types) {
		super(engine, "postgresql", types);
	}

	@Override
	String stored() {
		return " stored";
	}

	@Override
	Change peculiar(Table table, Index index, String definition) {
		boolean unique = definition.startsWith("unique ");
		return Change.sql("create " + (unique ? "unique " : "") + "index " + names().sql(index.name()) + " on "
				+ names().sql(table.name()) + " using " + (unique ? definition.substring(7) : definition));
	}

	@Override
	boolean hasWritableViews() {
		return true;
	}

	@Override
	List<List<Change>> swap(Table before, Table after) {
		return List.of(List.of(Change.sql("drop view " + names().sql(after.name())),
				Change.sql("alter table " + names().sql(before.name()) + " rename to " + names().sql(after.name()))));
	}

	@Override
	List<Change> keepInStep(Table table, Column before, Column after) {
		String function = names().derived(table.name(), after.name(), "_step");
		return List.of(Change.sql("""
				create function %1$s() returns trigger language plpgsql as $$
				begin
				  if tg_op = 'INSERT' then
				    if new.%2$s is not null then
				      new.%3$s := new.%2$s;
				    else
				      new.%2$s := new.%3$s;
				    end if;
				  elsif new.%2$s is distinct from old.%2$s then
				    new.%3$s := new.%2$s;
				  elsif new.%3$s is distinct from old.%3$s then
				    new.%2$s := new.%3$s;
				  end if;
				  return new;
				end
				$$""".formatted(function, names().sql(after.name()), names().sql(before.name()))), Change.sql("""
				create trigger %1$s before insert or update of %2$s, %3$s on %4$s
				for each row execute function %1$s()""".formatted(function, names().sql(before.name()),
				names().sql(after.name()), names().sql(table.name()))));
	}

	@Override
	List<Change> leaveStep(Table table, Column after) {
		String function = names().derived(table.name(), after.name(), "_step");
		return List.of(Change.sql("drop trigger " + function + " on " + names().sql(table.name())),
				Change.sql("drop function " + function + "()"));
	}

}
