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
import java.util.Locale;
import java.util.function.Function;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.autogenerate.RenamedFrom;
import io.expandcontract.testsupport.TestDatabases;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From changed entity to contracted database: {@code first_name} and {@code last_name} of
 * {@code user_account} become {@code name}.
 */
abstract class WalkThroughContractTests {

	private static final String CHANGED = "db/1.1/%s/001-merge-user-names.yaml";

	private final HikariDataSource database;

	private final JdbcTemplate jdbc;

	private final boolean triggers;

	@TempDir
	private Path resources;

	WalkThroughContractTests(TestDatabases engine) {
		this.database = engine.createDatabase();
		this.jdbc = new JdbcTemplate(this.database);
		this.triggers = engine != TestDatabases.H2;
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private <T> T withSources(String version, Function<String[], T> run, String... arguments) {
		List<String> all = new ArrayList<>(Arrays.asList(arguments));
		all.add("--spring.liquibase.change-log=classpath:/db/master.yaml");
		all.add("--expand-contract.autogenerate.resources=" + this.resources);
		all.add("--expand-contract.autogenerate.author=ann");
		all.add("--spring.datasource.username=" + this.database.getUsername());
		all.add("--expand-contract.fleet.session-check=off");
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader sources = new URLClassLoader(new URL[] { this.resources.toUri().toURL() }, before)) {
			Thread.currentThread().setContextClassLoader(sources);
			return run.apply(ExecutedCommand.arguments(version, this.database, all.toArray(String[]::new)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private ExecutedCommand execute(Class<?> application, String version, String... arguments) {
		ExecutedCommand executed = withSources(version, (all) -> ExecutedCommand.run(application, all), arguments);
		assertThat(executed.exitCode()).as(executed.toString()).isZero();
		return executed;
	}

	private ConfigurableApplicationContext start(Class<?> application, String version) {
		return withSources(version, new SpringApplication(application)::run, "--expand-contract.instance.name=old");
	}

	private List<String> names(String query) {
		return this.jdbc.queryForList(query, String.class);
	}

	private String read(String path) throws IOException {
		return Files.readString(this.resources.resolve(path));
	}

	@Test
	void twoNamesBecomeOne() throws IOException {
		Files.createDirectories(this.resources.resolve("db"));
		Files.writeString(this.resources.resolve("db/master.yaml"), "databaseChangeLog: []\n");
		execute(First.class, "1.0", "autogenerate", "message=Users");
		try (ConfigurableApplicationContext old = start(First.class, "1.0")) {
			mergeWhileServing(old);
		}
		execute(Second.class, "1.1", "status");
	}

	private void mergeWhileServing(ConfigurableApplicationContext old) throws IOException {
		this.jdbc.update("insert into user_account (first_name, last_name) values ('Ann', 'Lee'), ('Bo', 'Ek')");
		this.jdbc.execute("create table of_an_operator (id int)");
		execute(Second.class, "1.1", "autogenerate", "message=Merge user names");
		for (String phase : List.of("expand", "migrate", "contract")) {
			assertThat(read(CHANGED.formatted(phase))).doesNotContain("DECIDE").doesNotContain("of_an_operator");
		}
		assertThat(read(CHANGED.formatted("migrate"))).contains("trim(concat(first_name, ' ', last_name))");
		assertThat(read(CHANGED.formatted("contract"))).contains("changeSetExecuted", "columnName: first_name",
				"columnName: last_name");
		if (!this.triggers) {
			old.close();
		}
		execute(Second.class, "1.1", "expand");
		assertThat(execute(Second.class, "1.1", "autogenerate", "message=While contract is pending").output())
			.contains("entities and changelog agree");
		this.jdbc.update("insert into user_account (first_name, last_name) values ('Cy', 'Orr')");
		this.jdbc.update("insert into user_account (name) values ('Di van Poe')");
		assertThat(names("select name from user_account where first_name = 'Cy'"))
			.containsExactly(this.triggers ? "Cy Orr" : null);
		assertThat(names("select last_name from user_account where name = 'Di van Poe'"))
			.containsExactly(this.triggers ? "van Poe" : null);
		execute(Second.class, "1.1", "migrate");
		this.jdbc.update("update user_account set last_name = 'Leigh' where first_name = 'Ann'");
		assertThat(names("select name from user_account order by id"))
			.containsExactly(this.triggers ? "Ann Leigh" : "Ann Lee", "Bo Ek", "Cy Orr", "Di van Poe");
		old.close();
		execute(Second.class, "1.1", "contract");
		assertThat(this.jdbc.queryForMap("select * from user_account where name = 'Bo Ek'").keySet())
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.containsExactlyInAnyOrder("id", "name");
		this.jdbc.update("insert into user_account (name) values ('Ed')");
		assertThat(this.jdbc.queryForList("select * from of_an_operator")).isEmpty();
	}

	private static LocalContainerEntityManagerFactoryBean factory(DataSource dataSource, Class<?> entity) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setDataSource(dataSource);
		factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
		factory.setManagedTypes(PersistenceManagedTypes.of(entity.getName()));
		return factory;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class First {

		@Bean
		LocalContainerEntityManagerFactoryBean entities(DataSource dataSource) {
			return factory(dataSource, UserAccount.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Second {

		@Bean
		LocalContainerEntityManagerFactoryBean entities(DataSource dataSource) {
			return factory(dataSource, NamedUserAccount.class);
		}

	}

	@Entity(name = "UserAccount")
	@Table(name = "user_account")
	static class UserAccount {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@Column(name = "first_name", length = 100, nullable = false)
		String firstName;

		@Column(name = "last_name", length = 100, nullable = false)
		String lastName;

	}

	@Entity(name = "UserAccount")
	@Table(name = "user_account")
	static class NamedUserAccount {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		Long id;

		@RenamedFrom(value = { "first_name", "last_name" }, valueComputed = "trim(concat(first_name, ' ', last_name))",
				formerValuesComputed = { "left(name, position(' ' in concat(name, ' ')) - 1)",
						"substring(name, position(' ' in concat(name, ' ')) + 1)" })
		@Column(length = 201, nullable = false)
		String name;

	}

}
