package io.expandcontract.boot.command;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Job whose own entities are mapped to what it is told to remove.
 */
class MappedByModelCommandTests {

	private final HikariDataSource database = TestDatabases.H2.createDatabase();

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void contractIsRefusedAndTheSchemaStays() {
		ExecutedCommand.of("1.0", this.database, "expand");
		ExecutedCommand.of(Application.class, "1.1", this.database, "expand");
		ExecutedCommand.of(Application.class, "1.1", this.database, "migrate");
		ExecutedCommand contract = ExecutedCommand.of(Application.class, "1.1", this.database, "contract",
				"format=json");
		assertThat(contract.exitCode()).as(contract.toString()).isEqualTo(4);
		assertThat(contract.json().at("/reason").asString()).isEqualTo("MAPPED_BY_MODEL");
		assertThat(contract.json().at("/message").asString()).contains("Person.firstName");
		JdbcTemplate jdbc = new JdbcTemplate(this.database);
		assertThat(jdbc.queryForList("select first_name, last_name from person")).isEmpty();
		assertThat(jdbc.queryForList("select TABLE_NAME from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = 'PUBLIC'",
				String.class))
			.doesNotContain("LEFT_BEHIND");
	}

	@Test
	void checkTellsWhatIsStillMappedAndWhatIsMissing() {
		ExecutedCommand.of("1.0", this.database, "expand");
		ExecutedCommand check = ExecutedCommand.of(Application.class, "1.1", this.database, "check");
		assertThat(check.exitCode()).as(check.toString()).isEqualTo(3);
		assertThat(check.output()).contains("model FAIL: rollout/1.1/contract/001-drop.yaml::drop-first::ann drops the",
				"to which Person.firstName is mapped", "Entities and changelog differ", "left_behind");
		assertThat(new JdbcTemplate(this.database).queryForList("select first_name from person")).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(dataSource);
			factory.setManagedTypes(PersistenceManagedTypes.of(Person.class.getName(), LeftBehind.class.getName()));
			factory.getJpaPropertyMap().put("hibernate.hbm2ddl.auto", "update");
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			return factory;
		}

	}

	@Entity(name = "Person")
	@Table(name = "person")
	static class Person {

		@Id
		Long id;

		@Column(name = "first_name")
		String firstName;

	}

	@Entity
	@Table(name = "left_behind")
	static class LeftBehind {

		@Id
		Long id;

	}

}
