package io.expandcontract.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.backfill.BackfillState;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.BlockerCode;
import io.expandcontract.fleet.Lease;
import io.expandcontract.migration.DataReliedOnException;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.MigrationRequest;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.status.DatabaseStatus;
import io.expandcontract.status.NextAction;
import io.expandcontract.status.StatusReader;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * An image that does not know a backfill comes back after the backfill was done: release
 * 1.1 fills a column, 1.2 relies on it, 1.3 drops what it was filled from.
 */
abstract class ReopeningContractTests {

	private static final String FILL = "backfill: { tableName: person, %scolumns: [ { column: { name: name, "
			+ "valueComputed: \"concat(first_name, ' ', last_name)\" } } ] }";

	private static final List<RuntimeException> EXITS = new CopyOnWriteArrayList<>();

	private final HikariDataSource database;

	protected final JdbcTemplate jdbc;

	@TempDir
	private Path folder;

	ReopeningContractTests(TestDatabases engine) {
		this.database = engine.createDatabase();
		this.jdbc = new JdbcTemplate(this.database);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private static String step(String id, String phase, String change) {
		return Changelogs.changeSet(id, "contextFilter: \"" + phase + "\"", "changes:\n  - " + change);
	}

	private static String column(String name) {
		return "addColumn: { tableName: person, columns: [ { column: { name: " + name + ", type: varchar(81) } } ] }";
	}

	private TestRelease.Starter release(String version, String option) throws IOException {
		List<String> releases = List.of(
				step("person", "expand",
						"createTable: { tableName: person, columns: [ "
								+ "{ column: { name: id, type: int, constraints: { primaryKey: true } } }, "
								+ "{ column: { name: first_name, type: varchar(40) } }, "
								+ "{ column: { name: last_name, type: varchar(40) } } ] }")
						+ Changelogs.checkpoint("1.0"),
				step("name", "expand", column("name")) + step("fill-name", "migrate", FILL.formatted(option))
						+ Changelogs.checkpoint("1.1"),
				step("nickname", "expand", column("nickname")) + Changelogs.checkpoint("1.2"),
				step("drop-first", "@contract", "dropColumn: { tableName: person, columnName: first_name }")
						+ Changelogs.checkpoint("1.3"));
		int count = version.charAt(version.length() - 1) - '0' + 1;
		Path file = this.folder.resolve(version + ".yaml");
		Files.writeString(file,
				Changelogs.yaml("- logicalFilePath: changelog.yaml\n" + String.join("", releases.subList(0, count))));
		return TestRelease.of(version, this.database)
			.with("spring.liquibase.change-log", file.toUri().toString())
			.with("expand-contract.migrate.start", "auto");
	}

	TestRelease.Starter release(String version) throws IOException {
		return release(version, "");
	}

	void insert(int id, String first, String last) {
		this.jdbc.update("insert into person (id, first_name, last_name) values (?, ?, ?)", id, first, last);
	}

	List<String> names() {
		return this.jdbc.queryForList("select coalesce(name, '-') from person order by id", String.class);
	}

	private static DatabaseStatus state(TestRelease release) {
		return Objects.requireNonNull(new StatusReader(release.migrations()).read().databases().get("liquibase"));
	}

	private static void awaitData(TestRelease release) {
		await().untilAsserted(() -> assertThat(state(release).phases().migrate().pending()).isZero());
	}

	private void rollOut(String version, String option) throws IOException {
		try (TestRelease release = release(version, option).start()) {
			awaitData(release);
			await().until(release::isReady);
		}
	}

	private void rollOutFirstAndSecond(String option) throws IOException {
		release("1.0").start().close();
		insert(1, "Mary", "Smith");
		insert(2, "Ann", "Jones");
		rollOut("1.1", option);
		assertThat(names()).containsExactly("Mary Smith", "Ann Jones");
	}

	@Test
	void rollbackAndForwardAgainWithWritesBetweenLosesNothing() throws IOException {
		release("1.0").start().close();
		insert(1, "Mary", "Smith");
		insert(2, "Ann", "Jones");
		try (TestRelease first = release("1.1").start()) {
			awaitData(first);
			try (TestRelease rolledBack = release("1.0").start()) {
				assertThat(rolledBack.isReady()).isTrue();
				assertThat(first.isReady()).isTrue();
				insert(3, "Bob", "Ray");
				this.jdbc.update("update person set last_name = 'Miller' where id = 1");
				assertThat(state(first)).satisfies((state) -> {
					assertThat(state.phases().migrate().pending()).isOne();
					assertThat(state.backfills()).singleElement().satisfies((backfill) -> {
						assertThat(backfill.state()).isEqualTo(BackfillState.PENDING);
						assertThat(backfill.waitingFor()).contains("1 instance of 1.0");
						assertThat(backfill.reopened()).get()
							.extracting(DatabaseStatus.ReopenedDescriptor::by)
							.isEqualTo("orders:1.0 of 1.0");
					});
				});
				assertThat(new StatusReader(first.migrations()).read().status())
					.isEqualTo(NextAction.WAIT_FOR_INSTANCES);
				assertThat(names()).containsExactly("Mary Smith", "Ann Jones", "-");
			}
			awaitData(first);
			assertThat(names()).containsExactly("Mary Miller", "Ann Jones", "Bob Ray");
			assertThat(state(first).backfills()).singleElement()
				.satisfies((backfill) -> assertThat(backfill.reopened()).isEmpty());
		}
		try (TestRelease rolledBack = release("1.0").start()) {
			this.jdbc.update("delete from person where id = 2");
			insert(4, "Eve", "Lee");
			assertThat(rolledBack.isReady()).isTrue();
		}
		rollOut("1.1", "");
		assertThat(names()).containsExactly("Mary Miller", "Bob Ray", "Eve Lee");
		assertThat(this.jdbc.queryForObject("select count(*) from DATABASECHANGELOG where ID = 'fill-name'",
				Integer.class))
			.isOne();
	}

	@Test
	void rowsOfInstancesFromBeforeTheStarterAreFoundBeforeTheContract() throws IOException {
		this.jdbc.execute("create table person (id int primary key, first_name varchar(40), last_name varchar(40))");
		insert(1, "Mary", "Smith");
		Path file = this.folder.resolve("first.yaml");
		Files.writeString(file, Changelogs.yaml("- logicalFilePath: changelog.yaml\n"
				+ step("name", "expand", column("name")) + step("fill-name", "migrate", FILL.formatted(""))
				+ step("drop-first", "@contract", "dropColumn: { tableName: person, columnName: first_name }")));
		try (TestRelease first = TestRelease.of("1.0", this.database)
			.with("spring.liquibase.change-log", file.toUri().toString())
			.with("expand-contract.migrate.start", "auto")
			.start()) {
			awaitData(first);
			insert(2, "Ann", "Jones");
			MigrationRequest confirmed = new MigrationRequest(null, false, true, "nobody else is left", "ann");
			assertThat(first.contract(confirmed).blockers()).extracting(Blocker::code)
				.containsExactly(BlockerCode.NOT_VERIFIED);
			this.jdbc.update("update person set name = 'Ann Jones' where id = 2");
			assertThat(first.contract(confirmed).outcome()).isEqualTo(Outcome.DONE);
		}
	}

	@Test
	void releaseThatNeedsReopenedDataTakesNoTrafficBeforeItIsThereAgain() throws IOException {
		rollOutFirstAndSecond("");
		try (TestRelease rolledBack = release("1.0").start(); TestRelease relying = release("1.2").start()) {
			insert(3, "Bob", "Ray");
			assertThat(rolledBack.isReady()).isTrue();
			assertThat(relying.isReady()).isFalse();
			rolledBack.close();
			await().until(relying::isReady);
			assertThat(names()).containsExactly("Mary Smith", "Ann Jones", "Bob Ray");
		}
	}

	@Test
	void imageThatDoesNotKnowWhatIsReliedOnIsRefusedByName() throws IOException {
		rollOutFirstAndSecond("");
		rollOut("1.2", "");
		TestRelease.Starter old = release("1.0");
		assertThatException().isThrownBy(old::start)
			.withRootCauseInstanceOf(DataReliedOnException.class)
			.withStackTraceContaining("changelog.yaml::fill-name::ann of person, on whose data release 1.2 (")
			.withStackTraceContaining("Deploy a release that knows them: 1.1, 1.2, or a later one");
		assertThat(this.jdbc.queryForList("select INSTANCE_ID from EC_INSTANCE where STATE <> 'GONE'")).isEmpty();
		try (TestRelease knowing = release("1.1").start()) {
			assertThat(knowing.isReady()).isTrue();
			assertThat(state(knowing).phases().migrate().pending()).isZero();
		}
	}

	@Test
	void columnsInStepLiftBoth() throws IOException {
		rollOutFirstAndSecond("beforeTraffic: true, ");
		try (TestRelease rolledBack = release("1.0").start()) {
			assertThat(rolledBack.isReady()).isTrue();
		}
		rollOut("1.2", "beforeTraffic: true, ");
		try (TestRelease rolledBack = release("1.0").start();
				TestRelease first = release("1.1", "beforeTraffic: true, ").start()) {
			assertThat(rolledBack.isReady()).isTrue();
			assertThat(first.isReady()).isTrue();
			assertThat(state(first).phases().migrate().pending()).isZero();
		}
	}

	@Test
	void whatRanOnAFreshDatabaseIsReopenedToo() throws IOException {
		rollOut("1.1", "");
		try (TestRelease rolledBack = release("1.0").start()) {
			assertThat(rolledBack.isReady()).isTrue();
			insert(1, "Mary", "Smith");
		}
		rollOut("1.1", "");
		assertThat(names()).containsExactly("Mary Smith");
	}

	@Test
	void contractWaitsForReopenedData() throws IOException {
		rollOutFirstAndSecond("");
		release("1.0").start().close();
		insert(3, "Bob", "Ray");
		try (TestRelease last = release("1.3").with("expand-contract.migrate.worker", "false").start()) {
			MigrationOutcome refused = last.contract();
			assertThat(refused.reason()).isEqualTo(RefusalReason.DATA_PENDING);
			assertThat(refused.blockers()).extracting((blocker) -> blocker.code())
				.containsExactly(BlockerCode.DATA_PENDING);
			assertThat(last.isReady()).isFalse();
			assertThat(last.migrate().outcome()).isEqualTo(Outcome.DONE);
			assertThat(last.contract().outcome()).isEqualTo(Outcome.DONE);
		}
		assertThat(names()).containsExactly("Mary Smith", "Ann Jones", "Bob Ray");
	}

	@Test
	void instanceThatTheFleetForgotIsTurnedAwayToo() throws IOException {
		rollOutFirstAndSecond("");
		EXITS.clear();
		try (TestRelease rolledBack = release("1.0").with(Application.class).start()) {
			this.jdbc.update("update EC_BACKFILL set STATE = 'DONE', RELIED_AT = 1, RELIED_BY = '1.2 (abc)'");
			assertThat(rolledBack.isReady()).isTrue();
			this.jdbc.update("update EC_INSTANCE set STATE = 'GONE', GONE_AT = 0 where STATE <> 'GONE'");
			await().until(() -> !EXITS.isEmpty());
			assertThat(EXITS.get(0)).isInstanceOf(DataReliedOnException.class).hasMessageContaining("1.2 (abc)");
			assertThat(rolledBack.migrations().databases()).singleElement()
				.satisfies(
						(database) -> assertThat(database.member().lease().state()).isEqualTo(Lease.State.REGISTERED));
		}
	}

	@Test
	void instanceThatCannotReopenItselfIsNoticedByWhoReliesOnTheData() throws IOException {
		rollOutFirstAndSecond("");
		Fleets.register(this.database, 1, -3600);
		insert(3, "Bob", "Ray");
		try (TestRelease relying = release("1.2").start()) {
			assertThat(relying.isReady()).isFalse();
			assertThat(state(relying).backfills()).singleElement()
				.satisfies((backfill) -> assertThat(backfill.reopened()).get()
					.extracting(DatabaseStatus.ReopenedDescriptor::by)
					.isEqualTo("orders:old-1 of 0.9"));
			this.jdbc.update("delete from EC_INSTANCE where RELEASE_ID = 'old'");
			await().until(relying::isReady);
		}
		assertThat(names()).containsExactly("Mary Smith", "Ann Jones", "Bob Ray");
	}

	@Test
	void historyRowThatNoWorkerWroteIsVerifiedByTheContract() throws IOException {
		release("1.0").start().close();
		insert(1, "Mary", "Smith");
		try (TestRelease last = release("1.3").with("expand-contract.migrate.worker", "false").start()) {
			last.migrations().cancel();
			this.jdbc.update("""
					insert into DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, EXECTYPE)
					values ('fill-name', 'ann', 'changelog.yaml', current_timestamp, 1000, 'EXECUTED')
					""");
			MigrationOutcome refused = last.contract();
			assertThat(refused.reason()).isEqualTo(RefusalReason.NOT_VERIFIED);
			assertThat(refused.message()).contains("1 rows of person differ", "no worker verified it");
			this.jdbc.update("update person set name = 'Mary Smith'");
			assertThat(last.contract().outcome()).isEqualTo(Outcome.DONE);
		}
	}

	@Test
	void whatTheReleaseThatReliesOnTheDataWritesAloneDoesNotHoldItsContract() throws IOException {
		rollOutFirstAndSecond("");
		rollOut("1.2", "");
		this.jdbc.update("update person set name = 'Mary Miller' where id = 1");
		try (TestRelease last = release("1.3").start()) {
			assertThat(last.contract().outcome()).isEqualTo(Outcome.DONE);
		}
		assertThat(names()).containsExactly("Mary Miller", "Ann Jones");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		ProcessExit exit() {
			return (exitCode, reason) -> EXITS.add(reason);
		}

	}

}
