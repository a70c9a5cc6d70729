package io.expandcontract.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.BlockerCode;
import io.expandcontract.migration.ContractedPastException;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.MigrationRequest;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.testsupport.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How an application rolls from one release to the next, the same on every database.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class RolloutContractTests {

	private final TestDatabases engine;

	private HikariDataSource database;

	RolloutContractTests(TestDatabases engine) {
		this.engine = engine;
	}

	@BeforeEach
	void createDatabase() {
		this.database = this.engine.createDatabase();
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	HikariDataSource database() {
		return this.database;
	}

	private int count(String sql) {
		Integer count = new JdbcTemplate(this.database).queryForObject(sql, Integer.class);
		return (count != null) ? count : -1;
	}

	@Test
	void freshDatabaseRunsEveryPhase() {
		try (TestRelease release = TestRelease.of("1.1", this.database).start()) {
			assertThat(release.isReady()).isTrue();
			assertThat(release.database().pending()).isEmpty();
			assertThat(count("select count(*) from DATABASECHANGELOG")).isEqualTo(8);
			assertThat(count("select count(*) from EC_FLEET where FRESH_SINCE is not null")).isZero();
			assertThat(count("select count(*) from EC_INTENT")).isZero();
		}
	}

	@Test
	void freshDatabaseThatOnlyExpandsHoldsTheRestBack() {
		try (TestRelease release = TestRelease.of("1.1", this.database)
			.with("expand-contract.fresh-database", "expand")
			.start()) {
			assertThat(release.database().pending()).hasSize(4);
		}
	}

	@Test
	void secondBootRunsNothing() {
		TestRelease.of("1.1", this.database).start().close();
		try (TestRelease release = TestRelease.of("1.1", this.database).start()) {
			assertThat(release.database().pending()).isEmpty();
			assertThat(count("select count(*) from EC_RUN")).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "verify", "wait" })
	void whatRunsAtEveryBootKeepsNobodyWaiting(String onBoot) {
		TestRelease.of("1.0", this.database).start().close();
		new JdbcTemplate(this.database).update("insert into person (id) values (1)");
		startAlways("expand").close();
		startAlways(onBoot).close();
		startAlways("expand").close();
		assertThat(count("select balance from person")).isEqualTo(3);
	}

	private TestRelease startAlways(String onBoot) {
		return TestRelease.of("1.0", this.database)
			.with("spring.liquibase.change-log", "classpath:/rollout/always.yaml")
			.with("expand-contract.on-boot", onBoot)
			.start();
	}

	@Test
	void newReleaseExpandsAndHoldsDataAndContractBack() {
		try (TestRelease old = TestRelease.of("1.0", this.database).start();
				TestRelease next = TestRelease.of("1.1", this.database).start()) {
			assertThat(old.isReady()).isTrue();
			assertThat(next.isReady()).isTrue();
			next.jdbc().update("insert into person (id, first_name, last_name, name) values (1, 'A', 'B', null)");
			assertThat(next.database().pending()).extracting(Object::toString)
				.containsExactly("rollout/1.1/migrate/001-name.yaml::fill-name::ann",
						"rollout/1.1/contract/001-drop.yaml::double-balance::ann",
						"rollout/1.1/contract/001-drop.yaml::drop-first::ann",
						"rollout/1.1/contract/001-drop.yaml::drop-last::ann");
		}
	}

	@Test
	void migrateWaitsForEveryInstanceThatWritesTheOldColumnsOnly() {
		try (TestRelease old = TestRelease.of("1.0", this.database).start();
				TestRelease next = TestRelease.of("1.1", this.database).start()) {
			assertThat(next.migrate().reason()).isEqualTo(RefusalReason.LIVE_INSTANCES);
			old.jdbc().update("insert into person (id, first_name, last_name) values (1, 'A', 'B')");
			old.close();
			assertThat(next.migrate().outcome()).isIn(Outcome.DONE, Outcome.NOTHING_TO_DO);
			assertThat(next.jdbc().queryForObject("select name from person", String.class)).isEqualTo("A B");
		}
	}

	@Test
	void contractBeforeDataIsMigratedIsRefused() {
		TestRelease.of("1.0", this.database).start().close();
		try (TestRelease next = TestRelease.of("1.1", this.database).start()) {
			assertThat(next.contract().reason()).isEqualTo(RefusalReason.DATA_PENDING);
		}
	}

	@Test
	void contractBeforeDataIsMigratedNamesTheInstanceThatDataWaitsFor() {
		try (TestRelease old = TestRelease.of("1.0", this.database).start();
				TestRelease next = TestRelease.of("1.1", this.database).start()) {
			old.jdbc().update("insert into person (id, first_name, last_name) values (1, 'A', 'B')");
			MigrationOutcome outcome = next.contract();
			assertThat(outcome.reason()).isEqualTo(RefusalReason.DATA_PENDING);
			assertThat(outcome.blockers()).extracting(Blocker::code)
				.containsExactly(BlockerCode.DATA_PENDING, BlockerCode.INSTANCE_LACKS_CHANGESET);
		}
	}

	@Test
	void contractWhenOldInstanceLivesIsRefusedAndDoneWhenItIsGone() {
		try (TestRelease old = TestRelease.of("1.0", this.database).start();
				TestRelease next = TestRelease.of("1.1", this.database).start()) {
			next.jdbc().update("insert into person (id, first_name, last_name) values (1, 'A', 'B')");
			old.close();
			assertThat(next.migrate().outcome()).isEqualTo(Outcome.DONE);
			try (TestRelease rolledBack = TestRelease.of("1.0", this.database).start()) {
				MigrationOutcome refused = next.contract();
				assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
				assertThat(refused.reason()).isEqualTo(RefusalReason.DATA_PENDING);
				assertThat(refused.blockers()).extracting(Blocker::code)
					.containsExactly(BlockerCode.DATA_PENDING, BlockerCode.INSTANCE_LACKS_CHANGESET);
				assertThat(refused.pending()).hasSize(3);
				assertThat(count("select count(*) from EC_INTENT")).isZero();
				assertThat(rolledBack.jdbc().queryForObject("select balance from person", Integer.class)).isOne();
			}
			Awaitility.await().until(() -> next.migrate().outcome() != Outcome.RUNNING);
			MigrationOutcome done = next.contract();
			assertThat(done.message()).isEqualTo("Contracted: 3 changesets");
			assertThat(done.executed()).hasSize(3);
			assertThat(count("select balance from person")).isEqualTo(2);
			assertThat(next.contract().outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
			assertThat(count("select count(*) from EC_INTENT")).isZero();
		}
	}

	@Test
	void waitingForATableIsNoErrorInTheLog(CapturedOutput output) throws SQLException {
		TestRelease.of("1.0", this.database).start().close();
		try (TestRelease next = TestRelease.of("1.1", this.database)
			.with("logging.level.io.expandcontract", "info")
			.start()) {
			next.jdbc().update("insert into person (id, first_name, last_name) values (1, 'A', 'B')");
			assertThat(next.migrate().outcome()).isEqualTo(Outcome.DONE);
			CompletableFuture<MigrationOutcome> contract;
			try (Connection other = this.database.getConnection(); Statement statement = other.createStatement()) {
				other.setAutoCommit(false);
				statement.executeUpdate("update person set balance = 0");
				contract = CompletableFuture.supplyAsync(next::contract);
				Awaitility.await().until(() -> output.getAll().contains("gave way; trying again"));
				other.rollback();
			}
			assertThat(contract.join().outcome()).isEqualTo(Outcome.DONE);
			assertThat(output).doesNotContain("encountered an exception");
		}
	}

	@Test
	void contractUpToCheckpointLeavesLaterOnes() {
		TestRelease.of("1.0", this.database).start().close();
		try (TestRelease next = TestRelease.of("1.1", this.database).start()) {
			assertThat(next.migrate().outcome()).isEqualTo(Outcome.DONE);
			assertThat(next.contract(new MigrationRequest("1.0", false, false, null, null)).outcome())
				.isEqualTo(Outcome.NOTHING_TO_DO);
			assertThat(next.database().pending()).hasSize(3);
		}
	}

	@Test
	void contractThatAPreconditionPassesOverIsNotCalledDone() {
		TestRelease.of("1.0", this.database).start().close();
		try (TestRelease next = TestRelease.of("1.1", this.database)
			.with("spring.liquibase.change-log", "classpath:/rollout/skipped.yaml")
			.start()) {
			MigrationOutcome outcome = next.contract();
			assertThat(outcome.outcome()).isEqualTo(Outcome.FAILED);
			assertThat(outcome.message()).contains("onFail: CONTINUE", "::skipped::");
			assertThat(outcome.executed()).isEmpty();
			assertThat(next.database().pending()).hasSize(1);
			assertThat(count("select count(*) from EC_INTENT")).isZero();
		}
	}

	@Test
	void releaseThatWasContractedPastStops() {
		TestRelease.of("1.1", this.database).start().close();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> TestRelease.of("1.0", this.database).start())
			.havingRootCause()
			.isInstanceOf(ContractedPastException.class)
			.withMessageContaining("1.0")
			.withMessageContaining("1.1")
			.withMessageContaining("Deploy that release or a later one");
		assertThat(count("select count(*) from EC_INSTANCE where STATE <> 'GONE'")).isZero();
	}

	@Test
	void releaseThatWasContractedPastMayServeButChangesNothing() {
		TestRelease.of("1.1", this.database).start().close();
		int changeSets = count("select count(*) from DATABASECHANGELOG");
		try (TestRelease old = TestRelease.of("1.0-branch", this.database)
			.with("expand-contract.fence.on-unknown-contract", "warn")
			.start()) {
			assertThat(old.isReady()).isTrue();
			assertThat(count("select count(*) from DATABASECHANGELOG")).isEqualTo(changeSets);
			assertThat(count("select count(*) from person")).isZero();
		}
	}

	@Test
	void pendingContractKnownToAnotherReleaseOnlyIsToBeAskedThere() {
		try (TestRelease old = TestRelease.of("1.0", this.database).start();
				TestRelease next = TestRelease.of("1.1", this.database).start()) {
			assertThat(next.isReady()).isTrue();
			assertThat(old.contract().reason()).isEqualTo(RefusalReason.ASK_RELEASE);
		}
	}

	@Test
	void negatedUserContextDoesNotOpenTheFence() {
		TestRelease.of("1.0", this.database).start().close();
		try (TestRelease next = TestRelease.of("1.1", this.database)
			.with("spring.liquibase.contexts", "!test")
			.start()) {
			assertThat(next.database().pending()).hasSize(4);
		}
	}

	@Test
	void userContextLeavesPhasesAsTheyAre() {
		TestRelease.of("1.0", this.database).start().close();
		try (TestRelease next = TestRelease.of("1.1", this.database)
			.with("spring.liquibase.contexts", "prod")
			.start()) {
			assertThat(next.database().pending()).hasSize(4);
			assertThat(next.migrate().outcome()).isEqualTo(Outcome.DONE);
			assertThat(next.contract().outcome()).isEqualTo(Outcome.DONE);
		}
		assertThat(count("select count(*) from DATABASECHANGELOG where CONTEXTS = '@contract'")).isEqualTo(3);
	}

}
