package io.expandcontract.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What differs between databases, in one place. An engine has no state of its own.
 */
public interface Engine {

	/**
	 * Return the engine behind a connection.
	 * @param connection an open connection
	 * @return the strategy for its product
	 * @throws SQLException if the database cannot be asked
	 * @throws UnsupportedDatabaseException if there is no strategy for the product
	 */
	static Engine of(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName();
		return switch (product.toLowerCase(Locale.ROOT)) {
			case "postgresql" -> new PostgreSqlEngine();
			case "h2" -> new H2Engine();
			case "mariadb" -> new MariaDbEngine();
			case "mysql" -> connection.getMetaData().getDatabaseProductVersion().contains("MariaDB")
					? new MariaDbEngine() : new MySqlEngine();
			default -> throw new UnsupportedDatabaseException(
					"The database " + product + " is not supported: there is no way to lock a session on it");
		};
	}

	/**
	 * Return an expression for the database's clock at this very moment, not at the
	 * transaction's start.
	 * @return SQL for microseconds since 1970-01-01 UTC, a {@code BIGINT}
	 */
	String now();

	/**
	 * Return an expression that changes when the database was restarted or promoted, so
	 * that what was observed before is not believed after.
	 * @return SQL for a text of at most 100 characters
	 */
	String epoch();

	/**
	 * Return the type of unbounded text.
	 * @return the name of an SQL type
	 */
	String textType();

	/**
	 * Return whether DDL and the rows beside it commit together.
	 * @return {@code true} where DDL is transactional
	 */
	boolean transactionalDdl();

	/**
	 * Return why no migration can run over this connection.
	 * @param connection the connection that Liquibase would run on
	 * @return the reason, or {@code null} if it can
	 * @throws SQLException if the database cannot be asked
	 */
	@Nullable String refusal(Connection connection) throws SQLException;

	/**
	 * Let the session end itself soon after its client is gone or silent.
	 * @param connection the migration connection, in autocommit mode
	 * @param silence milliseconds of silence after which it ends
	 * @throws SQLException if a setting is refused
	 */
	void endWhenSilent(Connection connection, long silence) throws SQLException;

	/**
	 * Limit how long a statement of this session waits for a lock.
	 * @param connection the migration connection
	 * @param millis longest wait, zero for no limit
	 * @throws SQLException if the setting is refused
	 */
	void limitLockWait(Connection connection, long millis) throws SQLException;

	/**
	 * Return whether a statement failed because it waited too long for a lock.
	 * @param exception what the driver threw
	 * @return {@code true} if trying again may succeed
	 */
	boolean isLockTimeout(SQLException exception);

	/**
	 * Make a commit wait for the disk, whatever the session's default is.
	 * @param connection the connection that registers instances
	 * @throws SQLException if the setting is refused
	 */
	void commitDurably(Connection connection) throws SQLException;

	/**
	 * Take the session lock if it is free.
	 * @param connection the connection whose session will hold the lock
	 * @param name the lock's name
	 * @return whether the session holds it now
	 * @throws SQLException if the database cannot be asked
	 */
	boolean tryLock(Connection connection, String name) throws SQLException;

	/**
	 * Give the session lock back.
	 * @param connection the connection whose session holds it
	 * @param name the lock's name
	 * @throws SQLException if the session is gone, and the lock with it
	 */
	void unlock(Connection connection, String name) throws SQLException;

	/**
	 * Return who holds the lock.
	 * @param jdbc the database
	 * @param name the lock's name
	 * @return the holder, or {@code null} if nobody does
	 */
	@Nullable LockHolder lockHolder(JdbcTemplate jdbc, String name);

	/**
	 * Return whether a query that this session prepared fails inside a transaction once
	 * what it returns has changed, since the driver does not repeat it.
	 * @param connection a connection with the application's settings
	 * @return {@code true} if a request of the application would fail
	 * @throws SQLException if the connection is lost
	 */
	default boolean failsAfterReshaping(Connection connection) throws SQLException {
		return false;
	}

	/**
	 * Return what a session runs at this moment.
	 * @param jdbc the database
	 * @param session the session's number
	 * @return what it runs, or {@code null} if that is nothing or nobody may see it
	 */
	default @Nullable SessionActivity activity(JdbcTemplate jdbc, String session) {
		return null;
	}

	/**
	 * Return the number by which the database knows this session.
	 * @param connection the session
	 * @return a text, unique among living sessions
	 * @throws SQLException if the database cannot be asked
	 */
	String sessionId(Connection connection) throws SQLException;

	/**
	 * Return the address from which the database sees this session come.
	 * @param jdbc the session
	 * @return the address, or {@code null} if it shows none
	 */
	@Nullable String clientAddress(JdbcTemplate jdbc);

	/**
	 * Return the sessions of database users, this one excepted.
	 * @param jdbc the database
	 * @param users the users to look for
	 * @return the sessions
	 * @throws SessionsUnavailableException if they cannot be seen, with the reason
	 */
	List<DatabaseSession> sessions(JdbcTemplate jdbc, Collection<String> users);

	/**
	 * End a session.
	 * @param jdbc the database
	 * @param session the session to end
	 * @return whether the database accepted
	 */
	boolean end(JdbcTemplate jdbc, DatabaseSession session);

