package io.expandcontract.backfill;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.UnexpectedLiquibaseException;
import org.jspecify.annotations.Nullable;

/**
 * A backfill by a bean where Liquibase runs it as one of its own statements: on a fresh
 * database, or without the starter. There is nothing to do there while no row is.
 */
final class BeanFreeRun {

	private BeanFreeRun() {
	}

	static void check(Database database, String table, String bean, String name, @Nullable String where) {
		if (!(database.getConnection() instanceof JdbcConnection connection)) {
			return;
		}
		if (hasRows(connection.getUnderlyingConnection(), name, where)) {
			throw new UnexpectedLiquibaseException("The backfill of " + table + " by the bean " + bean
					+ " cannot run as a statement of Liquibase, and the table has rows to fill: let the rows be inserted with "
					+ "their values, or let the application run it");
		}
	}

	private static boolean hasRows(Connection connection, String name, @Nullable String where) {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement
					.executeQuery("select 1 from " + name + ((where != null) ? " where " + where : "") + " limit 1")) {
			return rows.next();
		}
		catch (SQLException ex) {
			throw new UnexpectedLiquibaseException("Whether " + name + " has rows could not be read", ex);
		}
	}

}
