package io.expandcontract.boot.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command that tags a checkpoint in the sources of a changelog.
 */
class CheckpointCommandTests {

	private static final String YAML = """
			databaseChangeLog:
			  - include: { file: rollout/1.0/expand/001-person.yaml }
			  - include: { file: rollout/1.0/tag.yaml }
			  - includeAll: { path: rollout/1.1/ }""";

	private static final String XML = """
			<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
			    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
			    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
			    <include file="rollout/1.0.yaml"/>
			    <includeAll path="rollout/1.1/"/>
			</databaseChangeLog>
			""";

	private final HikariDataSource database = TestDatabases.H2.createDatabase();

	@TempDir
	private Path resources;

	@AfterEach
	void close() {
		this.database.close();
	}

	private Path changelog(String name, String text) throws IOException {
		Path file = this.resources.resolve("checkpoints").resolve(name);
		Files.createDirectories(Objects.requireNonNull(file.getParent()));
		return Files.writeString(file, text);
	}

	private ExecutedCommand execute(Path changelog, String... arguments) {
		String[] all = new String[arguments.length + 2];
		System.arraycopy(arguments, 0, all, 0, arguments.length);
		all[arguments.length] = "--spring.liquibase.change-log=" + changelog.toUri();
		all[arguments.length + 1] = "--expand-contract.autogenerate.resources=/";
		return ExecutedCommand.of("1.1", this.database, all);
	}

	private void assertThatTagIsTheLastCheckpoint(Path changelog) {
		JsonNode checkpoints = execute(changelog, "status", "format=json").json()
			.at("/databases/liquibase/checkpoints");
		assertThat(checkpoints.size()).isEqualTo(2);
		assertThat(checkpoints.get(1).at("/name").asString()).isEqualTo("1.1");
		assertThat(checkpoints.get(1).at("/contract").asString()).isEqualTo("PENDING");
	}

	@Test
	void yamlIsTaggedBehindEverything() throws IOException {
		Path changelog = changelog("master.yaml", YAML);
		ExecutedCommand executed = execute(changelog, "checkpoint", "name=1.1");
		assertThat(executed.exitCode()).as(executed.toString()).isZero();
		assertThat(executed.output()).contains("Tagged 1.1 in", "which closes 5 changesets",
				"rollout/1.1/contract/001-drop.yaml::drop-last::ann");
		assertThat(changelog).content().startsWith(YAML + "\n  - changeSet: { id: checkpoint-1.1, author: ");
		assertThatTagIsTheLastCheckpoint(changelog);
	}

	@Test
	void xmlIsTaggedBehindEverything() throws IOException {
		Path changelog = changelog("master.xml", XML);
		ExecutedCommand executed = execute(changelog, "checkpoint", "name=1.1", "format=json");
		assertThat(executed.exitCode()).as(executed.toString()).isZero();
		assertThat(executed.json().at("/closed").size()).isEqualTo(1);
		assertThatTagIsTheLastCheckpoint(changelog);
	}

	@Test
	void dryRunWritesNothing() throws IOException {
		Path changelog = changelog("master.yaml", YAML);
		ExecutedCommand executed = execute(changelog, "checkpoint", "name=1.1", "dry-run=true");
		assertThat(executed.output()).startsWith("Would tag 1.1 in");
		assertThat(changelog).hasContent(YAML);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.0", "resume", "a b", "x/y", "\"" })
	void nameThatIsTakenOrCannotBeOneIsRefused(String name) throws IOException {
		Path changelog = changelog("master.yaml", YAML);
		ExecutedCommand executed = execute(changelog, "checkpoint", "name=" + name);
		assertThat(executed.exitCode()).as(executed.toString()).isEqualTo(2);
		assertThat(changelog).hasContent(YAML);
	}

	@Test
	void nameMustBeGiven() throws IOException {
		assertThat(execute(changelog("master.yaml", YAML), "checkpoint").exitCode()).isEqualTo(2);
	}

	@Test
	void otherFormatIsLeftAloneAndSaysWhatToDo() throws IOException {
		String sql = """
				--liquibase formatted sql
				--changeset ann:1 context:expand
				create table t (id int);
				""";
		Path changelog = changelog("master.sql", sql);
		ExecutedCommand executed = execute(changelog, "checkpoint", "name=1.1");
		assertThat(executed.exitCode()).isEqualTo(1);
		assertThat(executed.errors()).contains("neither YAML nor XML", "by hand");
		assertThat(changelog).hasContent(sql);
	}

	@Test
	void changelogOutsideTheSourcesIsNamed() {
		ExecutedCommand executed = ExecutedCommand.of("1.1", this.database, "checkpoint", "name=1.2",
				"--expand-contract.autogenerate.resources=" + this.resources);
		assertThat(executed.exitCode()).isEqualTo(1);
		assertThat(executed.errors()).contains("rollout/1.1.yaml", "cannot be changed");
	}

}
