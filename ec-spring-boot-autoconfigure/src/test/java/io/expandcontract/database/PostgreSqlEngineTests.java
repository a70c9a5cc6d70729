package io.expandcontract.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.expandcontract.testsupport.TestDatabases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class PostgreSqlEngineTests extends EngineContractTests {

	PostgreSqlEngineTests() {
		super(TestDatabases.POSTGRESQL);
	}

	private static JdbcTemplate on(Connection connection) {
		return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
	}

	private static @Nullable String setting(Connection connection, String name) {
		return on(connection).queryForObject("select current_setting(?)", String.class, name);
	}

	@Test
	void readOnlyDatabaseIsRefused() throws SQLException {
		this.jdbc.execute("alter database " + this.jdbc.queryForObject("select current_database()", String.class)
				+ " set default_transaction_read_only = on");
		try (Connection connection = session()) {
			assertThat(this.engine.refusal(connection)).contains("read-only");
		}
	}

	@Test
	void sessionEndsItselfWhenSilent() throws SQLException {
		try (Connection connection = session()) {
			this.engine.endWhenSilent(connection, 3000);
			assertThat(setting(connection, "idle_session_timeout")).isEqualTo("3s");
			assertThat(setting(connection, "idle_in_transaction_session_timeout")).isEqualTo("3s");
			assertThat(setting(connection, "client_connection_check_interval")).isEqualTo("500ms");
		}
	}

	@Test
	void silentSessionLosesItsLock() throws SQLException {
		try (Connection one = session(); Connection two = session()) {
			this.engine.endWhenSilent(one, 100);
			assertThat(this.engine.tryLock(one, "lock")).isTrue();
			await().until(() -> this.engine.tryLock(two, "lock"));
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.engine.unlock(one, "lock"));
		}
	}

	@Test
	void transactionEndsItselfWhenSilentAndTheSettingEndsWithIt() throws SQLException {
		try (Connection connection = session()) {
			connection.setAutoCommit(false);
			this.engine.endTransactionWhenSilent(connection, 2000);
			assertThat(setting(connection, "idle_in_transaction_session_timeout")).isEqualTo("2s");
			connection.commit();
			assertThat(setting(connection, "idle_in_transaction_session_timeout")).isEqualTo("0");
		}
	}

	@Test
	void sessionThatIsAboutToBeginIsNoSessionYet() throws SQLException {
		String nameless = this.dataSource.getJdbcUrl() + "?ApplicationName=";
		try (Connection connection = DriverManager.getConnection(nameless, this.dataSource.getUsername(), "");
				Connection own = session()) {
			String id = this.engine.sessionId(connection);
			try (Statement statement = connection.createStatement()) {
				statement.execute("SET extra_float_digits = 3");
				assertThat(this.engine.sessions(on(own), List.of(this.dataSource.getUsername())))
					.extracting(DatabaseSession::id)
					.doesNotContain(id);
				statement.execute("select 1");
				assertThat(this.engine.sessions(on(own), List.of(this.dataSource.getUsername())))
					.extracting(DatabaseSession::id)
					.contains(id);
			}
		}
	}

	@Test
	void clockMovesWithinATransaction() throws SQLException {
		try (Connection connection = session()) {
			connection.setAutoCommit(false);
			long first = now(on(connection));
			await().until(() -> now(on(connection)) > first);
		}
	}

	@Test
	void commitsDurably() throws SQLException {
		try (Connection connection = session()) {
			on(connection).execute("set synchronous_commit = off");
			this.engine.commitDurably(connection);
			assertThat(setting(connection, "synchronous_commit")).isEqualTo("on");
		}
	}

	@Test
	void sessionsOfAUserAreShownWithTheirNamesAndCanBeEnded() throws SQLException {
		try (Connection own = session(); Connection other = session()) {
			on(other).execute("set application_name = 'orders ec:0123456789ab'");
			DatabaseSession shown = this.engine.sessions(on(own), List.of(this.dataSource.getUsername(), "somebody"))
				.stream()
				.filter((session) -> session.application().startsWith("orders"))
				.findFirst()
				.orElseThrow();
			assertThat(shown.id()).isEqualTo(this.engine.sessionId(other));
			assertThat(shown.user()).isEqualTo(this.dataSource.getUsername());
			assertThat(shown.connectedForMicros()).isNotNegative();
			assertThat(this.engine.sessions(on(own), List.of(this.dataSource.getUsername())))
				.extracting(DatabaseSession::id)
				.doesNotContain(this.engine.sessionId(own));
			assertThat(this.engine.sessions(on(own), List.of("somebody"))).isEmpty();
			assertThat(this.engine.end(on(own), shown)).isTrue();
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> on(other).execute("select 1"));
		}
	}

	@Test
	void tagIsShownOnlyByASessionThatCarriesIt() throws SQLException {
		SessionTag tag = SessionTag.random();
		try (Connection connection = session()) {
			assertThat(this.engine.showsTag(on(connection), tag)).isFalse();
			on(connection).execute("set application_name = '" + tag.appendTo("orders", false) + "'");
			assertThat(this.engine.showsTag(on(connection), tag)).isTrue();
			assertThat(this.engine.showsTag(on(connection), SessionTag.random())).isFalse();
		}
	}

	@Test
	void unusableIndexIsDropped() throws SQLException {
		this.jdbc.execute("create table t (id int primary key, c int)");
		this.jdbc.update("insert into t values (1, 1), (2, 1)");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.jdbc.execute("create unique index concurrently t_c on t (c)"));
		assertThat(this.jdbc.queryForObject("select to_regclass('t_c') is not null", Boolean.class)).isTrue();
		try (Connection connection = session()) {
			assertThat(this.engine.hasUsableIndex(connection, null, null, "t_c")).isFalse();
		}
		assertThat(this.jdbc.queryForObject("select to_regclass('t_c') is not null", Boolean.class)).isFalse();
	}

}
