package io.expandcontract.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.changelog.RefusedChangesException;
import io.expandcontract.migration.ContractedPastException;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.safety.PhaseJudge;
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
 * Releases in whose changelog nothing is annotated.
 */
@ExtendWith(OutputCaptureExtension.class)
class InferredPhasesTests {

	private final HikariDataSource database = TestDatabases.POSTGRESQL.createDatabase();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	private String changelog = "- logicalFilePath: changelog.yaml\n";

	@TempDir
	private Path folder;

	@BeforeEach
	void startFirstRelease() throws IOException {
		release("1.0", "create table person (id int primary key, first varchar(20), must varchar(20) not null)").start()
			.close();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private TestRelease.Starter release(String version, String... statements) throws IOException {
		for (int index = 0; index < statements.length; index++) {
			this.changelog += Changelogs.changeSet(version + "-" + index,
					"changes:\n  - sql: { sql: \"" + statements[index] + "\" }");
		}
		Path file = this.folder.resolve(version + ".yaml");
		Files.writeString(file, Changelogs.yaml(this.changelog));
		return TestRelease.of(version, this.database).with("spring.liquibase.change-log", file.toUri().toString());
	}

	@Test
	void droppedColumnIsHeldBackAndTurnsTheOldReleaseAwayOnceItIsGone() throws IOException {
		TestRelease.Starter old = release("1.0");
		try (TestRelease release = release("1.1", "alter table person drop column first").start()) {
			assertThat(release.database().pending()).singleElement()
				.hasToString("changelog.yaml::1.1-0::ann")
				.matches((changeSet) -> changeSet.isContract());
			assertThat(release.contract().outcome()).isEqualTo(Outcome.DONE);
		}
		assertThatException().isThrownBy(old::start).withRootCauseInstanceOf(ContractedPastException.class);
	}

	@Test
	void fingerprintDoesNotDependOnWhatIsPending() throws IOException {
		TestRelease.Starter next = release("1.1", "alter table person drop column first");
		String before;
		try (TestRelease release = next.start()) {
			before = release.database().changelog().release().id();
			release.contract();
		}
		try (TestRelease release = next.start()) {
			assertThat(release.database().changelog().release().id()).isEqualTo(before);
		}
	}

	@Test
	void renameStopsTheBootWithTheSplit(CapturedOutput output) throws IOException {
		TestRelease.Starter next = release("1.1", "create table other (id int)",
				"alter table person rename column first to name");
		assertThatException().isThrownBy(next::start).withRootCauseInstanceOf(RefusedChangesException.class);
		assertThat(output).contains("1.1-1::ann must be split")
			.contains("expand: add the column person.name")
			.contains("docs/messages.md#refused-changes");
		assertThat(this.jdbc.queryForObject("select count(*) from DATABASECHANGELOG", Integer.class)).isEqualTo(1);
	}

	@Test
	void columnThatMustBeGivenIsRelaxedBeforeItIsDropped() throws IOException {
		TestRelease.Starter next = release("1.1", "alter table person drop column must");
		assertThatException().isThrownBy(next::start).withStackTraceContaining("let the column person.must be null");
	}

	@Test
	void bootThatGoesOnWhereAnotherDiedFindsItsVerdicts() throws IOException {
		TestRelease.Starter next = release("1.1", "create table fresh (id int)", "insert into missing values (1)",
				"alter table fresh add column c int not null");
		assertThatException().isThrownBy(next::start).withStackTraceContaining("missing");
		this.jdbc.execute("create table missing (id int)");
		try (TestRelease release = next.start()) {
			assertThat(release.database().pending()).isEmpty();
		}
	}

	@Test
	void declaredPhaseWinsAndTheContradictionIsAFinding() throws IOException {
		this.changelog += Changelogs.changeSet("declared",
				"contextFilter: expand\nchanges:\n  - sql: { sql: \"alter table person drop column first\" }");
		TestRelease.Starter next = release("1.1");
		assertThatException().isThrownBy(next::start)
			.withRootCauseInstanceOf(RefusedChangesException.class)
			.withStackTraceContaining("P40 FAIL changelog.yaml::declared::ann");
		try (TestRelease release = next.with("expand-contract.safety.breaking", "off").start()) {
			assertThat(release.database().pending()).isEmpty();
			assertThat(release.database().changelog().findings()).singleElement()
				.asString()
				.contains("declared::ann is EXPAND by its contexts, but to drop the column person.first breaks");
		}
	}

	@Test
	void switchedOffItLooksAtNothing() throws IOException {
		try (TestRelease release = release("1.1", "alter table person drop column first")
			.with("expand-contract.phases.inference", "off")
			.start()) {
			assertThat(release.database().pending()).isEmpty();
		}
	}

	@Test
	void baselineEndsThePast() throws IOException {
		release("1.1", "alter table person drop column first");
		this.changelog += Changelogs.checkpoint("1.1");
		try (TestRelease release = release("1.2", "alter table person add column age int")
			.with("expand-contract.baseline", "1.1")
			.start()) {
			assertThat(release.database().pending()).isEmpty();
		}
	}

	@Test
	void whatRanAndRunsAlwaysIsNotJudgedAgain() throws IOException {
		this.changelog += Changelogs.changeSet("always",
				"runAlways: true\nchanges:\n  - sql: { sql: \"update person set first = 'x'\" }");
		this.changelog += Changelogs.changeSet("declared",
				"contextFilter: expand\nchanges:\n  - sql: { sql: \"create table x (id int)\" }");
		release("1.1").start().close();
		long judged = PhaseJudge.judged();
		release("1.1").start().close();
		assertThat(PhaseJudge.judged()).isEqualTo(judged);
	}

	@Test
	void whatRanOnAFreshDatabaseTurnsAwayAReleaseThatDoesNotKnowIt() throws IOException {
		TestRelease.Starter old = release("1.0");
		TestRelease.Starter next = release("1.1", "create table fresh (id int)", "alter table person drop column first",
				"comment on table person is 'people'");
		try (HikariDataSource empty = TestDatabases.POSTGRESQL.createDatabase()) {
			try (TestRelease release = next.with("spring.datasource.url", empty.getJdbcUrl()).start()) {
				assertThat(release.database().pending()).isEmpty();
			}
			assertThatException().isThrownBy(old.with("spring.datasource.url", empty.getJdbcUrl())::start)
				.withRootCauseInstanceOf(ContractedPastException.class)
				.withStackTraceContaining("1.1-1::ann");
		}
	}

	@Test
	void releaseThatOnlyAddedOnAFreshDatabaseTurnsNobodyAway() throws IOException {
		TestRelease.Starter old = release("1.0");
		TestRelease.Starter next = release("1.1", "create table fresh (id int)",
				"alter table person add column age int");
		try (HikariDataSource empty = TestDatabases.POSTGRESQL.createDatabase()) {
			next.with("spring.datasource.url", empty.getJdbcUrl()).start().close();
			try (TestRelease release = old.with("spring.datasource.url", empty.getJdbcUrl()).start()) {
				assertThat(release.isReady()).isTrue();
			}
		}
	}

}
