package io.expandcontract.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.StringUtils;

/**
 * PostgreSQL 14 and later: advisory locks, transactional DDL, sessions in
 * {@code pg_stat_activity}.
 */
final class PostgreSqlEngine implements Engine {

	@Override
	public String now() {
		return "cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)";
	}

	@Override
	public String epoch() {
		return "(cast(extract(epoch from pg_postmaster_start_time()) as varchar) || '/' || case when pg_is_in_recovery() "
				+ "then 'standby' else substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end)";
	}

	@Override
	public String textType() {
		return "text";
	}

	@Override
	public boolean transactionalDdl() {
		return true;
	}

	@Override
	public @Nullable String refusal(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("""
				select pg_is_in_recovery(), current_setting('default_transaction_read_only'), pg_backend_pid()
				""")) {
			rows.next();
			if (rows.getBoolean(1)) {
				return "the server is a standby in recovery; connect to the primary";
			}
			if ("on".equals(rows.getString(2))) {
				return "the server is read-only (default_transaction_read_only is on)";
			}
			Integer announced = announcedPid(connection);
			if (announced != null && announced != rows.getInt(3)) {
				return "a connection pooler stands between the application and PostgreSQL; migrations need session pooling "
						+ "or a direct connection (spring.liquibase.url), since locks live in the session";
			}
			return null;
		}
	}

	private static @Nullable Integer announcedPid(Connection connection) {
		return (Integer) driverSays(connection, "getBackendPID");
	}

	private static @Nullable Object driverSays(Connection connection, String getter) {
		try {
			Class<?> driver = Class.forName("org.postgresql.PGConnection", false,
					connection.getMetaData().getClass().getClassLoader());
			Object unwrapped = connection.unwrap(driver);
			return driver.getMethod(getter).invoke(unwrapped);
		}
		catch (SQLException | ReflectiveOperationException ex) {
			return null;
		}
	}

	/**
	 * Return {@code false} where the driver sets savepoints, or has the server prepare
	 * nothing. Another driver is not known to fail.
	 */
	@Override
	public boolean failsAfterReshaping(Connection connection) {
		boolean prepares = driverSays(connection, "getPrepareThreshold") instanceof Integer threshold && threshold != 0
				&& !"SIMPLE".equals(String.valueOf(driverSays(connection, "getPreferQueryMode")));
		return prepares && "NEVER".equals(String.valueOf(driverSays(connection, "getAutosave")));
	}

	@Override
	public void endWhenSilent(Connection connection, long silence) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("set client_connection_check_interval = 500");
			statement.execute("set idle_in_transaction_session_timeout = " + silence);
			statement.execute("set idle_session_timeout = " + silence);
			statement.execute("set tcp_user_timeout = " + silence);
		}
	}

	@Override
	public void limitLockWait(Connection connection, long millis) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("set lock_timeout = " + millis);
		}
	}

	@Override
	public boolean isLockTimeout(SQLException exception) {
		return "55P03".equals(exception.getSQLState());
	}

	@Override
	public boolean hasUsableIndex(Connection connection, @Nullable String schema, @Nullable String table, String index)
			throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("""
				select i.indisvalid, quote_ident(n.nspname) || '.' || quote_ident(c.relname)
				from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
				join pg_class t on t.oid = i.indrelid
				where c.relname = ? and n.nspname = coalesce(?, current_schema()) and t.relname = coalesce(?, t.relname)
				""")) {
			statement.setString(1, index);
			statement.setString(2, schema);
			statement.setString(3, table);
			try (ResultSet rows = statement.executeQuery()) {
				if (!rows.next()) {
					return false;
				}
				if (rows.getBoolean(1)) {
					return true;
				}
				try (Statement drop = connection.createStatement()) {
					drop.execute("drop index concurrently if exists " + rows.getString(2));
				}
				return false;
			}
		}
	}

	@Override
	public void commitDurably(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("set synchronous_commit = on");
		}
	}

	@Override
	public boolean tryLock(Connection connection, String name) throws SQLException {
		return lockCall(connection, "select pg_try_advisory_lock(%d)", name);
	}

	@Override
	public void unlock(Connection connection, String name) throws SQLException {
		lockCall(connection, "select pg_advisory_unlock(%d)", name);
	}

	private static boolean lockCall(Connection connection, String sql, String name) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql.formatted(LockKeys.of(name)))) {
			rows.next();
			return rows.getBoolean(1);
		}
	}

	@Override
	public @Nullable LockHolder lockHolder(JdbcTemplate jdbc, String name) {
		long key = LockKeys.of(name);
		List<LockHolder> holders = jdbc.query("""
				select l.pid, coalesce(a.application_name, ''), host(a.client_addr),
				       cast(extract(epoch from clock_timestamp() - a.state_change) * 1000000 as bigint)
				from pg_locks l left join pg_stat_activity a on a.pid = l.pid
				where l.locktype = 'advisory' and l.granted and l.objsubid = 1
				  and l.database = (select oid from pg_database where datname = current_database())
				  and l.classid = cast(? as oid) and l.objid = cast(? as oid)
				""",
				(row, index) -> new LockHolder(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
				key >>> 32, key & 0xFFFFFFFFL);
		return holders.isEmpty() ? null : holders.get(0);
	}

	@Override
	public String sessionId(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("select pg_backend_pid()")) {
			rows.next();
			return rows.getString(1);
		}
	}

	@Override
	public @Nullable String clientAddress(JdbcTemplate jdbc) {
		return jdbc.queryForObject("select host(inet_client_addr())", String.class);
	}

	/**
	 * Return sessions, but for those that are about to begin: they show no name yet, and
	 * have executed nothing but what pgjdbc says before the name. PostgreSQL 18 lists
	 * them from earlier on than others.
	 */
	@Override
	public List<DatabaseSession> sessions(JdbcTemplate jdbc, Collection<String> users) {
		String marks = String.join(", ", java.util.Collections.nCopies(users.size(), "?"));
		List<DatabaseSession> sessions = jdbc.query("""
				select pid, usename, coalesce(application_name, ''), host(client_addr),
				       coalesce(cast(extract(epoch from clock_timestamp() - backend_start) * 1000000 as bigint), 0)
				from pg_stat_activity
				where datname = current_database() and pid <> pg_backend_pid()
				  and coalesce(backend_type, 'client backend') = 'client backend' and usename in (%s)
				  and not (state is null and query = '')
				  and not (coalesce(application_name, '') = '' and clock_timestamp() - backend_start < interval '5 s'
				           and (query = '' or query like 'SET extra_float_digits = _'
				                or query like 'SET application_name = %%'))
				""".formatted(marks), (row, index) -> new DatabaseSession(row.getString(1), row.getString(2),
				row.getString(3), row.getString(4), row.getLong(5)), users.toArray());
		return new ArrayList<>(sessions);
	}

	@Override
	public boolean end(JdbcTemplate jdbc, DatabaseSession session) {
		return Boolean.TRUE.equals(
				jdbc.queryForObject("select pg_terminate_backend(cast(? as int), 2000)", Boolean.class, session.id()));
	}

	@Override
	public List<String> grants(List<String> tables, String history, String user) {
		List<String> grants = new ArrayList<>();
		String grantee = quote(user);
		grants.add("grant select, insert, update, delete on " + StringUtils.collectionToDelimitedString(tables, ", ")
				+ " to " + grantee);
		grants.add("grant select on " + history + " to " + grantee);
		return grants;
	}

	@Override
	public boolean showsTag(JdbcTemplate jdbc, SessionTag tag) {
		String name = jdbc.queryForObject("select current_setting('application_name')", String.class);
		return name != null && tag.equals(SessionTag.in(name));
	}

	@Override
	public void endTransactionWhenSilent(Connection connection, long silence) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("select set_config('idle_in_transaction_session_timeout', ?, true)")) {
			statement.setString(1, String.valueOf(silence));
			statement.execute();
		}
	}

	@Override
	public SessionMarker backfillMarker() {
		return new SessionMarker("set local ec.backfill = 'on'", null,
				"coalesce(current_setting('ec.backfill', true), '') = 'on'");
	}

	@Override
	public Pressure pressure() {
		return new PostgreSqlPressure();
	}

	@Override
	public Map<String, String> columnTypes(Connection connection, String schema, String table) throws SQLException {
		return ColumnTypes.query(connection, """
				select a.attname, format_type(a.atttypid, a.atttypmod)
				from pg_attribute a
				join pg_class c on c.oid = a.attrelid
				join pg_namespace n on n.oid = c.relnamespace
				where n.nspname = ? and c.relname = ? and a.attnum > 0 and not a.attisdropped
				  and c.relkind in ('r', 'p', 'v', 'm', 'f')
				order by a.attnum
				""", schema, table);
	}

	@Override
	public String fold(String identifier) {
		return identifier.toLowerCase(Locale.ROOT);
	}

	@Override
	public @Nullable SessionActivity activity(JdbcTemplate jdbc, String session) {
		return SessionActivities.postgreSql(jdbc, session);
	}

}
