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

}
