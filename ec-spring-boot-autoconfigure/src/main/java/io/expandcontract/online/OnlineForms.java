package io.expandcontract.online;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Knows the safe forms of statements on one kind of database.
 */
interface OnlineForms {

	/**
	 * Return the forms of a database.
	 * @param dialect its SQL
	 * @param largeTableRows from how many rows on a table is not written anew while
	 * others wait
	 * @return its forms, or {@code null} where there are none
	 */
	static @Nullable OnlineForms of(Dialect dialect, long largeTableRows) {
		return switch (dialect) {
			case POSTGRESQL -> new PostgreSqlForms(largeTableRows);
			case MYSQL -> new MySqlForms(false);
			case MARIADB -> new MySqlForms(true);
			case H2 -> null;
		};
	}

	/**
	 * Return the safe form of a statement.
	 * @param statement the statement, of one operation or several
	 * @return the steps; none if it is to be run as it is unless {@link #refusal}
	 * objects, {@code null} if it is to be run as it is
	 */
	@Nullable List<Step> of(SqlStatement statement);

	/**
	 * Return whether nobody would notice the plain form, since the table has no rows.
	 * @param statement the statement
	 * @param connection the database
	 * @return {@code true} if all tables that it changes are empty or missing
	 * @throws SQLException if the database cannot be asked
	 */
	boolean isPlainHarmless(SqlStatement statement, Connection connection) throws SQLException;

	/**
	 * Return why there is no safe form, where the plain one would make others wait.
	 * @param statement the statement
	 * @param connection the database
	 * @return the plan to do it by hand, or {@code null}
	 * @throws SQLException if the database cannot be asked
	 */
	@Nullable String refusal(SqlStatement statement, Connection connection) throws SQLException;

	/**
	 * Return whether the server refused a form because it would have to do more.
	 * @param exception the server's answer
	 * @return {@code true} if another form may be tried
	 */
	boolean isRefused(SQLException exception);

	/**
	 * Return what to do by hand, after the server refused every form.
	 * @param statement the statement
	 * @param refused the server's last answer
	 * @return the plan, with the server's own words
	 */
	default String plan(SqlStatement statement, SQLException refused) {
		return "The server says: " + refused.getMessage();
	}

	/**
	 * Return whether a statement was cut off because it worked for too long.
	 * @param exception the server's answer
	 * @return {@code true} if its time was over
	 */
	boolean isStatementTimeout(SQLException exception);

	/**
	 * Limit how long a statement may wait and work together.
	 * @param connection the session
	 * @param millis the limit; negative for that of the session's own settings, zero for
	 * none
	 * @throws SQLException if the setting is refused
	 */
	void limitStatement(Connection connection, long millis) throws SQLException;

	/**
	 * Say whether what commits now may be on disk a moment later, so that its lock is not
	 * held until it is. What is lost with the server then was never recorded either: the
	 * history row, which follows, waits for the disk and all that came before it.
	 * @param connection the session
	 * @param later whether it may
	 * @throws SQLException if the setting is refused
	 */
	default void flushLater(Connection connection, boolean later) throws SQLException {
	}

	/**
	 * Say the same of the transaction that is open, and of no other.
	 * @param connection the session
	 * @throws SQLException if the setting is refused
	 */
	default void flushTransactionLater(Connection connection) throws SQLException {
	}

	/**
	 * Return who may be in the way of a statement.
	 * @param statement the statement
	 * @param connection the database
	 * @return the sessions, for people, as far as the user may see them
	 */
	List<String> holders(SqlStatement statement, Connection connection);

	/**
	 * Repair what a failed step left.
	 * @param statement the statement of which a step failed
	 * @param connection the database, outside a transaction
	 * @throws SQLException if that fails too
	 */
	void cleanUp(SqlStatement statement, Connection connection) throws SQLException;

	/**
	 * Return how to take a form back of which the rows do not hold what it demands.
	 * @param statement the statement
	 * @return steps; none if nothing is left by then
	 */
	default List<Step> undo(SqlStatement statement) {
		return List.of();
	}

}
