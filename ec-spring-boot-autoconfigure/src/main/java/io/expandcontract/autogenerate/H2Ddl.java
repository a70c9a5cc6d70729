package io.expandcontract.autogenerate;

import java.util.List;

import io.expandcontract.database.Engine;

/**
 * Writes what H2 does otherwise.
 */
final class H2Ddl extends Ddl {

	H2Ddl(Engine engine, LiquibaseTypes types) {
		super(engine, "h2", types);
	}

	@Override
	boolean hasTriggers() {
		return false;
	}

	@Override
	List<String> halves(String text) {
		return List.of("regexp_replace(trim(" + text + "), ' [^ ]*$', '')",
				"case when locate(' ', trim(%1$s)) = 0 then '' else regexp_substr(trim(%1$s), '[^ ]+$') end"
					.formatted(text));
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
