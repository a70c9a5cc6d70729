package io.expandcontract.database;

import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class TableInstallerTests {

	private static StarterTables tables(HikariDataSource dataSource, @Nullable String schema, String prefix,
			String history) throws SQLException {
		Engine engine = Engine.of(dataSource);
		return new StarterTables(engine, (schema != null) ? engine.fold(schema) : null, prefix, history);
	}

	private static int rows(JdbcTemplate jdbc, StarterTables tables, StarterTable table) {
		return jdbc.queryForList("select * from " + tables.name(table)).size();
	}

	private static String name(HikariDataSource dataSource) {
		return dataSource.getJdbcUrl().substring(dataSource.getJdbcUrl().lastIndexOf('/') + 1);
	}

	@ParameterizedTest
	@MethodSource("io.expandcontract.testsupport.TestDatabases#present")
	void installingTwiceIsInstallingOnce(TestDatabases databases) throws SQLException {
		try (HikariDataSource dataSource = databases.createDatabase()) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			StarterTables tables = tables(dataSource, databases.schema(), "EC_", "DATABASECHANGELOG");
			TableInstaller installer = new TableInstaller(tables);
			assertThat(installer.isInstalled(jdbc)).isFalse();
			installer.install(jdbc);
			assertThat(installer.isInstalled(jdbc)).isTrue();
			installer.install(jdbc);
			assertThat(installer.isInstalled(jdbc)).isTrue();
			assertThat(rows(jdbc, tables, StarterTable.VERSION)).isEqualTo(1);
			assertThat(rows(jdbc, tables, StarterTable.FLEET)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@MethodSource("io.expandcontract.testsupport.TestDatabases#present")
	void everyTableExistsWithAPrimaryKey(TestDatabases databases) throws SQLException {
		try (HikariDataSource dataSource = databases.createDatabase()) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			StarterTables tables = tables(dataSource, databases.schema(), "EC_", "DATABASECHANGELOG");
			new TableInstaller(tables).install(jdbc);
			assertThat(tables.names()).hasSameSizeAs(StarterTable.values());
			assertThat(jdbc.queryForObject("""
					select count(*) from information_schema.table_constraints
					where constraint_type = 'PRIMARY KEY' and upper(table_name) like 'EC!_%' escape '!'
					  and lower(table_schema) = lower(?)
					""", Integer.class, (databases.schema() != null) ? databases.schema() : name(dataSource)))
				.isEqualTo(StarterTable.values().length);
		}
	}

	@ParameterizedTest
	@MethodSource("io.expandcontract.testsupport.TestDatabases#present")
	void whatWasInterruptedIsCompleted(TestDatabases databases) throws SQLException {
		try (HikariDataSource dataSource = databases.createDatabase()) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			StarterTables tables = tables(dataSource, databases.schema(), "EC_", "DATABASECHANGELOG");
			TableInstaller installer = new TableInstaller(tables);
			installer.statements().subList(0, 4).forEach(jdbc::execute);
			assertThat(installer.isInstalled(jdbc)).isFalse();
			installer.install(jdbc);
			assertThat(installer.isInstalled(jdbc)).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("io.expandcontract.testsupport.TestDatabases#present")
	void statementsAreAllThatAPersonHasToRun(TestDatabases databases) throws SQLException {
		try (HikariDataSource dataSource = databases.createDatabase()) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			StarterTables tables = tables(dataSource, databases.schema(), "EC_", "DATABASECHANGELOG");
			TableInstaller installer = new TableInstaller(tables);
			assertThat(installer.statements()).noneMatch((statement) -> statement.contains("{"));
			installer.statements().forEach(jdbc::execute);
			installer.install(jdbc);
			assertThat(installer.isInstalled(jdbc)).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("io.expandcontract.testsupport.TestDatabases#present")
	void fleetsInOneSchemaShareTheTablesAndHaveARowEach(TestDatabases databases) throws SQLException {
		try (HikariDataSource dataSource = databases.createDatabase()) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			StarterTables one = tables(dataSource, databases.schema(), "EC_", "databasechangelog");
			StarterTables two = tables(dataSource, databases.schema(), "EC_", "other_log");
			new TableInstaller(one).install(jdbc);
			assertThat(new TableInstaller(two).isInstalled(jdbc)).isFalse();
			new TableInstaller(two).install(jdbc);
			assertThat(new TableInstaller(one).isInstalled(jdbc)).isTrue();
			assertThat(new TableInstaller(two).isInstalled(jdbc)).isTrue();
			assertThat(jdbc.queryForList(one.sql("select FLEET from {FLEET} order by 1"), String.class))
				.containsExactly("DATABASECHANGELOG", "OTHER_LOG");
			assertThat(one.lockName()).isNotEqualTo(two.lockName());
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void fleetsInTwoSchemasShareNothing(TestDatabases databases) throws SQLException {
		try (HikariDataSource dataSource = databases.createDatabase()) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			jdbc.execute("create schema sales");
			StarterTables one = tables(dataSource, databases.schema(), "EC_", "DATABASECHANGELOG");
			StarterTables two = tables(dataSource, "sales", "EC_", "DATABASECHANGELOG");
			new TableInstaller(one).install(jdbc);
			assertThat(new TableInstaller(two).isInstalled(jdbc)).isFalse();
			new TableInstaller(two).install(jdbc);
			assertThat(one.lockName()).isNotEqualTo(two.lockName());
			assertThat(rows(jdbc, one, StarterTable.FLEET)).isEqualTo(1);
			assertThat(rows(jdbc, two, StarterTable.FLEET)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@MethodSource("io.expandcontract.testsupport.TestDatabases#present")
	void newerTablesServeAnOlderStarter(TestDatabases databases) throws SQLException {
		try (HikariDataSource dataSource = databases.createDatabase()) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			StarterTables tables = tables(dataSource, databases.schema(), "EC_", "DATABASECHANGELOG");
			TableInstaller installer = new TableInstaller(tables);
			installer.install(jdbc);
			jdbc.update(tables.sql("update {VERSION} set VERSION = VERSION + 1"));
			assertThat(installer.isInstalled(jdbc)).isTrue();
			installer.install(jdbc);
			assertThat(rows(jdbc, tables, StarterTable.VERSION)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@MethodSource("io.expandcontract.testsupport.TestDatabases#present")
	void tablesOfAnEarlierVersionGetWhatTheyLack(TestDatabases databases) throws SQLException {
		try (HikariDataSource dataSource = databases.createDatabase()) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			StarterTables tables = tables(dataSource, databases.schema(), "EC_", "DATABASECHANGELOG");
			TableInstaller installer = new TableInstaller(tables);
			installer.install(jdbc);
			jdbc.update(tables.sql("update {FLEET} set OBSERVED_EPOCH = 'kept'"));
			for (StarterTable table : StarterTable.values()) {
				for (String column : table.additions()) {
					jdbc.execute("alter table " + tables.name(table) + " drop column "
							+ column.substring(0, column.indexOf(' ')));
				}
			}
			jdbc.execute(tables.sql("drop table {BACKFILL_FAILURE}"));
			jdbc.update(tables.sql("update {VERSION} set VERSION = 2"));
			assertThat(installer.isInstalled(jdbc)).isFalse();
			assertThat(installer.missing(jdbc)).hasSize(15);
			installer.install(jdbc);
			assertThat(installer.isInstalled(jdbc)).isTrue();
			assertThat(installer.missing(jdbc)).isEmpty();
			assertThat(jdbc.queryForMap(tables.sql("select OBSERVED_EPOCH, PAUSED_AT from {FLEET}")).values())
				.containsExactly("kept", null);
		}
	}

}
