package io.expandcontract.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.changelog.RefusedChangesException;
import io.expandcontract.migration.ColumnsInStep;
import io.expandcontract.migration.ContractedPastException;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * From two names to one within one release, with nothing written by hand but the
 * expressions.
 */
abstract class SyncRolloutContractTests {

	private static final String TABLE = "createTable: { tableName: person, columns: [ { column: { name: id, type: int, constraints: { primaryKey: true } } }, "
			+ "{ column: { name: first_name, type: varchar(40) } }, { column: { name: last_name, type: varchar(40) } } ] }";

	private static final String COLUMN = "addColumn: { tableName: person, columns: [ { column: { name: name, type: varchar(81) } } ] }";

	private static final String SYNC = "syncColumns: { tableName: person, "
			+ "columns: [ { column: { name: name, valueComputed: \"concat(first_name, ' ', last_name)\" } } ], "
			+ "formerColumns: [ { formerColumn: { name: first_name, valueComputed: \"left(name, 40)\" } }, "
			+ "{ formerColumn: { name: last_name, valueComputed: \"''\" } } ] }";

	private static final String FILL = "backfill: { tableName: person, columns: [ { column: { name: name, valueComputed: \"concat(first_name, ' ', last_name)\" } } ] }";

	private static final String DROP_SYNC = "dropSyncColumns: { tableName: person, columnNames: name }";

	private static final String DROP_FIRST = "dropColumn: { tableName: person, columnName: first_name }";

	private static final String DROP_LAST = "dropColumn: { tableName: person, columnName: last_name }";

	private final TestDatabases engine;

	private final HikariDataSource database;

	private final JdbcTemplate jdbc;

	private String changelog = "- logicalFilePath: changelog.yaml\n";

	@TempDir
	private Path folder;

