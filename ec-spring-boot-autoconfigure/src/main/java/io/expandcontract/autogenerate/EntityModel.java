package io.expandcontract.autogenerate;

import javax.sql.DataSource;

/**
 * The entities of an application.
 */
@FunctionalInterface
public interface EntityModel {

	/**
	 * Create the schema that the entities ask for.
	 * @param empty an empty database
	 * @return what the entities say about former names
	 */
	Renames create(DataSource empty);

}
