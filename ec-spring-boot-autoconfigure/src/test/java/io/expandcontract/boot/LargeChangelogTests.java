package io.expandcontract.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhaseSource;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.safety.PhaseJudge;
import io.expandcontract.testsupport.LargeChangelog;
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

/**
 * A large changelog adopts the starter: nothing is refused that need not be.
 */
@ExtendWith(OutputCaptureExtension.class)
class LargeChangelogTests {

	private final HikariDataSource database = TestDatabases.H2.createDatabase();

	@TempDir
	private Path folder;

	@BeforeEach
	void write() throws IOException {
		new LargeChangelog().writeTo(this.folder);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private TestRelease.Starter release(String file) {
		return TestRelease.of("2.0", this.database)
			.with("spring.liquibase.change-log", this.folder.resolve(file).toUri().toString())
			.with("spring.liquibase.contexts", "prod");
	}

	private Integer ran() {
		return Objects.requireNonNull(new JdbcTemplate(this.database)
			.queryForObject("select count(*) from DATABASECHANGELOG", Integer.class));
	}

	@Test
	void freshDatabaseRunsEverythingAndRefusesNothing() {
		release("master.yaml").start().close();
		assertThat(ran()).isEqualTo(LargeChangelog.SIZE);
	}

	@Test
	void databaseThatIsNotFreshTakesAllThatConcernsNewTablesAlone() {
		new JdbcTemplate(this.database).execute("create table someone_elses (id int)");
		release("master.yaml").start().close();
		assertThat(ran()).isEqualTo(LargeChangelog.SIZE);
	}

	@Test
	void nextReleaseRunsItsExpandAndHoldsTheRestBack(CapturedOutput output) {
		release("past.yaml").with("expand-contract.enabled", "false").start().close();
		assertThat(ran()).isEqualTo(LargeChangelog.PAST);
		long judged = PhaseJudge.judged();
		release("past.yaml").start().close();
		assertThat(PhaseJudge.judged()).isEqualTo(judged);
		try (TestRelease release = release("master.yaml").start()) {
			Map<Phase, Long> pending = release.database()
				.pending()
				.stream()
				.peek((changeSet) -> assertThat(changeSet.source()).isEqualTo(PhaseSource.INFERRED))
				.collect(Collectors.groupingBy(PhasedChangeSet::phase, Collectors.counting()));
			assertThat(pending).isEqualTo(Map.of(Phase.MIGRATE, 25L, Phase.CONTRACT, 75L));
		}
		assertThat(ran()).isEqualTo(LargeChangelog.PAST + 150);
		assertThat(output).doesNotContain("refused");
	}

	@Test
	void reportRunsWhatPlainLiquibaseWould(CapturedOutput output) {
		release("past.yaml").with("expand-contract.enabled", "false").start().close();
		release("master.yaml").with("expand-contract.phases.inference", "report").start().close();
		assertThat(ran()).isEqualTo(LargeChangelog.SIZE);
		assertThat(output).contains("would be held back as CONTRACT").doesNotContain("refused");
	}

}
