package io.expandcontract.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From the entity of release 1.0 to that of release 1.1 with no hand-written changeset:
 * {@code first_name} and {@code last_name} become {@code name}.
 */
class AutogenerateTests {

	private static final String USERS = "db/changelog/1.0/expand/001-users.yaml";

	private static final String KEYS = "db/changelog/1.0/expand/002-idempotency-key.yaml";

	private final SamplePostgres database = SamplePostgres.createDatabase(AutogenerateTests.class);

	private final String url = this.database.url() + "?user=autogenerate";

	private final List<CommandProcess> processes = new ArrayList<>();

	@TempDir
	private Path folder;

	private Path master;

	@BeforeEach
	void start() throws IOException {
		jdbc().execute("""
				do $$ begin create role autogenerate login createdb; exception when duplicate_object then null; end $$;
				grant all on schema public to autogenerate
				""");
		this.master = this.folder.resolve("resources/walk/master.yaml");
		Files.createDirectories(this.master.getParent());
		Files.writeString(this.master, """
				databaseChangeLog:
				  - include: { file: %s }
				  - include: { file: %s }
				  - include: { file: db/changelog/1.0/tag.yaml }
				""".formatted(USERS, KEYS));
	}

	@AfterEach
	void endProcesses() {
		this.processes.forEach(CommandProcess::kill);
	}

	private JdbcTemplate jdbc() {
		return new JdbcTemplate(this.database.dataSource());
	}

	private CommandProcess execute(int exitCode, String release, String command, String... options) {
		List<String> arguments = new ArrayList<>(CommandProcess.arguments(command, options));
		arguments.add("--spring.liquibase.change-log=classpath:/walk/master.yaml");
		arguments.add("--expand-contract.autogenerate.resources=" + this.folder.resolve("resources"));
		arguments.add("--expand-contract.autogenerate.author=ann");
		CommandProcess process = CommandProcess.start(this.folder.resolve(String.valueOf(this.processes.size())),
				release, this.url, arguments, File.pathSeparator + this.folder.resolve("resources"));
		this.processes.add(process);
		assertThat(process.exitCode()).as(process::toString).isEqualTo(exitCode);
		return process;
	}

	@Test
	void entityBecomesContractedDatabase() throws IOException {
		execute(0, "1.0", "autogenerate", "message=nothing");
		execute(0, "1.0", "expand");
		jdbc().update("insert into users (version, first_name, last_name) values (0, 'Ann', 'Lee')");
		assertThat(execute(0, "1.1", "autogenerate", "dry-run").output())
			.contains("would write walk/1.1/expand/001-changes.yaml");
		assertThat(this.master).content().doesNotContain("1.1");
		assertThat(execute(0, "1.1", "autogenerate", "message=Merge user names", "format=json").json()
			.at("/databases/liquibase/files")).hasSize(3);
		assertThat(this.master).content()
			.containsSubsequence("walk/1.1/expand/001-merge-user-names.yaml",
					"walk/1.1/migrate/001-merge-user-names.yaml", "walk/1.1/contract/001-merge-user-names.yaml");
		assertThat(execute(0, "1.1", "autogenerate", "message=Again").output())
			.contains("entities and changelog agree");
		execute(0, "1.1", "expand");
		execute(0, "1.1", "migrate");
		execute(0, "1.1", "contract");
		assertThat(jdbc().queryForList("select * from users")).singleElement()
			.satisfies((row) -> assertThat(row).containsEntry("name", "Ann Lee").hasSize(3));
		assertThat(
				jdbc().queryForObject("select count(*) from pg_database where datname like 'ec_scratch_%'", Long.class))
			.isZero();
		execute(0, "1.1", "status");
	}

	@Test
	void whatOnlyPersonCanDecideIsExitCode3() {
		CommandProcess asked = executeKeepingNothing();
		assertThat(asked.output()).contains("DECIDE: No entity maps the table idempotency_key",
				"expand-contract.autogenerate.keep");
	}

	private CommandProcess executeKeepingNothing() {
		List<String> arguments = new ArrayList<>(CommandProcess.arguments("autogenerate", "dry-run"));
		arguments.add("--spring.liquibase.change-log=classpath:/walk/master.yaml");
		arguments.add("--expand-contract.autogenerate.keep=");
		CommandProcess process = CommandProcess.start(this.folder.resolve("asked"), "1.0", this.url, arguments,
				File.pathSeparator + this.folder.resolve("resources"));
		this.processes.add(process);
		assertThat(process.exitCode()).as(process::toString).isEqualTo(3);
		return process;
	}

}
