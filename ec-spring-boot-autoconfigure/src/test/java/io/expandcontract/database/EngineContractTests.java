package io.expandcontract.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

/**
 * What an engine promises on every database.
 */
abstract class EngineContractTests {

	private static final String LOCK = "expand-contract test";

	protected final TestDatabases databases;

	protected HikariDataSource dataSource;

	protected JdbcTemplate jdbc;

	protected Engine engine;

	EngineContractTests(TestDatabases databases) {
		this.databases = databases;
	}

	@BeforeEach
	void createDatabase() throws SQLException {
		this.dataSource = this.databases.createDatabase();
		this.jdbc = new JdbcTemplate(this.dataSource);
		this.engine = Engine.of(this.dataSource);
	}

	@AfterEach
	void closeDatabase() {
		this.dataSource.close();
	}

	Connection session() throws SQLException {
		return session(this.dataSource.getUsername());
	}

	Connection session(String user) throws SQLException {
		return DriverManager.getConnection(this.dataSource.getJdbcUrl(), user, "");
	}

	@Test
	void lockExcludesOtherSessions() throws SQLException {
		try (Connection one = session(); Connection two = session()) {
			assertThat(this.engine.tryLock(one, LOCK)).isTrue();
			assertThat(this.engine.tryLock(two, LOCK)).isFalse();
			assertThat(this.engine.tryLock(two, LOCK + " of another fleet")).isTrue();
			this.engine.unlock(one, LOCK);
			assertThat(this.engine.tryLock(two, LOCK)).isTrue();
			assertThat(this.engine.tryLock(one, LOCK)).isFalse();
		}
	}

	@Test
	void lockCannotBeGivenBackByAnother() throws SQLException {
		try (Connection one = session(); Connection two = session()) {
			this.engine.tryLock(one, LOCK);
			this.engine.unlock(two, LOCK);
			assertThat(this.engine.tryLock(two, LOCK)).isFalse();
		}
	}

	@Test
	void lockNamesItsHolder() throws SQLException {
		assertThat(this.engine.lockHolder(this.jdbc, LOCK)).isNull();
		try (Connection one = session()) {
			this.engine.tryLock(one, LOCK);
			assertThat(this.engine.lockHolder(this.jdbc, LOCK)).isNotNull()
				.extracting(LockHolder::sessionId)
				.isEqualTo(this.engine.sessionId(one));
			this.engine.unlock(one, LOCK);
			assertThat(this.engine.lockHolder(this.jdbc, LOCK)).isNull();
		}
	}

	@Test
	void lookingAroundTakesOneConnection() throws SQLException {
		try (Connection holder = session(); HikariDataSource single = new HikariDataSource()) {
			this.engine.tryLock(holder, LOCK);
			this.dataSource.copyStateTo(single);
			single.setMaximumPoolSize(1);
			single.setConnectionTimeout(2000);
			JdbcTemplate one = new JdbcTemplate(single);
			assertThat(this.engine.lockHolder(one, LOCK)).isNotNull();
			assertThatNoException().isThrownBy(() -> this.engine.sessions(one, List.of(this.dataSource.getUsername())));
			assertThatNoException().isThrownBy(() -> this.engine.showsTag(one, SessionTag.random()));
		}
	}

	@Test
	void lockDiesWithItsSession() throws SQLException {
		Connection one = session();
		this.engine.tryLock(one, LOCK);
		one.close();
		await().untilAsserted(() -> assertThat(this.engine.lockHolder(this.jdbc, LOCK)).isNull());
		try (Connection two = session()) {
			assertThat(this.engine.tryLock(two, LOCK)).isTrue();
		}
	}

	@Test
	void lockOutlivesATransaction() throws SQLException {
		try (Connection one = session(); Connection two = session()) {
			one.setAutoCommit(false);
			assertThat(this.engine.tryLock(one, LOCK)).isTrue();
			one.rollback();
			assertThat(this.engine.tryLock(two, LOCK)).isFalse();
		}
	}

	@Test
	void clockCountsMicrosecondsAndMoves() {
		long first = now(this.jdbc);
		assertThat(first).isGreaterThan(Duration.ofDays(365L * 50).toMillis() * 1000)
			.isLessThan(Duration.ofDays(365L * 500).toMillis() * 1000);
		await().until(() -> now(this.jdbc) > first);
	}

	long now(JdbcTemplate session) {
		return Objects.requireNonNull(session.queryForObject("select " + this.engine.now(), Long.class));
	}

	@Test
	void epochStaysWhileTheDatabaseRuns() {
		String epoch = "select " + this.engine.epoch();
		assertThat(this.jdbc.queryForObject(epoch, String.class)).hasSizeLessThanOrEqualTo(100)
			.isEqualTo(this.jdbc.queryForObject(epoch, String.class));
	}

