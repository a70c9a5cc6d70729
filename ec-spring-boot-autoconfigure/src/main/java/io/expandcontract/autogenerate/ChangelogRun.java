package io.expandcontract.autogenerate;

import javax.sql.DataSource;

import liquibase.exception.LiquibaseException;

/**
 * The changelog of an application.
 */
@FunctionalInterface
public interface ChangelogRun {

	/**
	 * Run every changeset of every phase.
	 * @param empty an empty database
	 * @throws LiquibaseException if it does not run on an empty database
	 */
	void run(DataSource empty) throws LiquibaseException;

}
