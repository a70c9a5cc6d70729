package io.expandcontract.boot;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.backfill.BackfillFunction;
import io.expandcontract.backfill.BackfillThrottle;
import io.expandcontract.fleet.BlockerCode;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.status.DatabaseStatus;
import io.expandcontract.status.NextAction;
import io.expandcontract.status.Rollout;
import io.expandcontract.status.RolloutChange;
import io.expandcontract.status.StatusReader;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a person says about the moving of data holds in every instance, after restarts and
 * for the next release.
 */
abstract class MigrateControlContractTests {

	private static final AtomicReference<String> RUSH = new AtomicReference<>("");

	private static final AtomicReference<String> MIDDLE = new AtomicReference<>("");

	private static final List<Long> SEEN = new CopyOnWriteArrayList<>();

	private static final List<RolloutChange> CHANGES = new CopyOnWriteArrayList<>();

	private final HikariDataSource database;

	MigrateControlContractTests(TestDatabases engine) {
		this.database = engine.createDatabase();
	}

	@BeforeEach
	void installFirstRelease() {
		RUSH.set("");
		MIDDLE.set("");
		SEEN.clear();
		CHANGES.clear();
		TestRelease.of("1.0", this.database).start().close();
		new JdbcTemplate(this.database)
			.update("insert into person (id, first_name, last_name) values (1, 'Ann', 'Lee'), (2, 'Bob', 'Ray')");
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	private TestRelease release(String version, String start) {
		return TestRelease.of(version, this.database)
			.with("expand-contract.migrate.start", start)
			.with(Application.class)
			.start();
	}

	private static DatabaseStatus state(TestRelease release) {
		return Objects.requireNonNull(new StatusReader(release.migrations()).read().databases().get("liquibase"));
	}

	private static DatabaseStatus.BackfillDescriptor backfill(TestRelease release) {
		return state(release).backfills().get(0);
	}

	private static MigrationOutcome only(java.util.Map<String, MigrationOutcome> outcomes) {
		return Objects.requireNonNull(outcomes.get("liquibase"));
	}

	private static void awaitData(TestRelease release) {
		await().untilAsserted(() -> assertThat(state(release).phases().migrate().pending()).isZero());
	}

	@Test
	void pauseOutlivesTheInstanceAndHoldsTheNextRelease() {
		try (TestRelease first = release("1.0", "auto")) {
			assertThat(only(first.migrations().pause("ann")).outcome()).isEqualTo(Outcome.DONE);
			assertThat(only(first.migrations().pause("bob")).outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
		}
		try (TestRelease next = release("1.1", "auto")) {
			await().untilAsserted(() -> assertThat(backfill(next)).satisfies((backfill) -> {
				assertThat(backfill.state().name()).isEqualTo("PAUSED");
				assertThat(backfill.waitingFor()).contains("data is paused by ann");
			}));
			MigrationOutcome refused = next.migrate();
			assertThat(refused.reason()).isEqualTo(RefusalReason.PAUSED);
			assertThat(refused.message()).contains("paused by ann", "migrate/resume");
			assertThat(next.contract().reason()).isEqualTo(RefusalReason.DATA_PENDING);
			assertThat(next.contract().message()).contains("data is paused by ann", "command resume");
			assertThat(state(next).gate().blockers())
				.anySatisfy((blocker) -> assertThat(blocker.code()).isEqualTo(BlockerCode.DATA_PENDING));
			assertThat(new StatusReader(next.migrations()).read().nextAction()).satisfies((action) -> {
				assertThat(action.action()).isEqualTo(NextAction.DECIDE);
				assertThat(action.message()).contains("is paused");
			});
			assertThat(only(next.migrations().resume()).outcome()).isEqualTo(Outcome.DONE);
			awaitData(next);
			assertThat(only(next.migrations().resume()).outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
		}
	}

	@Test
	void releaseThatArrivesInTheMiddleGoesOnWhereTheOtherEnds() {
		JdbcTemplate jdbc = new JdbcTemplate(this.database);
		for (int rows = 2; rows < 20_000; rows *= 2) {
			jdbc.update(
					"insert into person (id, first_name, last_name) select id + ?, first_name, last_name from person",
					rows);
		}
		long rows = Objects.requireNonNull(jdbc.queryForObject("select count(*) from person", Long.class));
		MIDDLE.set("closed for lunch");
		try (TestRelease first = TestRelease.of("1.1", this.database)
			.with("expand-contract.migrate.start", "auto")
			.with("expand-contract.migrate.max-batch-size", "1")
			.with(Application.class)
			.start()) {
			await().untilAsserted(() -> assertThat(backfill(first).waitingFor()).contains("closed for lunch"));
			try (TestRelease next = release("1.2", "auto")) {
				first.close();
				MIDDLE.set("");
				awaitData(next);
				assertThat(backfill(next).rowsDone()).isEqualTo(rows);
			}
		}
		assertThat(SEEN).isSorted().startsWith(0L).anySatisfy((seen) -> assertThat(seen).isBetween(1L, rows - 1));
		assertThat(jdbc.queryForObject("select count(*) from person where name = concat(first_name, ' ', last_name)",
				Long.class))
			.isEqualTo(rows);
	}

	@Test
	void cancelledBackfillStaysSoUntilItIsResumed() {
		try (TestRelease next = release("1.1", "manual")) {
			assertThat(only(next.migrations().cancel()).outcome()).isEqualTo(Outcome.DONE);
		}
		try (TestRelease again = release("1.1", "auto")) {
			assertThat(again.migrate().reason()).isEqualTo(RefusalReason.CANCELLED);
			assertThat(backfill(again).state().name()).isEqualTo("CANCELLED");
			assertThat(again.contract().message()).contains("it is cancelled", "migrate/resume");
			again.migrations().resume();
			awaitData(again);
		}
	}

	@Test
	void startByHandOutlivesTheInstanceThatWasAsked() {
		RUSH.set("closed for lunch");
		try (TestRelease next = release("1.1", "manual")) {
			java.util.concurrent.CompletableFuture<MigrationOutcome> asked = java.util.concurrent.CompletableFuture
				.supplyAsync(next::migrate);
			await().untilAsserted(() -> assertThat(backfill(next).waitingFor()).contains("closed for lunch"));
			assertThat(asked).isNotDone();
		}
		RUSH.set("");
		try (TestRelease again = release("1.1", "manual")) {
			awaitData(again);
		}
	}

	@Test
	void withoutAStartByHandNothingMoves() {
		try (TestRelease next = release("1.1", "manual")) {
			await().untilAsserted(
					() -> assertThat(Objects.requireNonNull(next.migrations().worker("liquibase")).waitingFor())
						.contains("waits to be started"));
			assertThat(next.migrate().outcome()).isIn(Outcome.DONE, Outcome.NOTHING_TO_DO);
			awaitData(next);
		}
	}

	@Test
	void tuningIsKept() {
		try (TestRelease next = release("1.1", "manual")) {
			assertThat(only(next.migrations().tune(java.time.Duration.ofMillis(50), 500)).message()).contains("50.0 ms",
					"500 rows");
		}
		try (TestRelease again = release("1.1", "manual")) {
			assertThat(only(again.migrations().tune(null, 600)).message()).contains("50.0 ms", "600 rows");
		}
	}

	@Test
	void applicationIsToldHowFarTheRolloutIs() {
		try (TestRelease old = release("1.0", "manual"); TestRelease next = release("1.1", "manual")) {
			Rollout rollout = next.bean(Rollout.class);
			await().untilAsserted(() -> assertThat(rollout.isExpanded("1.1")).isTrue());
			assertThat(rollout.isMixed()).isTrue();
			assertThat(rollout.isMigrated("1.1")).isFalse();
			assertThat(rollout.isExpanded("9.9")).isFalse();
			old.close();
			await().untilAsserted(() -> assertThat(rollout.isMixed()).isFalse());
			next.migrate();
			await().untilAsserted(() -> assertThat(rollout.isMigrated("1.1")).isTrue());
			assertThat(rollout.isContracted("1.1")).isFalse();
			await().untilAsserted(() -> {
				next.contract();
				assertThat(rollout.isContracted("1.1")).isTrue();
			});
			await()
				.untilAsserted(() -> assertThat(CHANGES).extracting((change) -> change.after().checkpoints().get("1.1"))
					.extracting(String::valueOf)
					.contains("EXPANDED", "MIGRATED", "CONTRACTED"));
			assertThat(CHANGES.get(0).before()).isNull();
			assertThat(CHANGES).extracting((change) -> change.after().mixed()).contains(true, false);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		BackfillThrottle rush() {
			return (progress) -> RUSH.get().isEmpty() ? null : RUSH.get();
		}

		@Bean
		BackfillThrottle middle() {
			return (progress) -> {
				SEEN.add(progress.rowsDone());
				return (progress.rowsDone() == 0 || MIDDLE.get().isEmpty()) ? null : MIDDLE.get();
			};
		}

		@Bean
		BackfillFunction names() {
			return (rows, connection) -> rows
				.forEach((row) -> row.set("name", row.get("first_name") + " " + row.get("last_name")));
		}

		@EventListener
		void changed(RolloutChange change) {
			CHANGES.add(change);
		}

	}

}
