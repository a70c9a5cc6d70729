package io.expandcontract.check;

import java.util.List;

import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the rules have to see of the database as it is before anything pending runs.
 * Nothing is read before a rule asks, and nothing twice; what cannot be read is unknown,
 * and no reason to fail.
 */
public interface DatabaseFacts {

	/** Knows nothing, so that every table counts as large. */
	DatabaseFacts NONE = new DatabaseFacts() {
	};

	/**
	 * Return the facts of a database.
	 * @param jdbc the database
	 * @param dialect its SQL
	 * @param schema the schema of names without one, or {@code null} for the connection's
	 * @return its facts; {@link #NONE} where there are none to be had
	 */
	static DatabaseFacts of(JdbcTemplate jdbc, Dialect dialect, @Nullable String schema) {
		return switch (dialect) {
			case POSTGRESQL -> new PostgreSqlFacts(jdbc, schema);
			case MYSQL, MARIADB -> new MySqlFacts(jdbc, dialect == Dialect.MARIADB);
			case H2 -> NONE;
		};
	}

	/**
	 * Return the version of the server.
	 * @return as PostgreSQL numbers itself, 150004 for 15.4; 80031 for MySQL 8.0.31; 0 if
	 * unknown
	 */
	default int version() {
		return 0;
	}

	/**
	 * Return about how many rows a table has.
	 * @param table the table
	 * @return an estimate, or -1 if nobody knows
	 */
	default long rows(Name table) {
		return -1;
	}

	/**
	 * Return whether a table is divided into partitions.
	 * @param table the table
	 * @return {@code true} if it is
	 */
	default boolean isPartitioned(Name table) {
		return false;
	}

	/**
	 * Return the constraints of a table.
	 * @param table the table
	 * @return those that are known
	 */
	default List<ConstraintFacts> constraints(Name table) {
		return List.of();
	}

	/**
	 * Return the indexes of a table, those of its keys among them.
	 * @param table the table
	 * @return those that are known
	 */
	default List<IndexFacts> indexes(Name table) {
		return List.of();
	}

	/**
	 * Return what stands in the way of another type of a column: views, rules, policies,
	 * triggers and generated columns that use it.
	 * @param table the table
	 * @param column its column
	 * @return names for people
	 */
	default List<String> dependents(Name table, String column) {
		return List.of();
	}

	/**
	 * Return what a type is under its constraint.
	 * @param type its name
	 * @return the type that a domain with a constraint has without it, or an empty text
	 * for any other type
	 */
	default String baseOfConstrainedDomain(String type) {
		return "";
	}

	/**
	 * Return how often columns of a table were added or dropped instantly since it was
	 * last written anew.
	 * @param table the table
	 * @return the number of row versions of MySQL, or -1 if nobody knows
	 */
	default int rowVersions(Name table) {
		return -1;
	}

	/**
	 * Return how many bytes a character of a column takes at most.
	 * @param table the table
	 * @param column its column
	 * @return one to four, or -1 if nobody knows
	 */
	default int bytesPerCharacter(Name table, String column) {
		return -1;
	}

	/**
	 * Return the type of a column as the server writes it.
	 * @param table the table
	 * @param column its column
	 * @return a type such as {@code enum('a','b')}, or an empty text if nobody knows
	 */
	default String columnType(Name table, String column) {
		return "";
	}

	/**
	 * Return the triggers of a table.
	 * @param table the table
	 * @return the names of those that are known
	 */
	default List<String> triggers(Name table) {
		return List.of();
	}

	/**
	 * Return whether others write a table while {@code ALTER TABLE} copies it, as from
	 * MariaDB 11.2 on.
	 * @return {@code false} if they wait, or nobody knows
	 */
	default boolean copiesWhileOthersWrite() {
		return false;
	}

	/**
	 * Return whether statements that are prepared on the server fail once after a column
	 * got another type, because of how the driver is set.
	 * @return {@code false} if they do not, or nobody knows
	 */
	default boolean failsOnNewResultTypes() {
		return false;
	}

}
