package io.expandcontract.sample.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A process is killed while it builds an index concurrently: what is left of the index
 * looks like one and is none, and the next boot builds it anew with nobody's help.
 */
class KilledIndexBuildTests {

	private static final String INVALID = """
			select count(*) from pg_index where indexrelid = to_regclass('person_name') and not indisvalid""";

	private static final String VALID = """
			select count(*) from pg_index where indexrelid = to_regclass('person_name') and indisvalid""";

	private FaultFleet fleet;

	@BeforeEach
	void createDatabase() {
		this.fleet = FaultFleet.onDatabaseOfPreviousRelease();
	}

	@AfterEach
	void end() {
		this.fleet.close();
	}

	@Test
	void indexLeftInvalidIsBuiltAnewByNextBoot() throws SQLException {
		try (Connection holder = Objects.requireNonNull(this.fleet.tester().getDataSource()).getConnection();
				Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.executeUpdate("update person set visits = visits + 1");
			FaultProcess killed = this.fleet.start("index");
			await().atMost(Duration.ofSeconds(60)).until(() -> this.fleet.count(INVALID) == 1);
			killed.kill();
			await().until(() -> this.fleet
				.count("select count(*) from pg_stat_activity where query ilike 'create index concurrently%'") == 0);
			assertThat(this.fleet.count(INVALID)).isOne();
			holder.commit();
		}
		this.fleet.boot("index");
		assertThat(this.fleet.count(VALID)).isOne();
		assertThat(this.fleet.count("select count(*) from databasechangelog where id = 'index'")).isOne();
		assertThat(this.fleet.count("select count(*) from ec_intent")).isZero();
	}

}
