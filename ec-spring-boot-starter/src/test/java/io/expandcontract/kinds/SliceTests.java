package io.expandcontract.kinds;

import java.util.List;

import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.MigrationRequest;
import io.expandcontract.migration.Migrations;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.testsupport.TestDatabases;
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
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Slices of Spring Boot's tests. They begin with a fresh database and so need no fleet;
 * on a database where an old instance lives they are instances like any other.
 */
class SliceTests {

	private static final String CHANGELOG = "spring.liquibase.change-log=classpath:/kinds/1.1.yaml";

	private static List<String> columns(JdbcTemplate jdbc) {
		return jdbc.queryForList("""
				select lower(column_name) from information_schema.columns where lower(table_name) = 'person'
				order by ordinal_position
				""", String.class);
	}

	private static MigrationOutcome contract(Migrations migrations) {
		return migrations.contract(MigrationRequest.plain()).values().iterator().next();
	}

	private static void seesTheGateAndContracts(Instance old, JdbcTemplate jdbc, Migrations migrations) {
		assertThat(columns(jdbc)).containsExactly("id", "first_name", "name");
		assertThat(contract(migrations).reason()).isEqualTo(RefusalReason.LIVE_INSTANCES);
		old.close();
		assertThat(contract(migrations).outcome()).isEqualTo(Outcome.DONE);
		assertThat(columns(jdbc)).containsExactly("id", "name");
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
			assertThat(contract(migrations).outcome()).isEqualTo(Outcome.DONE);
			assertThat(columns(jdbc)).containsExactly("id", "name");
		}

	}

	@Nested
	@JdbcTest(properties = { CHANGELOG, "spring.test.database.replace=none" })
	@ContextConfiguration(classes = Application.class)
	class JdbcBesideAnOldInstance {

		private static final Rollout ROLLOUT = new Rollout(TestDatabases.H2);

		private static final Instance OLD = ROLLOUT.instance("1.0").start();

		@DynamicPropertySource
		static void database(DynamicPropertyRegistry registry) {
			registry.add("spring.datasource.url", ROLLOUT.database()::getJdbcUrl);
		}

		@Test
		void seesTheGateAndContracts(@Autowired JdbcTemplate jdbc, @Autowired Migrations migrations) {
			SliceTests.seesTheGateAndContracts(OLD, jdbc, migrations);
		}

	}

	@Nested
	@DataJpaTest(properties = { CHANGELOG, "spring.test.database.replace=none" })
	@ContextConfiguration(classes = Application.class)
	class JpaBesideAnOldInstance {

		private static final Rollout ROLLOUT = new Rollout(TestDatabases.H2);

		private static final Instance OLD = ROLLOUT.instance("1.0").start();

		@DynamicPropertySource
		static void database(DynamicPropertyRegistry registry) {
			registry.add("spring.datasource.url", ROLLOUT.database()::getJdbcUrl);
		}

		@Test
		void seesTheGateAndContracts(@Autowired JdbcTemplate jdbc, @Autowired Migrations migrations) {
			SliceTests.seesTheGateAndContracts(OLD, jdbc, migrations);
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
