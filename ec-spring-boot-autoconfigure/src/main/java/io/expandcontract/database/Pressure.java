package io.expandcontract.database;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a database shows of how hard its work is for others.
 */
public interface Pressure {

	/** A database that shows nothing. */
	Pressure NONE = (jdbc, schema, table) -> 0;

	/**
	 * Return how many sessions wait for a lock of a table.
	 * @param jdbc the database
	 * @param schema the schema as metadata knows it
	 * @param table the table as metadata knows it
	 * @return the number; of all tables where this user may not see which
	 * @throws org.springframework.dao.DataAccessException if the database cannot be asked
	 */
	int lockWaiters(JdbcTemplate jdbc, String schema, String table);

	/**
	 * Return how far the slowest replica is behind in applying what it was sent.
	 * @param jdbc the database
	 * @return the delay, or {@code null} where there is no replica or the database does
	 * not show it to this user
	 * @throws org.springframework.dao.DataAccessException if the database cannot be asked
	 */
	default @Nullable Duration replicaLag(JdbcTemplate jdbc) {
		return null;
	}

}
