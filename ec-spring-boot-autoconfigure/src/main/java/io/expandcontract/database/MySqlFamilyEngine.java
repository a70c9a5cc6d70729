package io.expandcontract.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What MySQL and MariaDB have in common: named locks that live in the session, commits
 * that every DDL statement implies, waits in whole seconds.
 */
abstract class MySqlFamilyEngine implements Engine {

	/** Seconds, the longest that {@code lock_wait_timeout} takes. */
	private static final long NO_LIMIT = 31_536_000;

	/** Of a tenth of a second each. */
	private static final int MOST_WAITS = 20;

	private static final int LOCK_WAIT_TIMEOUT = 1205;

	private static final int NOWAIT_REFUSED = 3572;

	@Override
	public String now() {
		return "timestampdiff(microsecond, '1970-01-01 00:00:00', utc_timestamp(6))";
	}

	/**
	 * Return when the server started. Both terms come from the second in which the
	 * statement began, so the difference does not jitter.
	 * @param globalStatus the table of status variables
	 * @return an SQL expression
	 */
	static String startedAt(String globalStatus) {
		return "(unix_timestamp() - (select cast(VARIABLE_VALUE as signed) from " + globalStatus
				+ " where VARIABLE_NAME = 'Uptime'))";
	}

	@Override
	public String textType() {
		return "longtext";
	}

	@Override
	public boolean transactionalDdl() {
		return false;
	}

