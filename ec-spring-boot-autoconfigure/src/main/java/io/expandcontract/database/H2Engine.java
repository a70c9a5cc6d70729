package io.expandcontract.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * H2, for one process only: it has no session locks, so the lock is held within this JVM,
 * and its sessions are this process's own.
 */
final class H2Engine implements Engine {

	private static final Map<String, String> LOCKS = new ConcurrentHashMap<>();

	@Override
	public String now() {
		return "datediff(microsecond, timestamp with time zone '1970-01-01 00:00:00+00', current_timestamp)";
	}

	@Override
	public String epoch() {
		return "'h2'";
	}

	@Override
	public String textType() {
		return "clob";
	}

	@Override
	public boolean transactionalDdl() {
		return false;
	}

	@Override
	public @Nullable String refusal(Connection connection) throws SQLException {
		return connection.isReadOnly() ? "the database is read-only" : null;
	}

	@Override
	public void endWhenSilent(Connection connection, long silence) {
	}

	@Override
	public void commitDurably(Connection connection) {
	}

	@Override
	public boolean tryLock(Connection connection, String name) throws SQLException {
		String key = connection.getMetaData().getURL() + " " + name;
		String session = sessionId(connection);
		String holder = LOCKS.putIfAbsent(key, session);
		return holder == null || holder.equals(session);
	}

	@Override
	public void unlock(Connection connection, String name) throws SQLException {
		LOCKS.remove(connection.getMetaData().getURL() + " " + name, sessionId(connection));
	}

	@Override
	public @Nullable LockHolder lockHolder(JdbcTemplate jdbc, String name) {
		String session = LOCKS
			.get(jdbc.execute((Connection connection) -> connection.getMetaData().getURL()) + " " + name);
		return (session != null) ? new LockHolder(session, "this process", null, 0) : null;
	}

	@Override
	public String sessionId(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select session_id()")) {
			rows.next();
			return rows.getString(1);
		}
	}

	@Override
	public @Nullable String clientAddress(JdbcTemplate jdbc) {
		return null;
	}

	@Override
	public List<DatabaseSession> sessions(JdbcTemplate jdbc, Collection<String> users) {
		return List.of();
	}

	@Override
	public boolean end(JdbcTemplate jdbc, DatabaseSession session) {
		return false;
	}

	@Override
	public List<String> grants(List<String> tables, String history, String user) {
		return List.of("grant select, insert, update, delete on " + String.join(", ", tables) + " to " + quote(user),
				"grant select on " + history + " to " + quote(user));
	}

	@Override
	public boolean supportsTag() {
		return false;
	}

	@Override
	public Map<String, String> columnTypes(Connection connection, String schema, String table) throws SQLException {
		return ColumnTypes.query(connection, """
				select COLUMN_NAME, data_type_sql(TABLE_SCHEMA, TABLE_NAME, 'TABLE', DTD_IDENTIFIER)
				from INFORMATION_SCHEMA.COLUMNS
				where TABLE_SCHEMA = ? and TABLE_NAME = ?
				order by ORDINAL_POSITION
				""", schema, table);
	}

	@Override
	public String fold(String identifier) {
		return identifier.toUpperCase(Locale.ROOT);
	}

}
