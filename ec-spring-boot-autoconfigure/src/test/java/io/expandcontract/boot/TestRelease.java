package io.expandcontract.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationRequest;
import io.expandcontract.migration.Migrations;

import io.expandcontract.testsupport.TestDatabases;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A release of a small application, booted in this JVM.
 */
final class TestRelease implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private TestRelease(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static Starter of(String version, HikariDataSource database) {
		return new Starter(version, database);
	}

	static final class Starter {

		private final Map<String, String> properties = new TreeMap<>();

		private Class<?> application = Application.class;

		private Starter(String version, HikariDataSource database) {
			with("spring.application.name", "orders");
			with("spring.application.version", version);
			with("spring.liquibase.change-log", "classpath:/rollout/" + version + ".yaml");
			with("spring.datasource.url", database.getJdbcUrl());
			with("spring.datasource.username", TestDatabases.of(database).applicationUser());
			with("spring.datasource.password", "");
			with("spring.datasource.hikari.minimum-idle", "0");
			with("expand-contract.instance.name", "orders:" + version);
			with("expand-contract.fleet.heartbeat-interval", "200ms");
			with("expand-contract.fleet.stale-after", "1s");
			with("expand-contract.boot-timeout", "30s");
			with("expand-contract.migrate.start", "manual");
			with("spring.main.banner-mode", "off");
			with("logging.level.root", "warn");
		}

		Starter with(String name, String value) {
			this.properties.put(name, value);
			return this;
		}

		Starter with(Class<?> configuration) {
			this.application = configuration;
			return this;
		}

		TestRelease start() {
			List<String> arguments = new ArrayList<>();
			this.properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
			return new TestRelease(new SpringApplicationBuilder(this.application).web(WebApplicationType.NONE)
				.run(arguments.toArray(String[]::new)));
		}

	}

	Migrations migrations() {
		return this.context.getBean(Migrations.class);
	}

	MigratedDatabase database() {
		return migrations().databases().iterator().next();
	}

	MigrationOutcome contract() {
		return contract(MigrationRequest.plain());
	}

	MigrationOutcome contract(MigrationRequest request) {
		return Objects.requireNonNull(migrations().contract(request).get("liquibase"));
	}

	MigrationOutcome migrate() {
		return Objects.requireNonNull(migrations().migrate(MigrationRequest.plain()).get("liquibase"));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	JdbcTemplate jdbc() {
		return this.context.getBean(JdbcTemplate.class);
	}

	boolean isReady() {
		return this.context.getBean(ApplicationAvailability.class)
			.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