	@Override
	public @Nullable String refusal(Connection connection) throws SQLException {
		Map<String, String> variables = new HashMap<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("""
				show global variables where Variable_name in ('read_only', 'innodb_read_only', 'wsrep_on',
				  'wsrep_provider', 'group_replication_group_name', 'group_replication_single_primary_mode')
				""")) {
			while (rows.next()) {
				variables.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
			}
		}
		if (isOn(variables, "read_only") || isOn(variables, "innodb_read_only")) {
			return "the server is read-only; connect to the primary";
		}
		if (isOn(variables, "wsrep_on") && !"none".equals(variables.get("wsrep_provider"))) {
			return "the server belongs to a Galera cluster, whose nodes do not share the locks that migrations need";
		}
		if (!variables.getOrDefault("group_replication_group_name", "").isEmpty()
				&& !isOn(variables, "group_replication_single_primary_mode")) {
			return "the server belongs to a group with several primaries, which do not share the locks that migrations "
					+ "need";
		}
		return null;
	}

	private static boolean isOn(Map<String, String> variables, String name) {
		String value = variables.getOrDefault(name, "OFF");
		return "ON".equalsIgnoreCase(value) || "1".equals(value);
	}

	@Override
	public void endWhenSilent(Connection connection, long silence) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("set session wait_timeout = " + seconds(silence));
			statement.execute("set session interactive_timeout = " + seconds(silence));
		}
	}

	@Override
	public void endTransactionWhenSilent(Connection connection, long silence) throws SQLException {
		endWhenSilent(connection, silence);
	}

	@Override
	public void limitLockWait(Connection connection, long millis) throws SQLException {
		long limit = (millis > 0) ? seconds(millis) : NO_LIMIT;
		try (Statement statement = connection.createStatement()) {
			statement.execute("set session lock_wait_timeout = " + limit);
			statement.execute("set session innodb_lock_wait_timeout = " + limit);
		}
	}

	private static long seconds(long millis) {
		return Math.max(1, Duration.ofMillis(millis + 999).toSeconds());
	}

	@Override
	public boolean isLockTimeout(SQLException exception) {
		return exception.getErrorCode() == LOCK_WAIT_TIMEOUT || exception.getErrorCode() == NOWAIT_REFUSED;
	}

	/**
	 * Do nothing: how durable a commit is, only the server's own settings say.
	 */
	@Override
	public void commitDurably(Connection connection) {
	}

	@Override
	public boolean tryLock(Connection connection, String name) throws SQLException {
		return lockCall(connection, "select get_lock(" + lockName() + ", 0)", name);
	}

	@Override
	public void unlock(Connection connection, String name) throws SQLException {
		lockCall(connection, "select release_lock(" + lockName() + ")", name);
	}

	/**
	 * Return the name that the server knows a lock by: locks are server-wide, and their
	 * names end at 64 characters.
	 * @return SQL with one parameter, the lock's name within this database
	 */
	private static String lockName() {
		return "concat('ec:', sha1(concat(database(), '/', ?)))";
	}

	private static boolean lockCall(Connection connection, String sql, String name) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, name);
			try (ResultSet rows = statement.executeQuery()) {
				rows.next();
				return rows.getBoolean(1);
			}
		}
	}

	@Override
	public @Nullable LockHolder lockHolder(JdbcTemplate jdbc, String name) {
		Long holder = jdbc.queryForObject("select is_used_lock(" + lockName() + ")", Long.class, name);
		if (holder == null) {
			return null;
		}
		String tag = SessionTags.of(jdbc, holder.toString());
		List<LockHolder> seen = jdbc.query("""
				select ID, HOST, TIME * 1000000 from information_schema.PROCESSLIST where ID = ?
				""", (row, index) -> new LockHolder(row.getString(1), tag, address(row.getString(2)), row.getLong(3)),
				holder);
		return seen.isEmpty() ? new LockHolder(holder.toString(), "", null, 0) : seen.get(0);
	}

	@Override
	public String sessionId(Connection connection) throws SQLException {
		return single(connection, "select connection_id()");
	}

	@Override
	public String user(Connection connection) throws SQLException {
		return single(connection, "select substring_index(current_user(), '@', 1)");
	}

	private static String single(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

	@Override
	public @Nullable String clientAddress(JdbcTemplate jdbc) {
		return address(jdbc.queryForObject("""
				select HOST from information_schema.PROCESSLIST where ID = connection_id()
				""", String.class));
	}

	private static @Nullable String address(@Nullable String host) {
		int port = (host != null) ? host.lastIndexOf(':') : -1;
		return (host != null && port > 0) ? host.substring(0, port) : host;
	}

	@Override
	public List<DatabaseSession> sessions(JdbcTemplate jdbc, Collection<String> users) {
		if (users.isEmpty()) {
			return List.of();
		}
		SessionRights.check(jdbc, users);
		Map<String, String> tags = SessionTags.all(jdbc);
		String marks = String.join(", ", Collections.nCopies(users.size(), "?"));
		return new ArrayList<>(jdbc.query("""
				select ID, USER, HOST, TIME * 1000000 from information_schema.PROCESSLIST
				where ID <> connection_id() and (DB = database() or DB is null) and USER in (%s)
				""".formatted(marks),
				(row, index) -> new DatabaseSession(row.getString(1), row.getString(2),
						tags.getOrDefault(row.getString(1), ""), address(row.getString(3)), row.getLong(4)),
				users.toArray()));
	}

	/**
	 * End a session, and wait up to two seconds until it is: the server only notes that
	 * it shall end, and what it was about to commit may come in between.
	 */
	@Override
	public boolean end(JdbcTemplate jdbc, DatabaseSession session) {
		long id = Long.parseLong(session.id());
		jdbc.execute("kill connection " + id);
		for (int waits = 0; waits < MOST_WAITS; waits++) {
			if (jdbc.queryForList("select 1 from information_schema.PROCESSLIST where ID = ?", id).isEmpty()) {
				return true;
			}
			jdbc.execute("do sleep(0.1)");
		}
		return false;
	}

	@Override
	public List<String> grants(List<String> tables, String history, String user) {
		int host = user.lastIndexOf('@');
		String grantee = (host < 0) ? literal(user) + "@'%'"
				: literal(user.substring(0, host)) + "@" + literal(user.substring(host + 1));
		List<String> grants = new ArrayList<>();
		tables.forEach((table) -> grants.add("grant select, insert, update, delete on " + table + " to " + grantee));
		grants.add("grant select on " + history + " to " + grantee);
		return grants;
	}

	private static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	/**
	 * Return the user and the host that the account is bound to, such as
	 * {@code app@10.%}.
	 */
	@Override
	public String account(Connection connection) throws SQLException {
		return single(connection, "select current_user()");
	}

	@Override
	public boolean showsTag(JdbcTemplate jdbc, SessionTag tag) {
		String id = jdbc.queryForObject("select connection_id()", String.class);
		return id != null && tag.equals(SessionTag.in(SessionTags.of(jdbc, id)));
	}

	@Override
	public String fold(String identifier) {
		return identifier;
	}

	@Override
	public String quote(String identifier) {
		return '`' + identifier.replace("`", "``") + '`';
	}

	/**
	 * Return a character set for all that changelogs and errors may say, whatever the
	 * database's own is.
	 */
	@Override
	public String tableOptions() {
		return " character set utf8mb4 collate utf8mb4_bin";
	}

	@Override
	public boolean hasUsableIndex(Connection connection, @Nullable String schema, @Nullable String table, String index)
			throws SQLException {
		return isThere(connection, """
				select 1 from information_schema.STATISTICS
				where INDEX_NAME = ? and TABLE_SCHEMA = coalesce(?, database()) and TABLE_NAME = coalesce(?, TABLE_NAME)
				limit 1
				""", index, schema, table);
	}

	@Override
	public boolean hasTrigger(Connection connection, @Nullable String schema, String trigger) throws SQLException {
		return isThere(connection, """
				select 1 from information_schema.TRIGGERS
				where TRIGGER_NAME = ? and TRIGGER_SCHEMA = coalesce(?, database())
				""", trigger, schema);
	}

	private static boolean isThere(Connection connection, String sql, @Nullable String... names) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int index = 0; index < names.length; index++) {
				statement.setString(index + 1, names[index]);
			}
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next();
			}
		}
	}

	@Override
	public String differs(String left, String right, String type) {
		return MySqlTypes.differs(left, right, type);
	}

	@Override
	public String text(String expression, String type) {
		return MySqlTypes.text(expression, type);
	}

	@Override
	public String parameter(String type) {
		return MySqlTypes.parameter(type);
	}

	@Override
	public SessionMarker backfillMarker() {
		return new SessionMarker("set @ec_backfill = 1", "set @ec_backfill = null", "coalesce(@ec_backfill, 0) = 1");
	}

	@Override
	public Map<String, String> columnTypes(Connection connection, String schema, String table) throws SQLException {
		return ColumnTypes.query(connection, MySqlTypes.COLUMNS, schema, table);
	}

}
