package io.expandcontract.boot.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command that judges a changelog against a database that has never seen the starter.
 */
class CheckCommandTests {

	private final HikariDataSource database = TestDatabases.POSTGRESQL.createDatabase();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	@TempDir
	private Path folder;

	@AfterEach
	void close() {
		this.database.close();
	}

	private ExecutedCommand check(String changelog, String... arguments) throws IOException {
		Path file = Files.writeString(this.folder.resolve("check.yaml"),
				Changelogs.yaml("- logicalFilePath: check.yaml\n" + changelog));
		String[] all = new String[arguments.length + 2];
		System.arraycopy(arguments, 0, all, 0, arguments.length);
		all[arguments.length] = "check";
		all[arguments.length + 1] = "--spring.liquibase.change-log=" + file.toUri();
		return ExecutedCommand.of("1.1", this.database, all);
	}

	private void createTable() {
		this.jdbc.execute("create table person (id int primary key, first varchar(20))");
	}

	private static String sql(String id, String attributes, String sql) {
		return Changelogs.changeSet(id, attributes + "changes:\n  - sql: { sql: \"" + sql + "\" }");
	}

	@Test
	void eachChangeSetIsToldWithPhaseSourceAndFindings() throws IOException {
		createTable();
		ExecutedCommand executed = check(sql("add", "", "alter table person add column name varchar(40)")
				+ sql("drop", "", "alter table person drop column first")
				+ sql("early", "context: expand\n", "alter table person drop column first")
				+ sql("rename", "", "alter table person rename column first to given"), "format=json");
		assertThat(executed.exitCode()).as(executed.toString()).isEqualTo(3);
		JsonNode changeSets = executed.json().at("/databases/liquibase");
		assertThat(changeSets.size()).isEqualTo(4);
		assertThat(changeSets.get(0).toString()).isEqualTo("{\"id\":\"add\",\"author\":\"ann\",\"file\":\"check.yaml\","
				+ "\"phase\":\"EXPAND\",\"source\":\"INFERRED\",\"findings\":[]}");
		assertThat(changeSets.get(1).at("/phase").asString()).isEqualTo("CONTRACT");
		assertThat(changeSets.get(2).at("/source").asString()).isEqualTo("DECLARED");
		JsonNode early = changeSets.get(2).at("/findings");
		assertThat(early.toString()).contains("\"rule\":\"P40\",\"severity\":\"FAIL\"");
		assertThat(changeSets.get(3).has("phase")).isFalse();
		assertThat(changeSets.get(3).at("/findings/0/rule").asString()).isEqualTo("phase");
		assertThat(changeSets.get(3).at("/findings/0/message").asString()).contains("must be split");
		assertThat(this.jdbc.queryForList(
				"select table_name from information_schema.tables where table_schema = 'public'", String.class))
			.containsExactly("person");
	}

	@Test
	void safeVersionIsReadyToPaste() throws IOException {
		createTable();
		ExecutedCommand executed = check(
				sql("early", "context: expand\n", "alter table person alter column first set not null"));
		assertThat(executed.exitCode()).isEqualTo(3);
		assertThat(executed.output()).contains("liquibase: 1 pending", "check.yaml::early::ann: EXPAND (declared)",
				"P21 FAIL", "- changeSet:", "contextFilter: \"@contract\"");
	}

	@Test
	void changelogWithoutFindingsEndsWithZero() throws IOException {
		createTable();
		ExecutedCommand executed = check(sql("add", "", "alter table person add column name varchar(40)"));
		assertThat(executed.exitCode()).as(executed.toString()).isZero();
		assertThat(executed.output()).contains("liquibase: 1 pending, 0 findings",
				"check.yaml::add::ann: EXPAND (inferred)");
	}

	@Test
	void emptyDatabaseIsJudgedOnWhatTheChangelogMakes() throws IOException {
		ExecutedCommand executed = check(
				sql("create", "", "create table person (id int primary key, first varchar(20))")
						+ sql("drop", "", "alter table person drop column first"),
				"format=json");
		assertThat(executed.exitCode()).as(executed.toString()).isZero();
		assertThat(executed.json().at("/databases/liquibase/1/phase").asString()).isEqualTo("EXPAND");
	}

}
