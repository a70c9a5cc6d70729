package io.expandcontract.autogenerate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import javax.sql.DataSource;

import io.expandcontract.database.UnsupportedDatabaseException;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Reads what the default schema of a connection holds, out of the database's own catalog.
 * One per family of engines; Liquibase's snapshot misses check constraints, precisions
 * and the labels of enumerations.
 */
abstract class CatalogReader {

	/**
	 * Read the default schema.
	 * @param database the database
	 * @param excluded names of tables to leave out, in lower case
	 * @return its schema
	 * @throws SQLException if the database cannot be asked
	 * @throws UnsupportedDatabaseException if its catalog cannot be read
	 */
	static Schema read(DataSource database, Set<String> excluded) throws SQLException {
		try (Connection connection = database.getConnection()) {
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			return of(connection).read(jdbc, excluded);
		}
	}

	/**
	 * Return tables in schemas that are not read.
	 * @param database the database
	 * @return their names with their schemas
	 * @throws SQLException if the database cannot be asked
	 */
	static List<String> elsewhere(DataSource database) throws SQLException {
		try (Connection connection = database.getConnection()) {
			JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			return of(connection).elsewhere(jdbc);
		}
	}

	private static CatalogReader of(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName();
		boolean mariaDb = connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
		return switch (product.toLowerCase(Locale.ROOT)) {
			case "postgresql" -> new PostgreSqlCatalog();
			case "h2" -> new H2Catalog();
			case "mariadb" -> new MariaDbCatalog();
			case "mysql" -> mariaDb ? new MariaDbCatalog() : new MySqlCatalog();
			default -> throw new UnsupportedDatabaseException("The catalog of the database " + product
					+ " cannot be read. See docs/messages.md#autogenerate-unsupported");
		};
	}

	/**
	 * Read the default schema.
	 * @param jdbc one connection
	 * @param excluded names of tables to leave out, in lower case
	 * @return its schema
	 */
	abstract Schema read(JdbcTemplate jdbc, Set<String> excluded);

	/**
	 * Return tables in other schemas of the same database.
	 * @param jdbc one connection
	 * @return their names with their schemas
	 */
	List<String> elsewhere(JdbcTemplate jdbc) {
		return jdbc.queryForList("""
				select concat(table_schema, '.', table_name) from information_schema.tables
				where lower(table_schema) not in ('information_schema', 'pg_catalog') and table_schema <> current_schema
				  and table_type = 'BASE TABLE'
				order by 1
				""", String.class);
	}

	static void each(JdbcTemplate jdbc, String query, RowCallbackHandler row) {
		jdbc.query(query, row);
	}

}
