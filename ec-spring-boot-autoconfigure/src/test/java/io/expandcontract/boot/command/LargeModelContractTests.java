package io.expandcontract.boot.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.autogenerate.clinic.Clinic;
import io.expandcontract.autogenerate.shop.Shop;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications with some thirty entities each: nothing of their changelogs is written by
 * hand, Hibernate validates what they make, and nothing is left to write.
 */
abstract class LargeModelContractTests {

	private static final Map<String, ?> NAMES = Map.of("hibernate.physical_naming_strategy",
			"org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl",
			"hibernate.type.prefer_native_enum_types", "true");

	private final HikariDataSource database;

	@TempDir
	private Path resources;

	LargeModelContractTests(TestDatabases engine) {
		this.database = engine.createDatabase();
	}

	@BeforeEach
	void start() throws IOException {
		Files.createDirectories(this.resources.resolve("db"));
		Files.writeString(this.resources.resolve("db/master.yaml"), "databaseChangeLog: []\n");
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private ExecutedCommand execute(int exitCode, Class<?> application, String version, String... arguments) {
		List<String> all = new ArrayList<>(Arrays.asList(arguments));
		all.add("--spring.liquibase.change-log=classpath:/db/master.yaml");
		all.add("--expand-contract.autogenerate.resources=" + this.resources);
		all.add("--expand-contract.autogenerate.author=ann");
		all.add("--spring.datasource.username=" + this.database.getUsername());
		all.add("--expand-contract.fleet.session-check=off");
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader sources = new URLClassLoader(new URL[] { this.resources.toUri().toURL() }, before)) {
			Thread.currentThread().setContextClassLoader(sources);
			ExecutedCommand executed = ExecutedCommand.of(application, version, this.database,
					all.toArray(String[]::new));
			assertThat(executed.exitCode()).as(executed.toString()).isEqualTo(exitCode);
			return executed;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private void starts(Class<?> application, String version) {
		execute(-1, application, version);
	}

	private void inSync(Class<?> application, String version) {
		assertThat(execute(0, application, version, "autogenerate", "dry-run=true").output())
			.contains("entities and changelog agree");
	}

	private void release(Class<?> first, Class<?> second) {
		execute(0, first, "1.0", "autogenerate", "message=Begin");
		inSync(first, "1.0");
		starts(first, "1.0");
		execute(0, second, "1.1", "autogenerate", "message=Go on");
		inSync(second, "1.1");
		execute(0, second, "1.1", "expand");
		starts(first, "1.0");
		execute(0, second, "1.1", "migrate");
		starts(second, "1.1");
		execute(0, second, "1.1", "contract");
		starts(second, "1.1");
		execute(0, second, "1.1", "status");
	}

	@Test
	void shopIsReleasedTwice() {
		release(FirstShop.class, SecondShop.class);
	}

	@Test
	void clinicIsReleasedTwice() {
		release(FirstClinic.class, SecondClinic.class);
	}

	private static LocalContainerEntityManagerFactoryBean factory(DataSource dataSource, List<Class<?>> entities,
			Map<String, ?> properties) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setDataSource(dataSource);
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		factory
			.setManagedTypes(PersistenceManagedTypes.of(entities.stream().map(Class::getName).toArray(String[]::new)));
		factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "validate"));
		factory.getJpaPropertyMap().putAll(properties);
		return factory;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class FirstShop {

		@Bean
		@DependsOn("liquibase")
		LocalContainerEntityManagerFactoryBean entities(DataSource dataSource) {
			return factory(dataSource, Shop.FIRST, Map.of());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class SecondShop {

		@Bean
		@DependsOn("liquibase")
		LocalContainerEntityManagerFactoryBean entities(DataSource dataSource) {
			return factory(dataSource, Shop.SECOND, Map.of());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class FirstClinic {

		@Bean
		@DependsOn("liquibase")
		LocalContainerEntityManagerFactoryBean entities(DataSource dataSource) {
			return factory(dataSource, Clinic.FIRST, NAMES);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class SecondClinic {

		@Bean
		@DependsOn("liquibase")
		LocalContainerEntityManagerFactoryBean entities(DataSource dataSource) {
			return factory(dataSource, Clinic.SECOND, NAMES);
		}

	}

}
