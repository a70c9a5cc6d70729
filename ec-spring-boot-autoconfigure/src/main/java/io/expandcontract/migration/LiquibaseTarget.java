package io.expandcontract.migration;

import java.sql.Connection;

import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to run the parsed changelog again in this process, as the
 * application configured it.
 *
 * @param parsed Liquibase's parsed changelog
 * @param resources where it was read from
 * @param contexts the user's own contexts
 * @param labels the user's own label filter
 * @param tag the checkpoint that {@code spring.liquibase.tag} names, if any
 * @param naming where the history and the objects live
 */
public record LiquibaseTarget(DatabaseChangeLog parsed, ResourceAccessor resources, Contexts contexts,
		LabelExpression labels, @Nullable String tag, Naming naming) {

	/**
	 * The names that Liquibase was configured with.
	 *
	 * @param defaultSchema where objects live
	 * @param liquibaseSchema where the history lives
	 * @param tablespace the tablespace of the history
	 * @param changeLogTable the history table
	 * @param lockTable Liquibase's own lock table
	 */
	public record Naming(@Nullable String defaultSchema, @Nullable String liquibaseSchema, @Nullable String tablespace,
			String changeLogTable, String lockTable) {

		/**
		 * Read the names from a database that the application configured.
		 * @param database the configured database
		 * @return its names
		 */
		public static Naming of(Database database) {
			return new Naming(database.getDefaultSchemaName(), database.getLiquibaseSchemaName(),
					database.getLiquibaseTablespaceName(), database.getDatabaseChangeLogTableName(),
					database.getDatabaseChangeLogLockTableName());
		}

	}

	/**
	 * Return Liquibase over a connection.
	 * @param connection the migration connection
	 * @return Liquibase with the parsed changelog
	 * @throws DatabaseException if the database cannot be asked
	 */
	public Liquibase over(Connection connection) throws DatabaseException {
		return new Liquibase(this.parsed, this.resources, database(connection));
	}

	private Database database(Connection connection) throws DatabaseException {
		Database database = Scope.getCurrentScope()
			.getSingleton(DatabaseFactory.class)
			.findCorrectDatabaseImplementation(new JdbcConnection(connection));
		if (this.naming.defaultSchema() != null) {
			database.setDefaultSchemaName(this.naming.defaultSchema());
		}
		if (this.naming.liquibaseSchema() != null) {
			database.setLiquibaseSchemaName(this.naming.liquibaseSchema());
		}
		if (this.naming.tablespace() != null) {
			database.setLiquibaseTablespaceName(this.naming.tablespace());
		}
		database.setDatabaseChangeLogTableName(this.naming.changeLogTable());
		database.setDatabaseChangeLogLockTableName(this.naming.lockTable());
		return database;
	}

}
