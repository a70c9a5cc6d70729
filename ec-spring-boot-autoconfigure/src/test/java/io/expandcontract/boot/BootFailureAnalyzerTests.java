package io.expandcontract.boot;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.InvalidChangelogException;
import io.expandcontract.migration.InterruptedChangeSetException;
import io.expandcontract.migration.MigrationLockTimeoutException;
import io.expandcontract.migration.StarterTablesMissingException;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class BootFailureAnalyzerTests {

	private static FailureAnalysis analyze(Throwable failure) {
		return Objects.requireNonNull(
				new BootFailureAnalyzer().analyze(new IllegalStateException("The context did not start", failure)));
	}

	@Test
	void missingTablesPrintStatementsAndGrants() {
		FailureAnalysis analysis = analyze(new StarterTablesMissingException(
				List.of("create table EC_RUN (ID int)", "grant select on EC_RUN to app"),
				new IllegalStateException("denied")));
		assertThat(analysis.getDescription()).contains("create table EC_RUN (ID int);\ngrant select on EC_RUN to app;");
		assertThat(analysis.getAction()).endsWith("See docs/messages.md#starter-tables-missing");
	}

	@Test
	void everyProblemOfTheChangelogIsListed() {
		FailureAnalysis analysis = analyze(new InvalidChangelogException(List.of("first", "second")));
		assertThat(analysis.getDescription()).contains("  - first\n  - second");
		assertThat(analysis.getAction()).endsWith("See docs/messages.md#invalid-changelog");
	}

	@Test
	void messageOfTheFailureIsTheDescription() {
		MigrationLockTimeoutException lock = new MigrationLockTimeoutException(Duration.ofMinutes(5), null);
		assertThat(analyze(lock).getDescription()).isEqualTo(lock.getMessage());
		assertThat(analyze(lock).getCause()).isSameAs(lock);
		InterruptedChangeSetException interrupted = new InterruptedChangeSetException(
				new ChangeSetKey("db/changelog.yaml", "1", "ann"), "EC_INTENT", "DATABASECHANGELOG");
		assertThat(analyze(interrupted).getAction()).endsWith("See docs/messages.md#interrupted-changeset");
	}

	@Test
	void otherFailuresAreLeftToOthers() {
		assertThat(new BootFailureAnalyzer().analyze(new IllegalStateException("something else"))).isNull();
	}

	@Test
	void failuresOfRealBootsAreAnalyzed(CapturedOutput output) {
		try (HikariDataSource database = TestDatabases.H2.createDatabase()) {
			String url = database.getJdbcUrl();
			RunningApplication.start(url, "1.0").close();
			assertThatException()
				.isThrownBy(() -> RunningApplication.start(url, "1.1", "expand-contract.on-boot=verify"));
			assertThat(output).contains("See docs/messages.md#expand-pending");
			new JdbcTemplate(database).execute("alter table users add column name int");
			assertThatException().isThrownBy(() -> RunningApplication.start(url, "1.1"));
			assertThat(output).contains("See docs/messages.md#changeset-failed");
		}
	}

	@Test
	void releaseThatWasContractedPastSaysSo(CapturedOutput output) {
		try (HikariDataSource database = TestDatabases.H2.createDatabase()) {
			String url = database.getJdbcUrl();
			RunningApplication.start(url, "1.1").close();
			assertThatException().isThrownBy(() -> RunningApplication.start(url, "1.0"));
			assertThat(output).contains("See docs/messages.md#contracted-past");
		}
	}

}
