package io.expandcontract.kinds;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.fleet.SchemaGeneration;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Migrations;
import io.expandcontract.testsupport.TestDatabases;
import org.apache.commons.dbcp2.BasicDataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Pools other than Hikari, no pool, and data sources in front of others.
 */
class PoolTests {

	static Stream<Arguments> kinds() {
		return Stream.concat(
				Stream.of(Tomcat.class, Dbcp.class, C3p0.class, NoPool.class, Lazy.class, LazyBean.class, Routing.class)
					.map((kind) -> Arguments.of(kind, TestDatabases.H2)),
				Stream.of(Tomcat.class, Routing.class).map((kind) -> Arguments.of(kind, TestDatabases.POSTGRESQL)));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void expandsSeesTheGateAndContracts(Class<?> kind, TestDatabases engine) {
		try (Rollout rollout = new Rollout(engine)) {
			rollout.run(rollout.instance("1.1").type(kind), (instance, column) -> {
				JdbcTemplate jdbc = instance.bean(JdbcTemplate.class);
				assertThat(jdbc.queryForList("select " + column + " from person")).isEmpty();
				assertThat(active(instance.bean(DataSource.class))).as("left to the application").isZero();
				if (column.equals("name")) {
					connectionIsNotGivenOutWhileTheLeaseIsNotHeld(rollout, instance, jdbc);
				}
			});
		}
	}

	private static void connectionIsNotGivenOutWhileTheLeaseIsNotHeld(Rollout rollout, Instance instance,
			JdbcTemplate jdbc) {
		instance.bean(Migrations.class).databases().iterator().next().member().lease().lost();
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> jdbc.queryForList("select name from person"))
			.havingRootCause()
			.withMessageContaining("docs/messages.md#lease-not-held");
		new JdbcTemplate(rollout.database()).update("update EC_INSTANCE set STATE = 'GONE', GONE_BECAUSE = 'RETIRED'");
		Awaitility.await().untilAsserted(() -> assertThat(jdbc.queryForList("select name from person")).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(classes = { Tomcat.class, C3p0.class, LazyBean.class })
	void connectionsAreRenewedWhenWhatQueriesReturnChanges(Class<?> kind) {
		try (Rollout rollout = new Rollout(TestDatabases.POSTGRESQL);
				Instance instance = rollout.instance("1.1").type(kind).start()) {
			JdbcTemplate jdbc = instance.bean(JdbcTemplate.class);
			MigratedDatabase database = instance.bean(Migrations.class).databases().iterator().next();
			Set<Integer> before = sessions(jdbc);
			Awaitility.await().untilAsserted(() -> {
				new SchemaGeneration(database.tables(), new JdbcTemplate(rollout.database())).next();
				assertThat(sessions(jdbc)).doesNotContainAnyElementsOf(before);
			});
		}
	}

	/**
	 * Return the sessions that a pool gives out one after another.
	 */
	private static Set<Integer> sessions(JdbcTemplate jdbc) {
		return Stream.generate(() -> jdbc.queryForObject("select pg_backend_pid()", Integer.class))
			.limit(6)
			.collect(Collectors.toSet());
	}

	@Test
	void settingsOfTheMigrationConnectionStayOutOfThePool() {
		try (Rollout rollout = new Rollout(TestDatabases.POSTGRESQL);
				Instance instance = rollout.instance("1.1").type(Tomcat.class).start()) {
			assertThat(instance.bean(JdbcTemplate.class)
				.queryForList("select current_setting('idle_session_timeout')", String.class)).containsExactly("0");
		}
	}

	private static int active(DataSource dataSource) {
		try {
			if (dataSource.isWrapperFor(org.apache.tomcat.jdbc.pool.DataSource.class)) {
				return dataSource.unwrap(org.apache.tomcat.jdbc.pool.DataSource.class).getActive();
			}
			return dataSource.isWrapperFor(BasicDataSource.class)
					? dataSource.unwrap(BasicDataSource.class).getNumActive() : 0;
		}
		catch (java.sql.SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static HikariDataSource hikari(String url, String user) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		config.setUsername(user);
		config.setPassword("");
		config.setMinimumIdle(0);
		HikariDataSource pool = new HikariDataSource();
		config.copyStateTo(pool);
		return pool;
	}

	@Configuration(proxyBeanMethods = false)
	static class Tomcat {

		@Bean
		org.apache.tomcat.jdbc.pool.DataSource dataSource(@Value("${spring.datasource.url}") String url,
				@Value("${spring.datasource.username}") String user) {
			org.apache.tomcat.jdbc.pool.DataSource pool = new org.apache.tomcat.jdbc.pool.DataSource();
			pool.setUrl(url);
			pool.setUsername(user);
			pool.setPassword("");
			pool.setInitialSize(1);
			pool.setMaxActive(2);
			return pool;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Dbcp {

		@Bean
		BasicDataSource dataSource(@Value("${spring.datasource.url}") String url,
				@Value("${spring.datasource.username}") String user) {
			BasicDataSource pool = new BasicDataSource();
			pool.setUrl(url);
			pool.setUsername(user);
			pool.setPassword("");
			pool.setMaxTotal(2);
			return pool;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class C3p0 {

		@Bean
		ComboPooledDataSource dataSource(@Value("${spring.datasource.url}") String url,
				@Value("${spring.datasource.username}") String user) {
			ComboPooledDataSource pool = new ComboPooledDataSource();
			pool.setJdbcUrl(url);
			pool.setUser(user);
			pool.setPassword("");
			pool.setInitialPoolSize(1);
			pool.setMinPoolSize(1);
			pool.setMaxPoolSize(2);
			return pool;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoPool {

		@Bean
		DataSource dataSource(@Value("${spring.datasource.url}") String url,
				@Value("${spring.datasource.username}") String user) {
			return new DriverManagerDataSource(url, user, "");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Lazy {

		@Bean
		LazyConnectionDataSourceProxy dataSource(@Value("${spring.datasource.url}") String url,
				@Value("${spring.datasource.username}") String user) {
			LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy();
			lazy.setTargetDataSource(hikari(url, user));
			lazy.setDefaultAutoCommit(true);
			lazy.setDefaultTransactionIsolation(java.sql.Connection.TRANSACTION_READ_COMMITTED);
			return lazy;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyBean {

		@Bean(defaultCandidate = false)
		HikariDataSource pool(@Value("${spring.datasource.url}") String url,
				@Value("${spring.datasource.username}") String user) {
			return hikari(url, user);
		}

		@Bean
		LazyConnectionDataSourceProxy dataSource(
				@org.springframework.beans.factory.annotation.Qualifier("pool") DataSource pool) {
			return new LazyConnectionDataSourceProxy(pool);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Routing {

		@Bean
		AbstractRoutingDataSource dataSource(@Value("${spring.datasource.url}") String url,
				@Value("${spring.datasource.username}") String user) {
			AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
				@Override
				protected Object determineCurrentLookupKey() {
					return "reader";
				}
			};
			routing.setTargetDataSources(Map.of("writer", hikari(url, user), "reader", hikari(url, user)));
			routing.setDefaultTargetDataSource(hikari(url, user));
			return routing;
		}

	}

}