	/**
	 * Return the statements that give another user the rights of an application: rows of
	 * the starter's tables to write, the history to read.
	 * @param tables the starter's tables, qualified
	 * @param history the history table, qualified
	 * @param user the application's user or, where it was seen, its account
	 * @return SQL, without terminators
	 */
	List<String> grants(List<String> tables, String history, String user);

	/**
	 * Return whether this session shows a tag, or has no need to since no session is
	 * anyone else's.
	 * @param jdbc the session
	 * @param tag the tag
	 * @return {@code true} if sessions can be told apart by tag
	 */
	boolean showsTag(JdbcTemplate jdbc, SessionTag tag);

	/**
	 * Return the name by which metadata knows an unquoted identifier.
	 * @param identifier an unquoted identifier
	 * @return the identifier in the database's own case
	 */
	String fold(String identifier);

	/**
	 * Quote an identifier.
	 * @param identifier the identifier as metadata knows it
	 * @return the identifier, quoted
	 */
	default String quote(String identifier) {
		return '"' + identifier.replace("\"", "\"\"") + '"';
	}

	/**
	 * Return whether an index is there and usable. One that an interrupted build left
	 * behind unusable is dropped.
	 * @param connection the migration connection, in autocommit mode
	 * @param schema the schema to look in, or {@code null} for the default
	 * @param table its table, of which MySQL and MariaDB know each index by name, or
	 * {@code null} for any
	 * @param index the index's name
	 * @return whether the index needs no more work
	 * @throws SQLException if the database cannot be asked
	 */
	boolean hasUsableIndex(Connection connection, @Nullable String schema, @Nullable String table, String index)
			throws SQLException;

	/**
	 * Return whether a trigger is there, where its name is its schema's.
	 * @param connection the migration connection, in autocommit mode
	 * @param schema the schema to look in, or {@code null} for the default
	 * @param trigger the trigger's name
	 * @return whether it is there
	 * @throws SQLException if the database cannot be asked
	 */
	default boolean hasTrigger(Connection connection, @Nullable String schema, String trigger) throws SQLException {
		return false;
	}

	/**
	 * Return a condition that is true if two values differ, nulls included. Texts differ
	 * if any character does, whatever a collation takes for the same.
	 * @param left an SQL expression
	 * @param right an SQL expression
	 * @param type the type of both, as {@link #columnTypes} names it
	 * @return an SQL condition
	 */
	default String differs(String left, String right, String type) {
		return left + " is distinct from " + right;
	}

	/**
	 * Return the name of the user that a session works as.
	 * @param connection the session
	 * @return the user, as the list of sessions names it
	 * @throws SQLException if the database cannot be asked
	 */
	default String user(Connection connection) throws SQLException {
		return connection.getMetaData().getUserName();
	}

	/**
	 * Return the account that a session works as, where a user's name is not all of it.
	 * @param connection the session
	 * @return the name to grant rights to
	 * @throws SQLException if the database cannot be asked
	 */
	default String account(Connection connection) throws SQLException {
		return user(connection);
	}

	/**
	 * Return a value as a text that {@link #parameter} turns back into the same value.
	 * @param expression an SQL expression
	 * @param type its type, as {@link #columnTypes} names it
	 * @return an SQL expression
	 */
	default String text(String expression, String type) {
		return "cast(" + expression + " as varchar)";
	}

	/**
	 * Return a parameter that takes a value as text, and compares with a column as other
	 * values of the column do.
	 * @param type the column's type, as {@link #columnTypes} names it
	 * @return SQL with one question mark
	 */
	default String parameter(String type) {
		return "cast(? as " + type + ")";
	}

	/**
	 * Return what the definition of one of the starter's tables ends with.
	 * @return SQL, empty where there is nothing to say
	 */
	default String tableOptions() {
		return "";
	}

	/**
	 * Let the present transaction end itself when its client falls silent, so that it
	 * holds no locks for ever.
	 * @param connection a connection in a transaction
	 * @param silence milliseconds of silence after which it ends
	 * @throws SQLException if a setting is refused
	 */
	default void endTransactionWhenSilent(Connection connection, long silence) throws SQLException {
	}

	/**
	 * Return what marks the writes of a backfill.
	 * @return the marker, which triggers can ask for
	 */
	SessionMarker backfillMarker();

	/**
	 * Return what shows how hard others have it.
	 * @return reads the database's own view
	 */
	Pressure pressure();

	/**
	 * Return the columns of a table with their full types, such as {@code numeric(10,2)},
	 * as a cast names them.
	 * @param connection the database
	 * @param schema the schema as metadata knows it
	 * @param table the table as metadata knows it
	 * @return types by column name, in the table's order, empty if there is no such table
	 * @throws SQLException if the database cannot be asked
	 */
	Map<String, String> columnTypes(Connection connection, String schema, String table) throws SQLException;

	/**
	 * Return the engine of a data source.
	 * @param dataSource the data source to ask
	 * @return its engine
	 * @throws SQLException if the database cannot be asked
	 */
	static Engine of(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			return of(connection);
		}
	}

}
