package io.expandcontract.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
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
 * H2, for one process only: it has no session locks, so the lock is held within this JVM
 * for as long as the holder's connection is open, and its sessions are this process's
 * own. Its clock stands still within a transaction.
 */
final class H2Engine implements Engine {

	private static final Map<String, Holder> LOCKS = new ConcurrentHashMap<>();

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
		if (connection.isReadOnly()) {
			return "the database is read-only";
		}
		String url = connection.getMetaData().getURL();
		return url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:")
				? "H2 has no session locks, so it serves one process only; connect to it embedded" : null;
	}

	@Override
	public void endWhenSilent(Connection connection, long silence) {
	}

	@Override
	public void limitLockWait(Connection connection, long millis) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("set lock_timeout " + ((millis > 0) ? millis : Integer.MAX_VALUE));
		}
	}

	@Override
	public boolean isLockTimeout(SQLException exception) {
		return exception.getErrorCode() == 50200;
	}

	@Override
	public boolean hasUsableIndex(Connection connection, @Nullable String schema, @Nullable String table, String index)
			throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("""
				select 1 from information_schema.indexes
				where upper(index_name) = upper(?) and index_schema = coalesce(?, current_schema)
				""")) {
			statement.setString(1, index);
			statement.setString(2, schema);
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next();
			}
		}
	}

	@Override
	public void commitDurably(Connection connection) {
	}

	@Override
	public boolean tryLock(Connection connection, String name) throws SQLException {
		String key = key(connection, name);
		Holder wanted = new Holder(sessionId(connection), connection.unwrap(Connection.class));
		Holder holder = LOCKS.compute(key, (any, present) -> (present != null && present.isAlive()) ? present : wanted);
		return holder.session.equals(wanted.session);
	}

	@Override
	public void unlock(Connection connection, String name) throws SQLException {
		String session = sessionId(connection);
		LOCKS.computeIfPresent(key(connection, name),
				(key, present) -> present.session.equals(session) ? null : present);
	}

	@Override
	public @Nullable LockHolder lockHolder(JdbcTemplate jdbc, String name) {
		Holder holder = LOCKS.get(jdbc.execute((Connection connection) -> key(connection, name)));
		return (holder != null && holder.isAlive()) ? new LockHolder(holder.session, "this process", null, 0) : null;
	}

	private static String key(Connection connection, String name) throws SQLException {
		return connection.getMetaData().getURL() + " " + name;
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
	public boolean showsTag(JdbcTemplate jdbc, SessionTag tag) {
		return true;
	}

	@Override
	public SessionMarker backfillMarker() {
		return new SessionMarker("set @ec_backfill = 1", "set @ec_backfill = null", "coalesce(@ec_backfill, 0) = 1");
	}

	@Override
	public Pressure pressure() {
		return (jdbc, schema, table) -> {
			Integer waiters = jdbc.queryForObject(
					"select count(*) from information_schema.sessions where blocker_id is not null", Integer.class);
			return (waiters != null) ? waiters : 0;
		};
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

	private record Holder(String session, Connection connection) {

		boolean isAlive() {
			try {
				return !this.connection.isClosed();
			}
			catch (SQLException ex) {
				return false;
			}
		}

	}

}
