package io.expandcontract.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.database.HikariTags;
import io.expandcontract.database.SessionTag;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.testsupport.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgreSqlRolloutTests extends RolloutContractTests {

	PostgreSqlRolloutTests() {
		super(TestDatabases.POSTGRESQL);
	}

	@Test
	void historyRowThatLosesEveryWaitIsRecordedWithoutRepeatingTheChangeSet(CapturedOutput output) throws SQLException {
		try (TestRelease next = readyToContract()) {
			CompletableFuture<MigrationOutcome> contract;
			try (Connection other = database().getConnection(); Statement statement = other.createStatement()) {
				other.setAutoCommit(false);
				statement.execute("lock table databasechangelog in share mode");
				contract = CompletableFuture.supplyAsync(next::contract);
				Awaitility.await().until(() -> output.getAll().split("gave way; trying again", -1).length > 2);
				assertThat(next.jdbc().queryForObject("select balance from person", Integer.class)).isEqualTo(2);
				other.rollback();
			}
			assertThat(contract.join().outcome()).isEqualTo(Outcome.DONE);
			assertThat(contract.join().executed()).hasSize(3);
			assertThat(next.jdbc().queryForObject("select balance from person", Integer.class)).isEqualTo(2);
			assertThat(next.jdbc().queryForObject("""
					select count(*) from databasechangelog where contexts = '@contract'
					""", Integer.class)).isEqualTo(3);
		}
	}

	@Test
	void sessionThatAProcessLeftOpenBlocksUntilItIsEnded() throws SQLException {
		try (TestRelease next = readyToContract();
				HikariDataSource left = new HikariDataSource();
				Connection abandoned = leaveOpen(left)) {
			next.jdbc()
				.update("update EC_INSTANCE set SESSION_TAG = ?, GONE_AT = GONE_AT + 3600000000 "
						+ "where APP_VERSION = '1.0'", "ec:0123456789ab");
			assertThat(next.contract().blockers()).extracting(Blocker::remedy)
				.singleElement()
				.asString()
				.contains("contract ends what it left PT10M");
			next.jdbc().update("update EC_INSTANCE set GONE_AT = GONE_AT - 7200000000 where APP_VERSION = '1.0'");
			assertThat(next.contract().outcome()).isEqualTo(Outcome.DONE);
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> abandoned.createStatement().execute("select 1"));
		}
	}

	private TestRelease readyToContract() {
		TestRelease.of("1.0", database()).start().close();
		TestRelease next = TestRelease.of("1.1", database()).with("logging.level.io.expandcontract", "info").start();
		next.jdbc().update("insert into person (id, first_name, last_name) values (1, 'A', 'B')");
		next.migrate();
		return next;
	}

	private Connection leaveOpen(HikariDataSource pool) throws SQLException {
		pool.setJdbcUrl(database().getJdbcUrl());
		pool.setUsername(TestDatabases.POSTGRESQL.applicationUser());
		pool.setPassword("");
		pool.setMaximumPoolSize(1);
		HikariTags.apply(pool, new SessionTag("ec:0123456789ab"), false);
		Connection connection = pool.getConnection();
		return connection;
	}

}
