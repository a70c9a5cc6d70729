package io.expandcontract.kinds;

import java.util.List;

import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.MigrationRequest;
import io.expandcontract.migration.Migrations;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.boot.jpa.test.autoconfigure.TestEntityManager;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Slices of Spring Boot's tests. They begin with a fresh database and so need no fleet;
 * one that only expands shows that the gate and the contract are there as well.
 */
class SliceTests {

	private static final String CHANGELOG = "spring.liquibase.change-log=classpath:/kinds/1.1.yaml";

	private static List<String> columns(JdbcTemplate jdbc) {
		return jdbc.queryForList("""
				select lower(column_name) from information_schema.columns where lower(table_name) = 'person'
				order by ordinal_position
				""", String.class);
	}

	@Nested
	@JdbcTest(properties = CHANGELOG)
	@ContextConfiguration(classes = Application.class)
	class Jdbc {

		@Test
		void everyPhaseRanOnTheFreshDatabase(@Autowired JdbcTemplate jdbc) {
			assertThat(columns(jdbc)).containsExactly("id", "name");
		}

	}

	@Nested
	@JdbcTest(properties = { CHANGELOG, "expand-contract.fresh-database=expand" })
	@ContextConfiguration(classes = Application.class)
	class JdbcThatExpands {

		@Test
		void contractsWhenTold(@Autowired JdbcTemplate jdbc, @Autowired Migrations migrations) {
			assertThat(columns(jdbc)).containsExactly("id", "first_name", "name");
			assertThat(migrations.contract(MigrationRequest.plain()).values()).singleElement()
				.extracting("outcome")
				.isEqualTo(Outcome.DONE);
			assertThat(columns(jdbc)).containsExactly("id", "name");
		}

	}

	@Nested
	@DataJpaTest(properties = { CHANGELOG, "spring.jpa.hibernate.ddl-auto=validate" })
	@ContextConfiguration(classes = Application.class)
	class Jpa {

		@Test
		void entityFitsTheSchema(@Autowired TestEntityManager entities) {
			entities.persistAndFlush(new PersistenceTests.Person(1, "Ann"));
			entities.clear();
			assertThat(entities.find(PersistenceTests.Person.class, 1L)).isNotNull();
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = PersistenceTests.class)
	static class Application {

	}

}
