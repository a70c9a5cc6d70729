package io.expandcontract.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

import io.expandcontract.database.Engine;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.testsupport.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("all-databases")
class MariaDbRolloutTests extends RolloutContractTests {

	MariaDbRolloutTests() {
		super(TestDatabases.MARIADB);
	}

	@Test
	void silentInstanceAtTheAddressOfAnotherIsForgottenAndNobodyLosesASession() throws SQLException {
		TestRelease.of("1.0", database()).start().close();
		try (TestRelease next = TestRelease.of("1.1", database())
			.with("expand-contract.fleet.forget-after", "3s")
			.start(); Connection inUse = Objects.requireNonNull(next.jdbc().getDataSource()).getConnection()) {
			next.migrate();
			JdbcTemplate jdbc = new JdbcTemplate(database());
			jdbc.update(
					"""
							insert into EC_INSTANCE (FLEET, INSTANCE_ID, NAME, RELEASE_ID, APP_VERSION, STATE, SESSION_TAG, ADDRESS,
							  DATABASE_USERS, STARTED_AT, HEARTBEAT_AT)
							select FLEET, 'old', 'orders:old', 'old', '0.9', STATE, 'ec:00000000000a', ADDRESS, DATABASE_USERS,
							  STARTED_AT, %s - 60000000
							from EC_INSTANCE where STATE <> 'GONE'
							"""
						.formatted(Engine.of(database()).now()));
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.pollInterval(Duration.ofMillis(500))
				.until(() -> next.contract().outcome() == Outcome.DONE);
			assertThat(
					jdbc.queryForObject("select GONE_BECAUSE from EC_INSTANCE where INSTANCE_ID = 'old'", String.class))
				.isEqualTo("FORGOTTEN");
			assertThat(inUse.isValid(5)).isTrue();
		}
	}

}
