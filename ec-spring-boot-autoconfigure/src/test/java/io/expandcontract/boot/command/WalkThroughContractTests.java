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

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
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

	@TempDir
	private Path resources;

	WalkThroughContractTests(TestDatabases engine) {
		this.database = engine.createDatabase();
		this.jdbc = new JdbcTemplate(this.database);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private ExecutedCommand execute(Class<?> application, String version, String... arguments) {
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
			assertThat(executed.exitCode()).as(executed.toString()).isZero();
			return executed;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private String read(String path) throws IOException {
		return Files.readString(this.resources.resolve(path));
	}

	@Test
	void twoNamesBecomeOne() throws IOException {
		Files.createDirectories(this.resources.resolve("db"));
		Files.writeString(this.resources.resolve("db/master.yaml"), "databaseChangeLog: []\n");
		execute(First.class, "1.0", "autogenerate", "message=Users");
		execute(First.class, "1.0", "expand");
		this.jdbc.update("insert into user_account (first_name, last_name) values ('Ann', 'Lee'), ('Bo', 'Ek')");
		this.jdbc.execute("create table of_an_operator (id int)");
		execute(Second.class, "1.1", "autogenerate", "message=Merge user names");
		assertThat(read(CHANGED.formatted("migrate"))).contains("concat_ws(' ', first_name, last_name)");
		assertThat(read(CHANGED.formatted("contract"))).doesNotContain("of_an_operator")
			.contains("changeSetExecuted", "columnName: first_name", "columnName: last_name");
		execute(Second.class, "1.1", "expand");
		assertThat(execute(Second.class, "1.1", "autogenerate", "message=While contract is pending").output())
			.contains("entities and changelog agree");
		this.jdbc.update("insert into user_account (first_name, last_name) values ('Cy', 'Orr')");
		this.jdbc.update("insert into user_account (name) values ('Di Poe')");
		execute(Second.class, "1.1", "migrate");
		execute(Second.class, "1.1", "contract");
		assertThat(this.jdbc.queryForList("select name from user_account order by id", String.class))
			.containsExactly("Ann Lee", "Bo Ek", "Cy Orr", "Di Poe");
		assertThat(this.jdbc.queryForMap("select * from user_account where name = 'Ann Lee'").keySet())
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.containsExactlyInAnyOrder("id", "name");
		assertThat(this.jdbc.queryForList("select * from of_an_operator")).isEmpty();
		execute(Second.class, "1.1", "status");
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

		@RenamedFrom({ "first_name", "last_name" })
		@Column(length = 201, nullable = false)
		String name;

	}

}