	@Test
	void writableDatabaseIsNotRefused() throws SQLException {
		try (Connection connection = session()) {
			assertThat(this.engine.refusal(connection)).isNull();
		}
	}

	@Test
	void lockTimeoutIsToldFromOtherFailures() throws SQLException {
		this.jdbc.execute("create table t (id int primary key, c int)");
		this.jdbc.update("insert into t values (1, 1)");
		try (Connection one = session(); Connection two = session()) {
			one.setAutoCommit(false);
			one.createStatement().executeUpdate("update t set c = 2");
			this.engine.limitLockWait(two, 50);
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> two.createStatement().executeUpdate("update t set c = 3"))
				.satisfies((ex) -> assertThat(this.engine.isLockTimeout(ex)).isTrue());
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> two.createStatement().executeUpdate("update nothing set c = 3"))
				.satisfies((ex) -> assertThat(this.engine.isLockTimeout(ex)).isFalse());
			one.rollback();
		}
	}

	@Test
	void columnsHaveTheirWholeTypes() throws SQLException {
		this.jdbc.execute("create table t (id bigint primary key, price numeric(10, 2), name varchar(20), token uuid)");
		try (Connection connection = session()) {
			String schema = this.engine.fold("public");
			assertThat(this.engine.columnTypes(connection, schema, this.engine.fold("t"))).hasSize(4)
				.containsKeys(this.engine.fold("id"), this.engine.fold("token"))
				.hasEntrySatisfying(this.engine.fold("price"),
						(type) -> assertThat(type.replace(" ", "")).isEqualToIgnoringCase("numeric(10,2)"))
				.hasEntrySatisfying(this.engine.fold("name"),
						(type) -> assertThat(type).isEqualToIgnoringCase("character varying(20)"));
			assertThat(this.engine.columnTypes(connection, schema, "nothing")).isEmpty();
		}
	}

	@Test
	void indexIsFoundOnceItIsThere() throws SQLException {
		this.jdbc.execute("create table t (id int primary key, c int)");
		try (Connection connection = session()) {
			assertThat(this.engine.hasUsableIndex(connection, null, null, "t_c")).isFalse();
			this.jdbc.execute("create index t_c on t (c)");
			assertThat(this.engine.hasUsableIndex(connection, null, null, "t_c")).isTrue();
			assertThat(this.engine.hasUsableIndex(connection, "elsewhere", null, "t_c")).isFalse();
			assertThat(this.engine.hasUsableIndex(connection, null, this.engine.fold("t"), "t_c")).isTrue();
		}
	}

	@Test
	void grantsLetAnApplicationWriteTheTablesAndReadTheHistory() throws SQLException {
		StarterTables tables = new StarterTables(this.engine, this.databases.schema(), "EC_", "history");
		new TableInstaller(tables).install(this.jdbc);
		this.jdbc.execute("create table history (id int)");
		String user = this.engine.fold("app_" + System.identityHashCode(this));
		this.jdbc.execute(this.databases.createUser(user));
		this.engine.grants(tables.names(), tables.history(), user).forEach(this.jdbc::execute);
		try (Connection connection = session(user)) {
			JdbcTemplate application = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			assertThat(new TableInstaller(tables).isInstalled(application)).isTrue();
			assertThat(application.update(tables.sql("update {FLEET} set OBSERVED_AT = {now}"))).isEqualTo(1);
			assertThat(application.queryForList("select * from " + tables.history())).isEqualTo(List.of());
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> application.update("delete from " + tables.history()));
		}
	}

	@Test
	void markerShowsInTheTransactionAndNotAfterIt() throws SQLException {
		SessionMarker marker = this.engine.backfillMarker();
		try (Connection session = session()) {
			JdbcTemplate own = new JdbcTemplate(new SingleConnectionDataSource(session, true));
			assertThat(isMarked(own)).isFalse();
			for (boolean commit : new boolean[] { true, false }) {
				session.setAutoCommit(false);
				marker.set(session);
				assertThat(isMarked(own)).isTrue();
				assertThat(isMarked(this.jdbc)).isFalse();
				marker.remove(session);
				if (commit) {
					session.commit();
				}
				else {
					session.rollback();
				}
				session.setAutoCommit(true);
				assertThat(isMarked(own)).isFalse();
			}
		}
	}

	private boolean isMarked(JdbcTemplate jdbc) {
		Integer marked = jdbc.queryForObject(
				"select case when " + this.engine.backfillMarker().condition() + " then 1 else 0 end", Integer.class);
		return Objects.equals(marked, 1);
	}

}
