package io.expandcontract.kinds;

import javax.sql.DataSource;

import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.Migrations;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.integration.spring.MultiTenantSpringLiquibase;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Liquibase beans that the application declares itself.
 */
@ExtendWith(OutputCaptureExtension.class)
class LiquibaseBeansTests {

	@Test
	void beanOfTheApplicationTakesPartAsSpringBootsOwn() {
		try (Rollout rollout = new Rollout(TestDatabases.H2)) {
			rollout.run(rollout.instance("1.1").type(One.class));
		}
	}

	@Test
	void beansWithHistoryTablesOfTheirOwnHaveAFleetEach() {
		try (Rollout rollout = new Rollout(TestDatabases.H2)) {
			rollout.instance("1.0").start().close();
			try (Instance instance = rollout.instance("1.1")
				.type(One.class, Audit.class)
				.with("audit.table", "AUDIT_CHANGELOG")
				.start()) {
				assertThat(instance.bean(Migrations.class).databases()).extracting(MigratedDatabase::name)
					.containsExactly("audit", "liquibase");
				assertThat(instance.contract().outcome()).isEqualTo(Outcome.DONE);
				assertThat(instance.contract("audit").outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
			}
			assertThat(rollout.live()).isZero();
		}
	}

	@Test
	void beansWithDifferentChangelogsOverOneHistoryTableAreRefused(CapturedOutput output) {
		try (Rollout rollout = new Rollout(TestDatabases.H2)) {
			assertThatException().isThrownBy(() -> rollout.instance("1.1")
				.type(One.class, Audit.class)
				.with("audit.table", "DATABASECHANGELOG")
				.start());
			assertThat(output).contains("run different changelogs over one history table",
					"See docs/messages.md#unsupported-liquibase");
			assertThat(rollout.live()).isZero();
		}
	}

	@Test
	void beansWithTheSameChangelogMayShareItsHistoryTable() {
		try (Rollout rollout = new Rollout(TestDatabases.H2)) {
			rollout.instance("1.0").start().close();
			try (Instance instance = rollout.instance("1.1").type(One.class, Again.class).start()) {
				assertThat(instance.bean(Migrations.class).databases()).hasSize(2);
				assertThat(instance.contract("again").outcome()).isEqualTo(Outcome.DONE);
			}
			assertThat(rollout.live()).isZero();
		}
	}

	@Test
	void multiTenantLiquibaseIsRefused(CapturedOutput output) {
		try (Rollout rollout = new Rollout(TestDatabases.H2)) {
			assertThatException().isThrownBy(() -> rollout.instance("1.1").type(Tenants.class).start());
			assertThat(output).contains("The bean tenants is a MultiTenantSpringLiquibase",
					"See docs/messages.md#unsupported-liquibase");
		}
	}

	@Test
	void beanThatIsToldNotToRunJoinsTheFleetAllTheSame() {
		try (Rollout rollout = new Rollout(TestDatabases.H2);
				Instance old = rollout.instance("1.0").start();
				Instance idle = rollout.instance("1.0").type(One.class).with("one.run", "false").start();
				Instance next = rollout.instance("1.1").start()) {
			assertThat(rollout.live()).isEqualTo(3);
			old.close();
			assertThat(next.contract().blockers()).hasSize(1);
			assertThat(idle.bean(Migrations.class).databases()).hasSize(1);
			idle.close();
			assertThat(next.contract().outcome()).isEqualTo(Outcome.DONE);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class One {

		@Bean
		SpringLiquibase liquibase(DataSource dataSource, @Value("${spring.liquibase.change-log}") String changeLog,
				@Value("${one.run:true}") boolean run) {
			SpringLiquibase liquibase = TwoDataSourcesTests.liquibase(dataSource, changeLog);
			liquibase.setShouldRun(run);
			return liquibase;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Audit {

		@Bean
		@DependsOn("liquibase")
		SpringLiquibase audit(DataSource dataSource, @Value("${audit.table}") String table) {
			SpringLiquibase audit = new SpringLiquibase();
			audit.setDataSource(dataSource);
			audit.setChangeLog("classpath:/kinds/audit.yaml");
			audit.setDatabaseChangeLogTable(table);
			return audit;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Again {

		@Bean
		SpringLiquibase again(DataSource dataSource, @Value("${spring.liquibase.change-log}") String changeLog) {
			return TwoDataSourcesTests.liquibase(dataSource, changeLog);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Tenants {

		@Bean
		MultiTenantSpringLiquibase tenants(DataSource dataSource,
				@Value("${spring.liquibase.change-log}") String changeLog) {
			MultiTenantSpringLiquibase tenants = new MultiTenantSpringLiquibase();
			tenants.setDataSource(dataSource);
			tenants.setChangeLog(changeLog);
			return tenants;
		}

	}

}
