package io.expandcontract.boot.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A checkpoint stands after everything that is there, in the changelog's own format, and
 * what was written is read again from the sources.
 */
class CheckpointCommandTests {

	private static final String TABLE = """
			databaseChangeLog:
			  - changeSet:
			      id: one
			      author: ann
			      contextFilter: expand
			      changes:
			        - createTable:
			            tableName: item
			            columns:
			              - column: { name: id, type: bigint, constraints: { primaryKey: true, nullable: false } }
			""";

	private final HikariDataSource database = TestDatabases.H2.createDatabase();

	@TempDir
	private Path resources;

	@AfterEach
	void close() {
		this.database.close();
	}

	private void write(String path, String text) throws IOException {
		Files.writeString(this.resources.resolve(path), text);
	}

	private ExecutedCommand execute(String master, String... arguments) {
		List<String> all = new ArrayList<>(Arrays.asList(arguments));
		all.add("--spring.liquibase.change-log=classpath:/" + master);
		all.add("--expand-contract.autogenerate.resources=" + this.resources);
		all.add("--expand-contract.autogenerate.author=ann");
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader sources = new URLClassLoader(new URL[] { this.resources.toUri().toURL() }, before)) {
			Thread.currentThread().setContextClassLoader(sources);
			return ExecutedCommand.of("1.2", this.database, all.toArray(String[]::new));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private static void assertExit(ExecutedCommand command, int exitCode) {
		assertThat(command.exitCode()).as(command.toString()).isEqualTo(exitCode);
	}

	@Test
	void yamlChangelogEndsWithTheTag() throws IOException {
		write("master.yaml", TABLE);
		assertExit(execute("master.yaml", "checkpoint", "name=1.2"), 0);
		assertThat(this.resources.resolve("master.yaml")).content().startsWith(TABLE).endsWith("""
				  - changeSet:
				      id: "tag-1.2"
				      author: "ann"
				      changes:
				        - tagDatabase: { tag: "1.2" }
				""");
		assertThat(execute("master.yaml", "status", "format=json").json()
			.at("/databases/liquibase/checkpoints/0/name")
			.asString()).isEqualTo("1.2");
		ExecutedCommand again = execute("master.yaml", "checkpoint", "name=1.2");
		assertExit(again, 2);
		assertThat(again.errors()).contains("There is a checkpoint 1.2 already");
	}

	@Test
	void xmlChangelogEndsWithTheTag() throws IOException {
		write("master.xml", """
				<?xml version="1.0" encoding="UTF-8"?>
				<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
				    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
				    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
				        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
				    <changeSet id="1" author="ann" contextFilter="expand"><createSequence sequenceName="s"/></changeSet>
				</databaseChangeLog>
				""");
		assertExit(execute("master.xml", "checkpoint", "name=1.2"), 0);
		assertThat(execute("master.xml", "status", "format=json").json()
			.at("/databases/liquibase/checkpoints/0/name")
			.asString()).isEqualTo("1.2");
	}

	@Test
	void dryRunWritesNothing() throws IOException {
		write("master.yaml", TABLE);
		assertThat(execute("master.yaml", "checkpoint", "name=1.2", "dry-run=true").output())
			.contains("would write master.yaml", "tagDatabase: { tag: \"1.2\" }");
		assertThat(this.resources.resolve("master.yaml")).hasContent(TABLE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pause", "resume", "cancel", "a/b", "a b", "1.2\"" })
	void nameThatNoCheckpointCanBearIsRefused(String name) throws IOException {
		write("master.yaml", TABLE);
		ExecutedCommand refused = execute("master.yaml", "checkpoint", "name=" + name);
		assertExit(refused, 2);
		assertThat(refused.errors()).contains("The checkpoint " + name + " ");
		assertThat(this.resources.resolve("master.yaml")).hasContent(TABLE);
	}

	@Test
	void nameIsNeeded() throws IOException {
		write("master.yaml", TABLE);
		assertExit(execute("master.yaml", "checkpoint"), 2);
	}

}
