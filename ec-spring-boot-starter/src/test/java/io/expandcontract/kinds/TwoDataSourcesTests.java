package io.expandcontract.kinds;

import java.util.Map;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.MigrationRequest;
import io.expandcontract.migration.Migrations;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Two data sources with a Liquibase each: a fleet each.
 */
class TwoDataSourcesTests {

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void eachDatabaseHasItsOwnFleetGateAndContract(TestDatabases engine) {
		try (Rollout orders = new Rollout(engine);
				Rollout stock = new Rollout(engine);
				Instance old = orders.instance("1.0").start()) {
			stock.instance("1.0").start().close();
			try (Instance both = orders.instance("1.1")
				.with("stock.datasource.url", stock.database().getJdbcUrl())
				.type(Two.class)
				.start()) {
				Map<String, MigrationOutcome> outcomes = both.bean(Migrations.class).contract(MigrationRequest.plain());
				assertThat(outcomes).containsOnlyKeys("ordersLiquibase", "stockLiquibase");
				assertThat(outcomes).extractingByKey("ordersLiquibase")
					.extracting("reason")
					.isEqualTo(RefusalReason.LIVE_INSTANCES);
				assertThat(outcomes).extractingByKey("stockLiquibase").extracting("outcome").isEqualTo(Outcome.DONE);
				assertThat(Rollout.columns(stock.database())).containsExactly("id", "name");
				assertThat(Rollout.columns(orders.database())).containsExactly("id", "first_name", "name");
				old.close();
				assertThat(both.contract("ordersLiquibase").outcome()).isEqualTo(Outcome.DONE);
			}
			assertThat(orders.live()).isZero();
			assertThat(stock.live()).isZero();
		}
	}

	@Test
	void lateLeaseClosesItsOwnDatabaseOnly() {
		try (Rollout orders = new Rollout(TestDatabases.H2);
				Rollout stock = new Rollout(TestDatabases.H2);
				Instance both = orders.instance("1.1")
					.with("stock.datasource.url", stock.database().getJdbcUrl())
					.type(Two.class)
					.start()) {
			both.bean(Migrations.class)
				.databases()
				.stream()
				.filter((database) -> database.name().equals("stockLiquibase"))
				.forEach((database) -> database.member().lease().lost());
			DataSource ordersSource = (DataSource) both.bean("ordersDataSource");
			JdbcTemplate stockJdbc = new JdbcTemplate((DataSource) both.bean("stockDataSource"));
			assertThat(new JdbcTemplate(ordersSource).queryForList("select name from person")).isEmpty();
			assertThatException().isThrownBy(() -> stockJdbc.queryForList("select name from person"))
				.havingRootCause()
				.withMessageContaining("lease-not-held");
		}
	}

	static HikariDataSource pool(String url, String user) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setUsername(user);
		pool.setPassword("");
		pool.setMinimumIdle(0);
		return pool;
	}

	static SpringLiquibase liquibase(DataSource dataSource, String changeLog) {
		SpringLiquibase liquibase = new SpringLiquibase();
		liquibase.setDataSource(dataSource);
		liquibase.setChangeLog(changeLog);
		return liquibase;
	}

	@Configuration(proxyBeanMethods = false)
	static class Two {

		@Bean
		HikariDataSource ordersDataSource(@Value("${spring.datasource.url}") String url,
				@Value("${spring.datasource.username}") String user) {
			return pool(url, user);
		}

		@Bean
		HikariDataSource stockDataSource(@Value("${stock.datasource.url}") String url,
				@Value("${stock.datasource.username}") String user) {
			return pool(url, user);
		}

		@Bean
		SpringLiquibase ordersLiquibase(@Qualifier("ordersDataSource") DataSource dataSource,
				@Value("${spring.liquibase.change-log}") String changeLog) {
			return liquibase(dataSource, changeLog);
		}

		@Bean
		SpringLiquibase stockLiquibase(@Qualifier("stockDataSource") DataSource dataSource,
				@Value("${spring.liquibase.change-log}") String changeLog) {
			return liquibase(dataSource, changeLog);
		}

	}

}
