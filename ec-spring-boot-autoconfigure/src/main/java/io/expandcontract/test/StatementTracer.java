package io.expandcontract.test;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * Runs statements on a scratch database and records what each really did: on PostgreSQL
 * its locks, and which tables it rewrote, scanned or indexed; on MySQL and MariaDB the
 * mildest algorithm that the server accepted. Nobody else may use the database meanwhile.
 */
public interface StatementTracer {

	/**
	 * Run a statement, for good, and record what it did.
	 * @param statement one statement, without a semicolon at its end
	 * @return what it did
	 * @throws SQLException if the statement fails; nothing is left of it where DDL is
	 * transactional
	 */
	StatementTrace trace(String statement) throws SQLException;

	/**
	 * Create the tracer of a database.
	 * @param scratch a PostgreSQL, MySQL or MariaDB database, of which three connections
	 * are used at a time
	 * @return its tracer
	 * @throws IllegalArgumentException if there is no tracer for the database
	 */
	static StatementTracer of(DataSource scratch) {
		try {
			String product = JdbcUtils.extractDatabaseMetaData(scratch,
					(metadata) -> metadata.getDatabaseProductName());
			return switch (product) {
				case "PostgreSQL" -> new PostgreSqlTracer(scratch);
				case "MySQL", "MariaDB" -> new MySqlTracer(scratch);
				default -> throw new IllegalArgumentException("There is no tracer for " + product);
			};
		}
		catch (MetaDataAccessException ex) {
			throw new IllegalArgumentException("The scratch database cannot be reached", ex);
		}
	}

}
