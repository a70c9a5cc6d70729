package io.expandcontract.kinds;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.Migrations;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications with migrations switched off.
 */
@ExtendWith(OutputCaptureExtension.class)
class SwitchedOffTests {

	@Test
	void withoutLiquibaseItRunsNothingButIsCounted() {
		try (Rollout rollout = new Rollout(TestDatabases.H2);
				Instance old = rollout.instance("1.0").start();
				Instance worker = rollout.instance("1.0")
					.with("spring.liquibase.enabled", "false")
					.with("expand-contract.instance.name", "worker")
					.start();
				Instance next = rollout.instance("1.1").start()) {
			assertThat(worker.isReady()).isTrue();
			old.close();
			MigrationOutcome refused = next.contract();
			assertThat(refused.reason()).isEqualTo(RefusalReason.LIVE_INSTANCES);
			assertThat(refused.message()).contains("worker");
			worker.close();
			assertThat(next.contract().outcome()).isEqualTo(Outcome.DONE);
		}
	}

	@Test
	void withoutLiquibaseItCanContract() {
		try (Rollout rollout = new Rollout(TestDatabases.H2);
				Instance old = rollout.instance("1.0").start();
				Instance expander = rollout.instance("1.1").start();
				Instance worker = rollout.instance("1.1").with("spring.liquibase.enabled", "false").start()) {
			assertThat(worker.contract().reason()).isEqualTo(RefusalReason.LIVE_INSTANCES);
			old.close();
			assertThat(expander.isReady()).isTrue();
			assertThat(worker.contract().outcome()).isEqualTo(Outcome.DONE);
		}
	}

	@Test
	void withoutLiquibaseAndWithoutADataSourceItJoinsByLiquibasesUrl() {
		try (Rollout rollout = new Rollout(TestDatabases.H2)) {
			rollout.instance("1.1").start().close();
			try (Instance worker = rollout.instance("1.1")
				.without("spring.datasource")
				.exclude("org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
				.with("spring.liquibase.enabled", "false")
				.with("spring.liquibase.url", rollout.database().getJdbcUrl())
				.with("spring.liquibase.user", "sa")
				.start()) {
				assertThat(worker.bean(Migrations.class).databases()).hasSize(1);
				assertThat(rollout.live()).isOne();
			}
			assertThat(rollout.live()).isZero();
		}
	}

	@Test
	void severalDataSourcesAndNoLiquibaseSaySo(CapturedOutput output) {
		try (Rollout rollout = new Rollout(TestDatabases.H2);
				Rollout other = new Rollout(TestDatabases.H2);
				Instance worker = rollout.instance("1.0")
					.type(OnlyData.class)
					.with("other.url", other.database().getJdbcUrl())
					.with("spring.liquibase.enabled", "false")
					.start()) {
			assertThat(worker.bean(Migrations.class).databases()).isEmpty();
			assertThat(output).contains("docs/messages.md#joins-no-fleet");
		}
	}

	@Test
	void withoutTheStarterLiquibaseRunsEverything(CapturedOutput output) {
		try (Rollout rollout = new Rollout(TestDatabases.H2)) {
			rollout.instance("1.0").start().close();
			try (Instance plain = rollout.instance("1.1").with("expand-contract.enabled", "false").start()) {
				assertThat(plain.isReady()).isTrue();
				assertThat(rollout.live()).isZero();
				assertThat(Rollout.columns(rollout.database())).isEqualTo(List.of("id", "first_name", "name"));
				assertThat(output).doesNotContain("docs/messages.md#starter-switched-off");
			}
			try (Instance plain = rollout.instance("1.1")
				.with("expand-contract.enabled", "false")
				.with("spring.liquibase.contexts", "contract")
				.start()) {
				assertThat(plain.isReady()).isTrue();
				assertThat(Rollout.columns(rollout.database())).containsExactly("id", "name");
				assertThat(output).contains("docs/messages.md#starter-switched-off");
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class OnlyData {

		@Bean
		HikariDataSource one(@Value("${spring.datasource.url}") String url) {
			return TwoDataSourcesTests.pool(url, "sa");
		}

		@Bean
		HikariDataSource two(@Value("${other.url}") String url) {
			return TwoDataSourcesTests.pool(url, "sa");
		}

	}

}
