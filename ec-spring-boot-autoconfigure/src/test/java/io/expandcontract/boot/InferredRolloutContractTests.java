package io.expandcontract.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.RefusedChangesException;
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
 * A rollout by a changelog in which nothing is annotated, half Liquibase's changes, half
 * the SQL of the engine.
 */
abstract class InferredRolloutContractTests {

	private final HikariDataSource database;

	private final JdbcTemplate jdbc;

	private String changelog = "- logicalFilePath: changelog.yaml\n";

	@TempDir
	private Path folder;

	InferredRolloutContractTests(TestDatabases engine) {
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

	private TestRelease.Starter first() throws IOException {
		return release("1.0",
				"sql: { sql: \"create table person (id int primary key, first varchar(20), last varchar(20))\" }",
				"createTable: { tableName: pet, columns: [ { column: { name: id, type: int } } ] }");
	}

	@Test
	void whatOldInstancesDoNotNoticeRunsAndTheRestWaitsForThem() throws IOException {
		TestRelease.Starter starter = first();
		TestRelease old = starter.start();
		try (TestRelease release = release("1.1",
				"sql: { sql: \"alter table person add column name varchar(40); create table tag (id int primary key)\" }",
				"createIndex: { tableName: person, indexName: person_name, columns: [ { column: { name: name } } ] }",
				"sql: { sql: \"alter table person drop column first\" }",
				"dropColumn: { tableName: person, columnName: last }", "dropTable: { tableName: pet }",
				"sql: { sql: \"alter table tag add column required int not null\" }")
			.start()) {
			assertThat(release.database().pending()).hasSize(3).allMatch(PhasedChangeSet::isContract);
			this.jdbc.update("insert into person (id, first, last, name) values (1, 'a', 'b', 'a b')");
			assertThat(release.contract().reason()).isEqualTo(RefusalReason.LIVE_INSTANCES);
			old.close();
			Awaitility.await().until(() -> release.contract().outcome() != Outcome.REFUSED);
			assertThat(release.database().pending()).isEmpty();
			assertThat(this.jdbc.queryForMap("select * from person").keySet())
				.map((name) -> name.toLowerCase(Locale.ROOT))
				.containsExactly("id", "name");
		}
		assertThatException().isThrownBy(starter::start).withRootCauseInstanceOf(ContractedPastException.class);
	}

	@Test
	void whatBreaksBothReleasesStopsTheBootAndShowsTheSplit() throws IOException {
		first().start().close();
		TestRelease.Starter next = release("1.1",
				"renameColumn: { tableName: person, oldColumnName: first, newColumnName: given, columnDataType: varchar(20) }");
		assertThatException().isThrownBy(next::start)
			.withRootCauseInstanceOf(RefusedChangesException.class)
			.withStackTraceContaining("must be split: to rename the column");
		assertThat(this.jdbc.queryForList("select first from person")).isEmpty();
	}

}
