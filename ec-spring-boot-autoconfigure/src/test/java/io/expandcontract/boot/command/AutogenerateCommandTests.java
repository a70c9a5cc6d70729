package io.expandcontract.boot.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command of an application with two data sources, each with a changelog and entities
 * of its own.
 */
class AutogenerateCommandTests {

	private final HikariDataSource orders = TestDatabases.H2.createDatabase();

	private final HikariDataSource stock = TestDatabases.H2.createDatabase();

	@TempDir
	private Path resources;

	@AfterEach
	void close() {
		this.orders.close();
		this.stock.close();
	}

	private ExecutedCommand execute(Class<?> application, String... options) {
		List<String> arguments = new ArrayList<>(List.of("--expand-contract.command=autogenerate",
				"--orders.url=" + this.orders.getJdbcUrl(), "--stock.url=" + this.stock.getJdbcUrl(),
				"--spring.application.version=1.2.3", "--expand-contract.autogenerate.resources=" + this.resources));
		for (String option : options) {
			arguments.add("--expand-contract.option." + option);
		}
		return ExecutedCommand.run(application, arguments.toArray(String[]::new));
	}

	@Test
	void eachDatabaseGetsItsOwn() throws IOException {
		Files.createDirectories(this.resources.resolve("autogenerate"));
		for (String master : List.of("orders", "stock")) {
			Files.writeString(this.resources.resolve("autogenerate/" + master + ".yaml"), "databaseChangeLog: []\n");
		}
		ExecutedCommand executed = execute(Two.class, "message=Begin", "format=json");
		assertThat(executed.exitCode()).as(executed.toString()).isZero();
		assertThat(written(executed.json(), "ordersLiquibase")).contains("tableName: purchase")
			.doesNotContain("tableName: item");
		assertThat(written(executed.json(), "stockLiquibase")).contains("tableName: item")
			.doesNotContain("tableName: purchase");
		assertThat(this.resources.resolve("autogenerate/orders.yaml")).content()
			.contains("include: { file: autogenerate/1.2/expand/001-begin.yaml }");
		assertThat(this.resources.resolve("autogenerate/stock.yaml")).content()
			.contains("include: { file: autogenerate/1.2/expand/002-begin.yaml }");
	}

	private static String written(JsonNode json, String database) {
		JsonNode files = json.at("/databases/" + database + "/files");
		assertThat(files).hasSize(1);
		return files.get(0).at("/content").asString();
	}

	@Test
	void whereSourcesAreMissingIsSaid() {
		ExecutedCommand executed = execute(Two.class, "message=Begin");
		assertThat(executed.exitCode()).isEqualTo(1);
		assertThat(executed.errors()).contains("docs/messages.md#unwritable-changelog");
	}

	@Test
	void filesWithoutNameAreRefused() {
		ExecutedCommand executed = execute(Two.class);
		assertThat(executed.exitCode()).isEqualTo(2);
		assertThat(executed.errors()).contains("--expand-contract.option.message");
	}

	@Test
	void otherSchemaIsAskedAbout() {
		ExecutedCommand executed = execute(OtherSchema.class, "dry-run");
		assertThat(executed.exitCode()).as(executed.toString()).isEqualTo(3);
		assertThat(executed.output()).contains("AUDIT.AUDITED] are in other schemas", "tableName: purchase");
	}

	@Test
	void catalogThatEntityNamesIsRefused() {
		ExecutedCommand executed = execute(OtherCatalog.class, "dry-run");
		assertThat(executed.exitCode()).isEqualTo(1);
		assertThat(executed.errors()).contains("name their database", "docs/messages.md#scratch-database");
	}

	private static HikariDataSource pool(String url) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(url);
		pool.setUsername("sa");
		pool.setPassword("");
		pool.setMinimumIdle(0);
		return pool;
	}

	private static SpringLiquibase liquibase(DataSource dataSource, String changeLog) {
		SpringLiquibase liquibase = new SpringLiquibase();
		liquibase.setDataSource(dataSource);
		liquibase.setChangeLog(changeLog);
		return liquibase;
	}

	private static LocalContainerEntityManagerFactoryBean entities(DataSource dataSource, Class<?>... entities) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setDataSource(dataSource);
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		factory.setManagedTypes(
				PersistenceManagedTypes.of(List.of(entities).stream().map(Class::getName).toArray(String[]::new)));
		return factory;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Orders {

		@Bean
		HikariDataSource ordersDataSource(@Value("${orders.url}") String url) {
			return pool(url);
		}

		@Bean
		SpringLiquibase ordersLiquibase(@Qualifier("ordersDataSource") DataSource dataSource) {
			return liquibase(dataSource, "classpath:/autogenerate/orders.yaml");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Orders.class)
	static class Two {

		@Bean
		LocalContainerEntityManagerFactoryBean ordersEntities(@Qualifier("ordersDataSource") DataSource dataSource) {
			return entities(dataSource, Purchase.class);
		}

		@Bean
		HikariDataSource stockDataSource(@Value("${stock.url}") String url) {
			return pool(url);
		}

		@Bean
		SpringLiquibase stockLiquibase(@Qualifier("stockDataSource") DataSource dataSource) {
			return liquibase(dataSource, "classpath:/autogenerate/stock.yaml");
		}

		@Bean
		LocalContainerEntityManagerFactoryBean stockEntities(@Qualifier("stockDataSource") DataSource dataSource) {
			return entities(dataSource, Item.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Orders.class)
	static class OtherSchema {

		@Bean
		LocalContainerEntityManagerFactoryBean ordersEntities(DataSource dataSource) {
			return entities(dataSource, Purchase.class, Audited.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Orders.class)
	static class OtherCatalog {

		@Bean
		LocalContainerEntityManagerFactoryBean ordersEntities(DataSource dataSource) {
			return entities(dataSource, Purchase.class, Elsewhere.class);
		}

	}

	@Entity
	@Table(name = "purchase")
	static class Purchase {

		@Id
		Long id;

	}

	@Entity
	@Table(name = "item")
	static class Item {

		@Id
		Long id;

	}

	@Entity
	@Table(name = "audited", schema = "audit")
	static class Audited {

		@Id
		Long id;

	}

	@Entity
	@Table(name = "elsewhere", catalog = "other")
	static class Elsewhere {

		@Id
		Long id;

	}

}
