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
import java.util.Locale;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A changelog that was written without phases is split by the decisions that apply to
 * entities, beside the original, which stays as it is.
 */
abstract class SplitCommandContractTests {

	private static final String BASE = """
			databaseChangeLog:
			  - changeSet:
			      id: base
			      author: ann
			      contextFilter: expand
			      changes:
			        - createTable:
			            tableName: item
			            columns:
			              - column: { name: id, type: bigint, constraints: { primaryKey: true, nullable: false } }
			              - column: { name: name, type: varchar(20), constraints: { nullable: false } }
			              - column: { name: size, type: int }
			""";

	private static final String CHANGES = """
			databaseChangeLog:
			  - changeSet:
			      id: title
			      author: ann
			      changes:
			        - renameColumn: { tableName: item, oldColumnName: name, newColumnName: title, columnDataType: varchar(20) }
			  - changeSet:
			      id: weight
			      author: ann
			      changes:
			        - addColumn:
			            tableName: item
			            columns:
			              - column: { name: weight, type: int, constraints: { nullable: false } }
			        - dropColumn: { tableName: item, columnName: size }
			        - createIndex: { tableName: item, indexName: idx_weight, columns: [ { column: { name: weight } } ] }
			""";

	private static final String FILE = "  - include: { file: db/changes.yaml }\n";

	private final HikariDataSource database;

	private final JdbcTemplate jdbc;

	@TempDir
	private Path resources;

	SplitCommandContractTests(TestDatabases engine) {
		this.database = engine.createDatabase();
		this.jdbc = new JdbcTemplate(this.database);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private void write(String path, String text) throws IOException {
		Path file = this.resources.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private void start(String changes, String includes) throws IOException {
		write("db/base.yaml", BASE);
		write("db/changes.yaml", changes);
		write("db/master.yaml", "databaseChangeLog:\n  - include: { file: db/base.yaml }\n" + includes);
	}

	private String read(String path) throws IOException {
		return Files.readString(this.resources.resolve(path));
	}

	private ExecutedCommand execute(int exitCode, String... arguments) {
		List<String> all = new ArrayList<>(Arrays.asList(arguments));
		all.add("--spring.liquibase.change-log=classpath:/db/master.yaml");
		all.add("--expand-contract.autogenerate.resources=" + this.resources);
		all.add("--expand-contract.autogenerate.author=ann");
		all.add("--spring.datasource.username=" + this.database.getUsername());
		all.add("--expand-contract.fleet.session-check=off");
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader sources = new URLClassLoader(new URL[] { this.resources.toUri().toURL() }, before)) {
			Thread.currentThread().setContextClassLoader(sources);
			ExecutedCommand executed = ExecutedCommand.of("1.2", this.database, all.toArray(String[]::new));
			assertThat(executed.exitCode()).as(executed.toString()).isEqualTo(exitCode);
			return executed;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	@Test
	void changelogBecomesPhasesThatRun() throws IOException {
		start(CHANGES, "");
		execute(0, "expand");
		this.jdbc.update("insert into item (id, name, size) values (1, 'chair', 3)");
		ExecutedCommand split = execute(0, "autogenerate", "split=db/changes.yaml");
		assertThat(split.output()).contains("wrote db/expand/001-changes.yaml", "wrote db/migrate/001-changes.yaml",
				"wrote db/contract/001-changes.yaml", "Do not include db/changes.yaml");
		assertThat(read("db/changes.yaml")).isEqualTo(CHANGES);
		assertThat(read("db/contract/001-changes.yaml")).contains("dropColumn", "columnName: size", "columnName: name",
				"changeSetExecuted");
		execute(0, "expand");
		this.jdbc.update("insert into item (id, name, size) values (2, 'table', 4)");
		this.jdbc.update("insert into item (id, title, weight) values (3, 'lamp', 5)");
		execute(0, "migrate");
		execute(0, "contract");
		assertThat(this.jdbc.queryForList("select title from item order by id", String.class)).containsExactly("chair",
				"table", "lamp");
		assertThat(this.jdbc.queryForMap("select * from item where id = 3").keySet())
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.containsExactlyInAnyOrder("id", "title", "weight");
	}

	@Test
	void whatRanStaysAndCounts() throws IOException {
		String title = CHANGES.substring(0, CHANGES.indexOf("  - changeSet:\n      id: weight"))
			.replace(
					"renameColumn: { tableName: item, oldColumnName: name, newColumnName: title, columnDataType: varchar(20) }",
					"createIndex: { tableName: item, indexName: idx_name, columns: [ { column: { name: name } } ] }");
		start(title, FILE);
		execute(0, "expand", "--expand-contract.phases.unphased=expand");
		write("db/changes.yaml", title + CHANGES.substring(CHANGES.indexOf("  - changeSet:\n      id: weight")));
		ExecutedCommand split = execute(0, "autogenerate", "split=db/changes.yaml", "message=Weigh");
		assertThat(split.output()).contains("wrote db/expand/001-weigh.yaml",
				"Remove from db/changes.yaml what the new files do instead: [db/changes.yaml::weight::ann]");
		assertThat(read("db/expand/001-weigh.yaml")).contains("idx_weight").doesNotContain("idx_name");
	}

	@Test
	void whatTablesDoNotShowIsAskedAbout() throws IOException {
		start(CHANGES + """
				  - changeSet:
				      id: rows
				      author: ann
				      changes:
				        - update: { tableName: item, columns: [ { column: { name: weight, valueNumeric: 1 } } ] }
				""", "");
		ExecutedCommand split = execute(3, "autogenerate", "split=db/changes.yaml", "dry-run=true");
		assertThat(split.output()).contains(
				"DECIDE: The changeset db/changes.yaml::rows::ann does what tables do not show: update",
				"would write db/expand/001-changes.yaml");
		assertThat(this.resources.resolve("db/expand")).doesNotExist();
	}

	@Test
	void fileThatIsNotThereIsNamed() throws IOException {
		start(CHANGES, "");
		assertThat(execute(1, "autogenerate", "split=db/nothing.yaml").errors()).contains("db/nothing.yaml");
	}

}
