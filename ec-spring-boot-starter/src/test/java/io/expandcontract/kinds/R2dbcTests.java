package io.expandcontract.kinds;

import java.time.Duration;
import java.util.Objects;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.database.SessionTag;
import io.expandcontract.kinds.Instance.Part;
import io.expandcontract.migration.Migrations;
import io.expandcontract.testsupport.TestDatabases;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcTransientResourceException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application that works by R2DBC, beside a Liquibase that connects by JDBC.
 */
class R2dbcTests {

	private static Instance.Builder reactive(Rollout rollout) {
		HikariDataSource database = rollout.database();
		String url = database.getJdbcUrl();
		boolean postgres = url.startsWith("jdbc:postgresql:");
		return rollout.instance("1.1")
			.without("spring.datasource")
			.part(Part.R2DBC)
			.with("spring.liquibase.url", url)
			.with("spring.liquibase.user", postgres ? "postgres" : "sa")
			.with("spring.r2dbc.url",
					url.replace("jdbc:postgresql:", "r2dbc:postgresql:")
						.replace("jdbc:h2:mem:", "r2dbc:h2:mem:///")
						.replaceFirst("[?].*", ""))
			.with("spring.r2dbc.username", postgres ? "postgres" : "sa")
			.with("spring.r2dbc.password", "")
			.with("spring.r2dbc.pool.initial-size", "1");
	}

	private static @Nullable Long count(Instance instance, String column) {
		return instance.bean(DatabaseClient.class)
			.sql("select count(" + column + ") as n from person")
			.map((row) -> Objects.requireNonNull(row.get("n", Long.class)))
			.one()
			.block(Duration.ofSeconds(20));
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void expandsSeesTheGateAndContracts(TestDatabases engine) {
		try (Rollout rollout = new Rollout(engine)) {
			rollout.run(reactive(rollout), (instance, column) -> assertThat(count(instance, column)).isZero());
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void connectionIsNotGivenOutWhileTheLeaseIsNotHeld(boolean pool) {
		try (Rollout rollout = new Rollout(TestDatabases.H2);
				Instance instance = reactive(rollout).with("spring.r2dbc.pool.enabled", String.valueOf(pool)).start()) {
			assertThat(instance.bean(ConnectionFactory.class) instanceof ConnectionPool).isEqualTo(pool);
			assertThat(count(instance, "name")).isZero();
			instance.bean(Migrations.class).databases().iterator().next().member().lease().lost();
			Mono<? extends Connection> borrowed = Mono.from(instance.bean(ConnectionFactory.class).create());
			assertThatExceptionOfType(R2dbcTransientResourceException.class)
				.isThrownBy(() -> borrowed.block(Duration.ofSeconds(20)))
				.withMessageContaining("docs/messages.md#lease-not-held");
			if (pool) {
				assertThat(instance.bean(ConnectionPool.class).getMetrics()).get()
					.satisfies((metrics) -> assertThat(metrics.acquiredSize()).isZero());
			}
		}
	}

	@Test
	void sessionsShowTheTagBehindTheApplicationsOwnName() {
		try (Rollout rollout = new Rollout(TestDatabases.POSTGRESQL);
				Instance instance = reactive(rollout).with("spring.r2dbc.properties.applicationName", "orders")
					.start()) {
			String name = instance.bean(DatabaseClient.class)
				.sql("select current_setting('application_name') as name")
				.map((row) -> Objects.requireNonNull(row.get("name", String.class)))
				.one()
				.block(Duration.ofSeconds(20));
			assertThat(name).isEqualTo("orders " + SessionTag.ofThisProcess().value());
		}
	}

	@Test
	void userOfTheConnectionFactoryIsOneWhoseSessionsCount() {
		try (Rollout rollout = new Rollout(TestDatabases.POSTGRESQL)) {
			String user = "app_" + rollout.database().getJdbcUrl().replaceFirst(".*/(t\\w{8}).*", "$1");
			JdbcTemplate jdbc = new JdbcTemplate(rollout.database());
			jdbc.execute("create role " + user + " login");
			try (Instance instance = reactive(rollout).with("spring.r2dbc.username", user).start()) {
				assertThat(instance.isReady()).isTrue();
				assertThat(jdbc.queryForObject("select DATABASE_USERS from EC_INSTANCE", String.class)).contains(user);
			}
		}
	}

}
