package io.expandcontract.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.expandcontract.testsupport.TestDatabases;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What MySQL and MariaDB promise beyond other engines.
 */
abstract class MySqlFamilyEngineContractTests extends EngineContractTests {

	MySqlFamilyEngineContractTests(TestDatabases databases) {
		super(databases);
	}

	@Override
	@Test
	void columnsHaveTheirWholeTypes() throws SQLException {
		this.jdbc.execute("""
				create table t (id bigint unsigned primary key, price decimal(10, 2), name varchar(20), at datetime(3))
				""");
		try (Connection connection = session()) {
			assertThat(this.engine.columnTypes(connection, "", "t")).containsEntry("id", "unsigned")
				.containsEntry("price", "decimal(10, 2)")
				.containsEntry("name", "char")
				.containsEntry("at", "datetime(3)");
			assertThat(this.engine.columnTypes(connection, "", "nothing")).isEmpty();
		}
	}

	@Test
	void readOnlyServerIsRefused() throws SQLException {
		this.jdbc.execute("set global read_only = on");
		try (Connection connection = session()) {
			assertThat(this.engine.refusal(connection)).contains("read-only");
		}
		finally {
			this.jdbc.execute("set global read_only = off");
		}
	}

	@Test
	void activityOfASessionIsWhatItRuns() throws SQLException {
		try (Connection other = session()) {
			String id = this.engine.sessionId(other);
			assertThat(this.engine.activity(this.jdbc, id)).isNull();
			CompletableFuture<Void> running = CompletableFuture
				.runAsync(() -> new JdbcTemplate(new SingleConnectionDataSource(other, true))
					.queryForList("select sleep(600)"));
			SessionActivity seen = Awaitility.await()
				.until(() -> this.engine.activity(this.jdbc, id), Objects::nonNull);
			assertThat(seen.statement()).isEqualTo("select sleep(600)");
			assertThat(seen.runningMicros()).isBetween(0L, 600_000_000L);
			assertThat(seen.stage()).containsIgnoringCase("user sleep");
			assertThat(seen.percent()).isNull();
			this.jdbc.execute("kill query " + id);
			running.exceptionally((interrupted) -> null).join();
		}
	}

	@Test
	void locksOfAnotherDatabaseAreOthers() throws SQLException {
		try (Connection one = session()) {
			assertThat(this.engine.tryLock(one, "lock")).isTrue();
			this.jdbc.execute("create database other_" + System.identityHashCode(this));
			try (Connection two = session()) {
				two.setCatalog("other_" + System.identityHashCode(this));
				assertThat(this.engine.tryLock(two, "lock")).isTrue();
			}
		}
	}

	@Test
	void sessionsOfUsersAreSeenAndEnded() throws SQLException {
		try (Connection other = session("application")) {
			JdbcTemplate session = new JdbcTemplate(new SingleConnectionDataSource(other, true));
			String id = this.engine.sessionId(other);
			assertThat(this.engine.user(other)).isEqualTo("application");
			DatabaseSession seen = Objects.requireNonNull(find(id));
			assertThat(seen.address()).isEqualTo(this.engine.clientAddress(session)).isNotNull();
			assertThat(this.engine.end(this.jdbc, seen)).isTrue();
			assertThat(find(id)).isNull();
		}
	}

	@Test
	void sessionsOfOthersAreUnavailableWithoutTheRightToSeeThem() throws SQLException {
		String user = "guest_" + System.identityHashCode(this);
		this.jdbc.execute(this.databases.createUser(user));
		this.jdbc.execute("grant select on " + this.jdbc.queryForObject("select database()", String.class) + ".* to '"
				+ user + "'@'%'");
		try (Connection guest = session(user)) {
			JdbcTemplate session = new JdbcTemplate(new SingleConnectionDataSource(guest, true));
			assertThat(this.engine.sessions(session, List.of(user))).isEmpty();
			assertThatExceptionOfType(SessionsUnavailableException.class)
				.isThrownBy(() -> this.engine.sessions(session, List.of("application")))
				.withMessageContaining("PROCESS");
		}
	}

	private @Nullable DatabaseSession find(String id) {
		return this.engine.sessions(this.jdbc, List.of("application"))
			.stream()
			.filter((session) -> session.id().equals(id))
			.findFirst()
			.orElse(null);
	}

}
