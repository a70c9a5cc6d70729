package io.expandcontract.kinds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationRequest;
import io.expandcontract.migration.Migrations;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * A running instance of a small application, of the kind that a test is about.
 */
final class Instance implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Instance(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static Builder of(String release, HikariDataSource database) {
		return new Builder(release).with("spring.datasource.url", database.getJdbcUrl());
	}

	/**
	 * What is on the class path for some kinds only.
	 */
	enum Part {

		/** Hibernate and Spring Data JPA. */
		JPA("org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
				"org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"),

		/** JOOQ. */
		JOOQ("org.springframework.boot.jooq.autoconfigure.JooqAutoConfiguration"),

		/** R2DBC. */
		R2DBC("org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration");

		private final String configurations;

		Part(String... configurations) {
			this.configurations = String.join(",", configurations);
		}

	}

	static final class Builder {

		private final Map<String, String> properties = new TreeMap<>();

		private final TreeSet<Part> parts = new TreeSet<>();

		private final List<String> excluded = new ArrayList<>();

		private final List<Class<?>> types = new ArrayList<>(List.of(Plain.class));

		private Builder(String release) {
			with("spring.application.name", "orders");
			with("spring.application.version", release);
			with("spring.liquibase.change-log", "classpath:/kinds/" + release + ".yaml");
			with("spring.datasource.hikari.minimum-idle", "0");
			with("spring.main.web-application-type", "none");
			with("spring.main.banner-mode", "off");
			with("server.port", "0");
			with("management.endpoints.web.exposure.include", "health,migrations");
			with("management.endpoint.migrations.access", "unrestricted");
			with("expand-contract.instance.name", "orders:" + release);
			with("expand-contract.fleet.heartbeat-interval", "200ms");
			with("expand-contract.fleet.stale-after", "1s");
			with("expand-contract.boot-timeout", "30s");
			with("logging.level.root", "warn");
		}

		Builder with(String name, String value) {
			this.properties.put(name, value);
			if (name.endsWith("datasource.url")) {
				boolean postgres = value.startsWith("jdbc:postgresql:");
				this.properties.put(name.replace("url", "username"), postgres ? "postgres" : "sa");
				this.properties.put(name.replace("url", "password"), "");
			}
			return this;
		}

		Builder without(String name) {
			this.properties.keySet().removeIf((each) -> each.startsWith(name));
			return this;
		}

		Builder part(Part part) {
			this.parts.add(part);
			return this;
		}

		Builder exclude(String configuration) {
			this.excluded.add(configuration);
			return this;
		}

		Builder type(Class<?>... more) {
			this.types.addAll(Arrays.asList(more));
			return this;
		}

		Instance start() {
			Arrays.stream(Part.values())
				.filter((part) -> !this.parts.contains(part))
				.forEach((part) -> this.excluded.add(part.configurations));
			List<String> arguments = new ArrayList<>(
					List.of("--spring.autoconfigure.exclude=" + String.join(",", this.excluded)));
			this.properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
			SpringApplication application = new SpringApplication(this.types.toArray(Class<?>[]::new));
			return new Instance(application.run(arguments.toArray(String[]::new)));
		}

	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	Object bean(String name) {
		return this.context.getBean(name);
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	int managementPort() {
		return this.context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
	}

	MigrationOutcome contract() {
		return contract("liquibase");
	}

	MigrationOutcome contract(String database) {
		return Objects.requireNonNull(bean(Migrations.class).contract(MigrationRequest.plain()).get(database));
	}

	boolean isReady() {
		return bean(ApplicationAvailability.class).getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Plain {

	}

}
