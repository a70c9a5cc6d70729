package io.expandcontract.kinds;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ways to tell Liquibase how to connect, beside or instead of the application's own data
 * source.
 */
class ConnectionTests {

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void urlOfLiquibase(TestDatabases engine) {
		try (Rollout rollout = new Rollout(engine)) {
			HikariDataSource database = rollout.database();
			rollout.run(rollout.instance("1.1")
				.with("spring.liquibase.url", database.getJdbcUrl())
				.with("spring.liquibase.user", engine == TestDatabases.POSTGRESQL ? "postgres" : "sa")
				.with("spring.liquibase.password", ""));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void connectionDetailsAsAServiceConnectionGivesThem(TestDatabases engine) {
		try (Rollout rollout = new Rollout(engine)) {
			HikariDataSource database = rollout.database();
			rollout.run(
					rollout.instance("1.1")
						.without("spring.datasource")
						.with("container.url", database.getJdbcUrl())
						.with("container.user", engine == TestDatabases.POSTGRESQL ? "postgres" : "sa")
						.type(Container.class),
					(instance,
							column) -> assertThat(
									instance.bean(JdbcTemplate.class).queryForList("select " + column + " from person"))
								.isEmpty());
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void dataSourceForLiquibaseAlone(TestDatabases engine) {
		try (Rollout rollout = new Rollout(engine)) {
			rollout.run(rollout.instance("1.1").type(Own.class));
		}
	}

	/**
	 * What Spring Boot makes of a container with {@code @ServiceConnection}.
	 *
	 * @param url the container's URL
	 * @param user the container's user
	 */
	private record Details(String url, String user) implements JdbcConnectionDetails, LiquibaseConnectionDetails {

		@Override
		public String getUsername() {
			return this.user;
		}

		@Override
		public String getPassword() {
			return "";
		}

		@Override
		public String getJdbcUrl() {
			return this.url;
		}

		@Override
		public String getDriverClassName() {
			return JdbcConnectionDetails.super.getDriverClassName();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Container {

		@Bean
		Details details(@Value("${container.url}") String url, @Value("${container.user}") String user) {
			return new Details(url, user);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		@LiquibaseDataSource
		DataSource liquibaseDataSource(@Value("${spring.datasource.url}") String url,
				@Value("${spring.datasource.username}") String user) throws java.sql.SQLException {
			return new SimpleDriverDataSource(java.sql.DriverManager.getDriver(url), url, user, "");
		}

		@Bean
		HikariDataSource dataSource(@Value("${spring.datasource.url}") String url,
				@Value("${spring.datasource.username}") String user) {
			return TwoDataSourcesTests.pool(url, user);
		}

	}

}
