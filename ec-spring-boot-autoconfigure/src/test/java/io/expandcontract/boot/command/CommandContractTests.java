package io.expandcontract.boot.command;

import java.sql.SQLException;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.database.Engine;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every exit code in the state that it stands for, the same on every database.
 */
abstract class CommandContractTests {

	private final TestDatabases engine;

	private HikariDataSource database;

	CommandContractTests(TestDatabases engine) {
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

	private ExecutedCommand execute(String release, String... arguments) {
		return ExecutedCommand.of(release, this.database, arguments);
	}

	private JdbcTemplate jdbc() {
		return new JdbcTemplate(this.database);
	}

	private long count(String sql) {
		Long count = jdbc().queryForObject(sql, Long.class);
		return (count != null) ? count : -1;
	}

	private List<String> tables() {
		return jdbc().queryForList("""
				select table_name from information_schema.tables
				where lower(table_schema) = %s order by table_name
				""".formatted(this.engine.isMySqlFamily() ? "lower(database())" : "'public'"), String.class);
	}

	private static void assertExit(ExecutedCommand command, int exitCode) {
		assertThat(command.exitCode()).as("%s%n%s", command.output(), command.errors()).isEqualTo(exitCode);
	}

	/** Expanded by 1.1 after 1.0, with one row, and nobody alive. */
	private void expandedTo11() {
		assertExit(execute("1.0", "expand"), 0);
		jdbc().update("insert into person (id, first_name, last_name) values (1, 'A', 'B')");
		assertExit(execute("1.1", "expand"), 0);
	}

	/** Register an instance of a release that knows nothing. */
	private void registerOldInstance(long silentSeconds) throws SQLException {
		jdbc()
			.update("""
					insert into EC_INSTANCE (FLEET, INSTANCE_ID, NAME, RELEASE_ID, APP_VERSION, STATE, SESSION_TAG,
					  DATABASE_USERS, STARTED_AT, HEARTBEAT_AT)
					values ('DATABASECHANGELOG', 'old', 'orders:old', 'old', '0.9', 'SERVING', 'ec:00000000000a', 'nobody', 0,
					  %s - %d)
					"""
				.formatted(Engine.of(this.database).now(), silentSeconds * 1_000_000));
	}

	@Test
	void commandsThatOnlyLookWriteNothing() {
		assertExit(execute("1.1", "status"), 10);
		assertExit(execute("1.1", "sql"), 0);
		assertExit(execute("1.1", "wait", "timeout=0s"), 5);
		assertExit(execute("1.1", "expand", "dry-run=true"), 0);
		assertExit(execute("1.1", "migrate", "dry-run=true"), 0);
		assertExit(execute("1.1", "contract", "dry-run=true"), 0);
		assertExit(execute("1.1", "offline", "dry-run=true"), 0);
		assertThat(tables()).isEmpty();
	}

	@Test
	void commandsThatOnlyLookRegisterNothing() {
		expandedTo11();
		long instances = count("select count(*) from EC_INSTANCE");
		long runs = count("select count(*) from EC_RUN");
		assertExit(execute("1.1", "status"), 11);
		assertExit(execute("1.1", "sql"), 0);
		assertExit(execute("1.1", "wait"), 0);
		assertExit(execute("1.1", "migrate", "dry-run=true"), 0);
		assertExit(execute("1.1", "contract", "dry-run=true"), 4);
		assertThat(count("select count(*) from EC_INSTANCE")).isEqualTo(instances);
		assertThat(count("select count(*) from EC_RUN")).isEqualTo(runs);
	}

	@Test
	void oneReleaseAfterTheOtherByCommands() {
		assertExit(execute("1.0", "expand"), 0);
		assertExit(execute("1.0", "status"), 0);
		jdbc().update("insert into person (id, first_name, last_name) values (1, 'A', 'B')");
		ExecutedCommand status = execute("1.1", "status", "format=json");
		assertExit(status, 10);
		assertThat(status.json().at("/status").asString()).isEqualTo("EXPAND");
		assertExit(execute("1.1", "migrate"), 4);
		assertExit(execute("1.1", "wait", "timeout=0s"), 5);
		ExecutedCommand expand = execute("1.1", "expand", "format=json", "name=ann", "reason=a release");
		assertExit(expand, 0);
		assertThat(expand.json().at("/databases/liquibase/executed")).hasSize(2);
		assertThat(jdbc().queryForMap("select REQUESTED_BY, REASON from EC_RUN where REQUESTED_BY = 'ann'"))
			.containsValues("ann", "a release");
		assertExit(execute("1.1", "wait", "timeout=0s"), 0);
		assertExit(execute("1.1", "status"), 11);
		assertExit(execute("1.1", "contract"), 4);
		assertExit(execute("1.1", "migrate"), 0);
		assertExit(execute("1.1", "status"), 12);
		ExecutedCommand contract = execute("1.1", "contract", "format=json");
		assertExit(contract, 0);
		assertThat(contract.json().at("/databases/liquibase/executed")).hasSize(3);
		assertExit(execute("1.1", "status"), 0);
		assertExit(execute("1.1", "contract"), 0);
		assertThat(count("select count(*) from EC_INSTANCE where STATE <> 'GONE'")).isZero();
		assertThat(count("select balance from person")).isEqualTo(2);
	}

	@Test
	void releaseThatWasContractedPastIsRefused() {
		assertExit(execute("1.1", "offline"), 0);
		for (String command : List.of("expand", "migrate", "contract", "offline")) {
			ExecutedCommand refused = execute("1.0", command, "format=json");
			assertExit(refused, 4);
			assertThat(refused.errors()).contains("docs/messages.md#contracted-past");
			assertThat(refused.json().at("/exitCode").asInt()).isEqualTo(4);
		}
		assertExit(execute("1.0", "expand", "dry-run=true"), 4);
		assertExit(execute("1.0", "wait"), 4);
		assertThat(count("select count(*) from EC_INSTANCE where STATE <> 'GONE'")).isZero();
	}

	@Test
	void releaseThatDoesNotWriteWhatIsReliedOnIsRefused() {
		expandedTo11();
		assertExit(execute("1.1", "migrate"), 0);
		jdbc().update("update EC_BACKFILL set RELIED_AT = 1, RELIED_BY = '1.2 (abc)'");
		for (String command : List.of("expand", "migrate", "contract", "offline", "wait")) {
			ExecutedCommand refused = execute("1.0", command);
			assertExit(refused, 4);
			assertThat(refused.errors()).contains("fill-name", "release 1.2", "docs/messages.md#data-relied-on");
		}
		assertExit(execute("1.0", "expand", "dry-run=true"), 4);
		assertExit(execute("1.1", "wait"), 0);
		assertThat(count("select count(*) from EC_INSTANCE where STATE <> 'GONE'")).isZero();
	}

	@Test
	void contractWhileAnOldInstanceLivesIsRefusedOrTimesOut() throws SQLException {
		expandedTo11();
		assertExit(execute("1.1", "migrate"), 0);
		registerOldInstance(-3600);
		assertExit(execute("1.1", "status"), 13);
		assertExit(execute("1.1", "contract", "dry-run=true"), 4);
		ExecutedCommand refused = execute("1.1", "contract", "format=json");
		assertExit(refused, 4);
		assertThat(refused.json().at("/reason").asString()).isEqualTo("LIVE_INSTANCES");
		assertExit(execute("1.1", "contract", "timeout=1s"), 5);
		assertThat(count("select count(*) from EC_INTENT")).isZero();
	}

	@Test
	void contractWithTimeoutObservesASilentInstanceUntilItIsGone() throws SQLException {
		expandedTo11();
		assertExit(execute("1.1", "migrate"), 0);
		registerOldInstance(60);
		String unseen = "--expand-contract.fleet.session-check=off";
		assertExit(execute("1.1", "contract", unseen), 4);
		assertExit(execute("1.1", "contract", "timeout=60s", unseen, "--expand-contract.fleet.forget-after=2s"), 0);
		assertExit(execute("1.1", "status"), 0);
	}

	@Test
	void migrateWaitsForInstancesThatWriteTheOldColumnsOnly() throws SQLException {
		expandedTo11();
		registerOldInstance(-3600);
		assertExit(execute("1.1", "migrate"), 4);
		assertExit(execute("1.1", "migrate", "timeout=1s"), 5);
		assertExit(execute("1.1", "migrate", "dry-run=true"), 4);
	}

	@Test
	void offlineIsRefusedWhileAnyInstanceLivesAndThenRunsEveryPhase() throws SQLException {
		expandedTo11();
		registerOldInstance(-3600);
		ExecutedCommand refused = execute("1.1", "offline", "format=json");
		assertExit(refused, 4);
		assertThat(refused.json().at("/databases/liquibase/blockers/0/code").asString()).isEqualTo("INSTANCE_LIVES");
		assertExit(execute("1.1", "offline", "dry-run=true"), 4);
		assertExit(execute("1.1", "offline", "timeout=1s"), 5);
		jdbc().update("delete from EC_INSTANCE where INSTANCE_ID = 'old'");
		ExecutedCommand done = execute("1.1", "offline", "format=json");
		assertExit(done, 0);
		assertThat(done.json().at("/databases/liquibase/executed")).hasSize(4);
		assertExit(execute("1.1", "offline"), 0);
		assertThat(jdbc().queryForObject("select name from person", String.class)).isEqualTo("A B");
	}

	@Test
	void freshDatabaseIsExpandedWhole() {
		assertExit(execute("1.1", "contract"), 4);
		assertExit(execute("1.1", "expand"), 0);
		assertExit(execute("1.1", "status"), 0);
	}

	@Test
	void checkpointEndsTheRun() {
		assertExit(execute("1.0", "expand"), 0);
		assertExit(execute("1.1", "expand", "checkpoint=1.0"), 0);
		assertExit(execute("1.1", "status"), 10);
		assertExit(execute("1.1", "expand", "checkpoint=1.1"), 0);
		assertExit(execute("1.1", "contract", "checkpoint=1.0"), 0);
		ExecutedCommand unknown = execute("1.1", "contract", "checkpoint=9.9");
		assertExit(unknown, 2);
		assertThat(unknown.errors()).contains("9.9");
		assertExit(execute("1.1", "sql", "checkpoint=9.9"), 2);
	}

	@Test
	void failingChangesetIsAnErrorAndToBeRecovered() {
		expandedTo11();
		assertExit(execute("1.1", "migrate"), 0);
		jdbc().execute("alter table person drop column first_name");
		ExecutedCommand failed = execute("1.1", "contract", "format=json");
		assertExit(failed, 1);
		assertThat(failed.json().at("/outcome").asString()).isEqualTo("FAILED");
		assertExit(execute("1.1", "status"), 16);
	}

	@Test
	void adoptionIsToBeDecided() {
		jdbc().execute("create table other (id int)");
		assertExit(execute("1.1", "expand"), 0);
		assertExit(execute("1.1", "migrate"), 0);
		String unseen = "--expand-contract.fleet.session-check=off";
		assertExit(execute("1.1", "status", unseen), 15);
		assertExit(execute("1.1", "contract", unseen), 4);
	}

	@Test
	void sqlNamesEveryPhaseAndHidesParameters() {
		expandedTo11();
		ExecutedCommand sql = execute("1.1", "sql");
		assertExit(sql, 0);
		assertThat(sql.output()).containsSubsequence("-- EXPAND: 0 changesets", "-- MIGRATE: 1 changeset", "update ",
				"-- CONTRACT: 3 changesets", "(not now)", "DROP COLUMN");
		ExecutedCommand json = execute("1.1", "sql", "format=json");
		assertThat(json.json().at("/databases/liquibase/phases/CONTRACT/changeSets")).hasSize(3);
		assertThat(json.json().at("/databases/liquibase/starterTables")).isEmpty();
		ExecutedCommand fresh = ExecutedCommand.of("1.1", this.database, "sql", "--expand-contract.table-prefix=X_",
				"--spring.liquibase.change-log=classpath:/status/release-1.1.yaml",
				"--spring.liquibase.parameters.secret=hunter2");
		assertExit(fresh, 0);
		assertThat(fresh.output()).contains("-- the starter's own tables").containsIgnoringCase("create table");
		assertThat(fresh.output()).contains("${secret}").doesNotContain("hunter2");
	}

	@Test
	void logGoesToStandardErrorAlone() {
		ExecutedCommand status = execute("1.1", "status", "format=json");
		assertThat(status.output().lines()).hasSize(1);
		assertThat(status.errors()).contains(" INFO ");
	}

}
