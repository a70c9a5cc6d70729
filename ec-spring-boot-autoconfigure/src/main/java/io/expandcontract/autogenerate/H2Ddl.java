package io.expandcontract.autogenerate;

import io.expandcontract.database.Engine;

/**
 * Writes what H2 does otherwise.
 */
final class H2Ddl extends Ddl {

	H2Ddl(Engine engine, LiquibaseTypes types) {
		super(engine, "h2", types);
	}

	/**
	 * Return the change of the type alone: Liquibase's own change redefines the column on
	 * H2, and its default and NOT NULL would be lost.
	 */
	@Override
	Change type(Table table, Column column) {
		return alter(table, "alter column " + names().sql(column.name()) + " set data type " + type(column));
	}

}