	SyncRolloutContractTests(TestDatabases engine) {
		this.engine = engine;
		this.database = engine.createDatabase();
		this.jdbc = new JdbcTemplate(this.database);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private TestRelease.Starter release(String version, String... changes) throws IOException {
		for (int index = 0; index < changes.length; index++) {
			this.changelog += Changelogs.changeSet(version + "-" + index, "changes:\n  - " + changes[index]);
		}
		Path file = this.folder.resolve(version + ".yaml");
		Files.writeString(file, Changelogs.yaml(this.changelog));
		return TestRelease.of(version, this.database).with("spring.liquibase.change-log", file.toUri().toString());
	}

	@Test
	void dataMovesWhileTheOldReleaseWrites() throws IOException {
		TestRelease.Starter starter = release("1.0", TABLE);
		TestRelease old = starter.start();
		this.jdbc.update("insert into person (id, first_name, last_name) values (1, 'Mary', 'Smith')");
		try (TestRelease release = release("1.1", COLUMN, SYNC, FILL, DROP_SYNC, DROP_FIRST, DROP_LAST).start()) {
			this.jdbc.update("insert into person (id, first_name, last_name) values (2, 'Ann', 'Jones')");
			assertThat(inStep(release)).hasSize(1).allMatch(ColumnsInStep.InStep::present);
			assertThat(release.migrate().outcome()).isEqualTo(Outcome.DONE);
			this.jdbc.update("update person set last_name = 'Miller' where id = 1");
			assertThat(this.jdbc.queryForList("select name from person order by id", String.class))
				.containsExactly("Mary Miller", "Ann Jones");
			assertThat(release.contract().reason()).isEqualTo(RefusalReason.LIVE_INSTANCES);
			old.close();
			Awaitility.await().until(() -> release.contract().outcome() != Outcome.REFUSED);
			assertThat(release.database().pending()).isEmpty();
			assertThat(inStep(release)).isEmpty();
			assertThat(triggers()).isZero();
			this.jdbc.update("insert into person (id, name) values (3, 'Cher')");
		}
		assertThatException().isThrownBy(starter::start).withRootCauseInstanceOf(ContractedPastException.class);
	}

	@Test
	void imageThatComesBackReopensNothing() throws IOException {
		TestRelease.Starter starter = release("1.0", TABLE);
		starter.start().close();
		this.jdbc.update("insert into person (id, first_name, last_name) values (1, 'Mary', 'Smith')");
		try (TestRelease release = release("1.1", COLUMN, SYNC, FILL).start()) {
			assertThat(release.migrate().outcome()).isEqualTo(Outcome.DONE);
			try (TestRelease rolledBack = starter.start()) {
				assertThat(rolledBack.isReady()).isTrue();
				this.jdbc.update("insert into person (id, first_name, last_name) values (2, 'Ann', 'Jones')");
				assertThat(release.database().pending()).isEmpty();
			}
		}
		assertThat(this.jdbc.queryForList("select name from person order by id", String.class))
			.containsExactly("Mary Smith", "Ann Jones");
	}

	@Test
	void withoutItsTriggersTheBackfillWaitsForTheOldRelease() throws IOException {
		try (TestRelease old = release("1.0", TABLE).start();
				TestRelease release = release("1.1", COLUMN, SYNC, FILL).start()) {
			assertThat(old.isReady()).isTrue();
			drop("person", "ec_sync_person_name_insert");
			assertThat(inStep(release)).hasSize(1).noneMatch(ColumnsInStep.InStep::present);
			assertThat(release.migrate().message()).contains("1.0");
		}
	}

	@Test
	void triggersOfAnotherSchemaKeepNothingInStep() throws IOException {
		release("1.0", TABLE).start().close();
		try (TestRelease release = release("1.1", COLUMN, SYNC, FILL).start()) {
			String other = "other" + Long.toString(System.nanoTime(), 36);
			this.jdbc.execute("create schema " + other);
			this.jdbc.execute("create table " + other + ".person (id int primary key, name varchar(81))");
			for (String event : List.of("insert", "update")) {
				drop("person", "ec_sync_person_name_" + event);
				create(other, "ec_sync_person_name_" + event, event);
			}
			assertThat(inStep(release)).hasSize(1).noneMatch(ColumnsInStep.InStep::present);
		}
	}

	private void create(String schema, String trigger, String event) {
		this.jdbc.execute(this.engine.isMySqlFamily()
				? "create trigger " + schema + "." + trigger + " before " + event + " on " + schema
						+ ".person for each row set new.name = 'x'"
				: "create trigger " + trigger + " before " + event + " on " + schema
						+ ".person for each row execute function suppress_redundant_updates_trigger()");
	}

	@Test
	void columnsDroppedBeforeTheirTriggersAreRefused() throws IOException {
		release("1.0", TABLE).start().close();
		TestRelease.Starter next = release("1.1", COLUMN, SYNC, FILL, DROP_FIRST, DROP_SYNC);
		assertThatException().isThrownBy(next::start)
			.withRootCauseInstanceOf(RefusedChangesException.class)
			.withStackTraceContaining("every write of person would fail. Drop the triggers in a changeset before: "
					+ "dropSyncColumns: { tableName: person, columnNames: \"name\" }");
		assertThat(triggers()).isZero();
	}

	@Test
	void freshDatabaseKeepsNoTriggers() throws IOException {
		try (TestRelease release = release("1.1", TABLE, COLUMN, SYNC, FILL, DROP_SYNC, DROP_FIRST, DROP_LAST)
			.start()) {
			assertThat(release.database().pending()).isEmpty();
			assertThat(triggers()).isZero();
		}
	}

	@Test
	void freshDatabaseRefusesColumnsDroppedBeforeTheirTriggersToo() throws IOException {
		TestRelease.Starter starter = release("1.1", TABLE, COLUMN, SYNC, DROP_FIRST);
		assertThatException().isThrownBy(starter::start)
			.withRootCauseInstanceOf(RefusedChangesException.class)
			.withStackTraceContaining("every write of person would fail");
	}

	private static List<ColumnsInStep.InStep> inStep(TestRelease release) {
		return new ColumnsInStep(release.database()).of(release.database().ran().keySet());
	}

	private void drop(String table, String trigger) {
		this.jdbc.execute("drop trigger " + trigger + (this.engine.isMySqlFamily() ? "" : " on " + table));
	}

	private long triggers() {
		Long count = this.jdbc.queryForObject(this.engine.isMySqlFamily()
				? "select count(*) from information_schema.triggers where trigger_schema = database()"
				: "select count(*) from pg_trigger where not tgisinternal", Long.class);
		return (count != null) ? count : -1;
	}

}
