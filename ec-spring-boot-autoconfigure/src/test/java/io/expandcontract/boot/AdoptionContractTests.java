package io.expandcontract.boot;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.MigrationRequest;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How an application comes to the starter, and how it leaves, the same on every database
 * that shows its sessions.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class AdoptionContractTests {

	private final TestDatabases engine;

	private HikariDataSource database;

	AdoptionContractTests(TestDatabases engine) {
		this.engine = engine;
	}

	@BeforeEach
	void createDatabaseByPlainLiquibase() {
		this.database = this.engine.createDatabase();
		TestRelease.of("1.0", this.database).with("expand-contract.enabled", "false").start().close();
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	private int count(String sql) {
		Integer count = new JdbcTemplate(this.database).queryForObject(sql, Integer.class);
		return (count != null) ? count : -1;
	}

	@Test
	void switchedOffTheStarterLeavesPlainLiquibase() {
		assertThat(count("select count(*) from DATABASECHANGELOG")).isEqualTo(2);
		assertThat(count("""
				select count(*) from information_schema.tables
				where lower(table_name) like 'ec!_%%' escape '!' and table_schema = %s
				""".formatted(this.engine.isMySqlFamily() ? "database()" : "'public'"))).isZero();
	}

	@Test
	void firstReleaseOnAPopulatedSchemaExpandsAndHoldsContractBack() {
		try (TestRelease release = TestRelease.of("1.1", this.database).start()) {
			assertThat(release.database().pending()).hasSize(4);
			assertThat(count("select count(*) from EC_FLEET where FRESH_SINCE is not null")).isZero();
			assertThat(count("select count(*) from EC_FLEET where ADOPTED_AT is null")).isOne();
		}
	}

	@Test
	void contractsOfTheFirstReleaseRunOnceEverySessionIsAccountedFor() {
		try (TestRelease release = TestRelease.of("1.1", this.database).start()) {
			release.migrate();
			assertThat(release.contract().outcome()).isEqualTo(Outcome.DONE);
			assertThat(count("select count(*) from EC_FLEET where ADOPTED_AT is not null")).isOne();
		}
	}

	@Test
	void whereSessionsAreNotSeenAPersonConfirms() {
		try (TestRelease release = TestRelease.of("1.1", this.database)
			.with("expand-contract.fleet.session-check", "off")
			.start()) {
			release.migrate();
			assertThat(release.contract().reason()).isEqualTo(RefusalReason.ADOPTION);
			MigrationOutcome confirmed = release
				.contract(new MigrationRequest(null, false, true, "all old pods are gone", "ann"));
			assertThat(confirmed.outcome()).isEqualTo(Outcome.DONE);
			assertThat(count("select count(*) from EC_FLEET where ADOPTED_BY = 'ann'")).isOne();
		}
	}

	@Test
	void pendingContractIsNamedBeforePlainLiquibaseRunsIt(CapturedOutput output) {
		try (TestRelease release = TestRelease.of("1.1", this.database).start()) {
			release.migrate();
		}
		TestRelease.of("1.1", this.database)
			.with("expand-contract.enabled", "false")
			.with("spring.liquibase.contexts", "contract")
			.start()
			.close();
		assertThat(output).contains("expand-contract.enabled is false")
			.contains("rollout/1.1/contract/001-drop.yaml::drop-first::ann");
	}

	@Test
	void processWithLiquibaseOffRegistersAndIsCounted() {
		try (TestRelease next = TestRelease.of("1.1", this.database).start();
				TestRelease worker = TestRelease.of("1.0", this.database)
					.with("spring.liquibase.enabled", "false")
					.start()) {
			assertThat(next.migrate().reason()).isEqualTo(RefusalReason.LIVE_INSTANCES);
			assertThat(worker.database().pending()).isEmpty();
			assertThat(worker.isReady()).isTrue();
			worker.close();
			assertThat(next.migrate().outcome()).isIn(Outcome.DONE, Outcome.NOTHING_TO_DO);
		}
	}

	@Test
	void gateOpensByItselfWhereAsked() {
		try (TestRelease release = TestRelease.of("1.1", this.database)
			.with("expand-contract.contract.start", "auto")
			.with("expand-contract.migrate.start", "auto")
			.start()) {
			org.awaitility.Awaitility.await()
				.atMost(java.time.Duration.ofMinutes(1))
				.until(() -> release.database().pending().isEmpty());
		}
	}

}
