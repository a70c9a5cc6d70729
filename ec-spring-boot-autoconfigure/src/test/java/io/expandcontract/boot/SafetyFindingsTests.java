package io.expandcontract.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.changelog.RefusedChangesException;
import io.expandcontract.check.Finding;
import io.expandcontract.status.StatusReader;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Where findings of the safety rules appear, and what they stop.
 */
@ExtendWith(OutputCaptureExtension.class)
class SafetyFindingsTests {

	private final HikariDataSource database = TestDatabases.POSTGRESQL.createDatabase();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	private String changelog = "- logicalFilePath: changelog.yaml\n";

	@TempDir
	private Path folder;

	@BeforeEach
	void startFirstRelease() throws IOException {
		release("1.0", "context: expand", "create table person (id int primary key, first varchar(20))").start()
			.close();
		this.jdbc.execute("insert into person select x, 'n' from generate_series(1, 1000) x");
		this.jdbc.execute("analyze person");
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private TestRelease.Starter release(String version, String attributes, String statement) throws IOException {
		this.changelog += Changelogs.changeSet(version,
				attributes + "\nchanges:\n  - sql: { sql: \"" + statement + "\" }");
		Path file = this.folder.resolve(version + ".yaml");
		Files.writeString(file, Changelogs.yaml(this.changelog));
		return TestRelease.of(version, this.database)
			.with("spring.liquibase.change-log", file.toUri().toString())
			.with("expand-contract.safety.large-table-rows", "100");
	}

	@Test
	void whatBreaksTheRunningReleaseStopsTheBootBeforeAnythingRuns() throws IOException {
		TestRelease.Starter next = release("1.1", "context: expand", "alter table person drop column first");
		assertThatException().isThrownBy(next::start)
			.withRootCauseInstanceOf(RefusedChangesException.class)
			.withStackTraceContaining("P40 FAIL changelog.yaml::1.1::ann");
		assertThat(this.jdbc.queryForList("select first from person limit 1")).hasSize(1);
		assertThatException().isThrownBy(next::start).withRootCauseInstanceOf(RefusedChangesException.class);
	}

	@Test
	void waiverWithAReasonLetsItRun() throws IOException {
		try (TestRelease release = release("1.1",
				"context: expand\ncomment: \"ec:waive P40: nobody reads it since 0.9\"",
				"alter table person drop column first")
			.start()) {
			assertThat(release.database().pending()).isEmpty();
			assertThat(release.database().safety().findings()).isEmpty();
		}
	}

	@Test
	void whatMakesItWaitIsWarnedOfAndStopsTheBootOnlyWhereThatIsWanted(CapturedOutput output) throws IOException {
		TestRelease.Starter next = release("1.1", "context: \"@contract\"",
				"alter table person alter column id type bigint");
		try (TestRelease release = next.start()) {
			assertThat(release.database().safety().findings()).extracting(Finding::rule).contains("P16");
			assertThat(output).contains("P16 WARN changelog.yaml::1.1::ann");
			assertThat(new StatusReader(release.migrations()).read().databases().values())
				.flatMap((database) -> database.findings())
				.anyMatch((finding) -> finding.rule().equals("P16"));
		}
	}

	@Test
	void nothingPendingLooksAtNothing(CapturedOutput output) throws IOException {
		release("1.1", "context: expand\ncomment: \"ec:waive P40: meant\"", "alter table person drop column first")
			.start()
			.close();
		try (TestRelease release = TestRelease.of("1.1", this.database)
			.with("spring.liquibase.change-log", this.folder.resolve("1.1.yaml").toUri().toString())
			.start()) {
			assertThat(release.database().safety().findings()).isEmpty();
		}
	}

}
