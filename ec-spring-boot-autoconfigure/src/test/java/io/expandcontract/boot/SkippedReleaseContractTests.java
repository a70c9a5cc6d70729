package io.expandcontract.boot;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.changelog.RefusedChangesException;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.MigrationRequest;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * From release 1.0 straight to 1.2, as the rules about data decide.
 */
abstract class SkippedReleaseContractTests {

	private final HikariDataSource database;

	SkippedReleaseContractTests(TestDatabases engine) {
		this.database = engine.createDatabase();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void dataOfTheSkippedReleaseComesBeforeTraffic() {
		TestRelease.of("1.0", this.database).start().close();
		try (TestRelease next = TestRelease.of("1.2", this.database).start()) {
			assertThat(next.isReady()).isFalse();
			assertThat(next.jdbc().queryForList("select name, nickname from person")).isEmpty();
			assertThat(next.contract(new MigrationRequest("1.1", false, false, null, null)).reason())
				.isEqualTo(RefusalReason.DATA_PENDING);
			assertThat(next.migrate().outcome()).isEqualTo(Outcome.DONE);
			assertThat(next.contract(new MigrationRequest("1.1", false, false, null, null)).outcome())
				.isEqualTo(Outcome.DONE);
			assertThat(next.database().pending()).isEmpty();
		}
	}

	@Test
	void dataOfTheSkippedReleaseWaitsForTheOldOneByName() {
		try (TestRelease old = TestRelease.of("1.0", this.database).start();
				TestRelease next = TestRelease.of("1.2", this.database).start()) {
			assertThat(old.isReady()).isTrue();
			assertThat(next.isReady()).isFalse();
			assertThat(next.migrate().message()).contains("1.0");
			assertThat(next.isReady()).isFalse();
		}
	}

	@Test
	void whatBuildsUponContractOfTheSkippedReleaseIsRefusedByName() {
		TestRelease.of("1.0", this.database).start().close();
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> TestRelease.of("1.2", this.database)
				.with("spring.liquibase.change-log", "classpath:/rollout/1.2-reuse.yaml")
				.start())
			.havingRootCause()
			.isInstanceOf(RefusedChangesException.class)
			.withMessageContaining("Contract checkpoint 1.1 first");
	}

}
