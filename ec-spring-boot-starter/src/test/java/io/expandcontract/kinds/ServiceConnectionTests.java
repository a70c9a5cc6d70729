package io.expandcontract.kinds;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A container with {@code @ServiceConnection}. What is tested is what Spring Boot makes
 * of the annotation, so the bean only stands for a server that the test started, in
 * Docker where it runs.
 */
class ServiceConnectionTests {

	private static void queries(Instance instance, String column) {
		assertThat(instance.bean(JdbcTemplate.class).queryForList("select " + column + " from person")).isEmpty();
		assertThat(instance.bean(LiquibaseConnectionDetails.class).getJdbcUrl())
			.isEqualTo(instance.bean(JdbcConnectionDetails.class).getJdbcUrl());
	}

	private static void rollsOut(Rollout rollout) {
		rollout.run(rollout.instance("1.1")
			.without("spring.datasource")
			.with("container.url", rollout.database().getJdbcUrl())
			.type(Container.class), ServiceConnectionTests::queries);
	}

	@Test
	void serverThatIsThereAlready() {
		try (Rollout rollout = new Rollout(TestDatabases.POSTGRESQL)) {
			rollsOut(rollout);
		}
	}

	@Test
	@EnabledIf(value = "dockerRuns", disabledReason = "Docker does not run")
	void serverInDocker() {
		try (PostgreSQLContainer container = new PostgreSQLContainer("postgres:18").withUsername("postgres")
			.withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")) {
			container.start();
			try (Rollout rollout = new Rollout(TwoDataSourcesTests.pool(container.getJdbcUrl(), "postgres"))) {
				rollsOut(rollout);
			}
		}
	}

	static boolean dockerRuns() {
		return DockerClientFactory.instance().isDockerAvailable();
	}

	private static final class RunningServer extends PostgreSQLContainer {

		private final String url;

		RunningServer(String url) {
			super("postgres:18");
			this.url = url;
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return true;
		}

		@Override
		public String getJdbcUrl() {
			return this.url;
		}

		@Override
		public String getUsername() {
			return "postgres";
		}

		@Override
		public String getPassword() {
			return "";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Container {

		@Bean
		@ServiceConnection
		PostgreSQLContainer container(@Value("${container.url}") String url) {
			return new RunningServer(url);
		}

	}

}
