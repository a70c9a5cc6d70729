package io.expandcontract.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.BlockerCode;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.MigrationRequest;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.status.NextAction;
import io.expandcontract.status.StatusReader;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.TestDatabases;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A contract that would remove what this very build's entities are mapped to.
 */
class MappedByModelTests {

	private final HikariDataSource database = TestDatabases.H2.createDatabase();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	@TempDir
	private Path folder;

	@AfterEach
	void close() {
		this.database.close();
	}

	private TestRelease.Starter release(String contract) throws IOException {
		String changelog = "- logicalFilePath: changelog.yaml\n" + Changelogs.changeSet("tables", """
				context: expand
				changes:
				  - sql:
				      sql: >-
				        create table person (id bigint primary key, name varchar(20), unmapped int, street varchar(20),
				          boss_id bigint);
				        create table employee (person_id bigint primary key, salary int);
				        create table person_nickname (person_id bigint, nick varchar(20));
				        create table person_friend (person_id bigint, friend_id bigint);
				        create table person_old (id int);
				        create sequence person_seq increment by 50""");
		changelog += Changelogs.changeSet("contract",
				"context: \"@contract\"\nchanges:\n  - sql: { sql: \"" + contract + "\" }");
		Path file = this.folder.resolve("changelog.yaml");
		Files.writeString(file, Changelogs.yaml(changelog));
		return TestRelease.of("1.1", this.database)
			.with(Application.class)
			.with("spring.liquibase.change-log", file.toUri().toString())
			.with("expand-contract.fresh-database", "expand")
			.with("expand-contract.fleet.session-check", "off");
	}

	private static MigrationOutcome contract(TestRelease release) {
		return release.contract(new MigrationRequest(null, false, true, "no other instance", "tester"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			alter table person drop column name                         | Person.name
			alter table person alter column street rename to road       | Person.address.street
			alter table person drop column boss_id                      | Person.boss
			alter table person drop column id                           | Person.id
			alter table employee drop column person_id                  | Employee.id
			drop table employee                                         | Employee
			drop table person_nickname                                  | Person.nicknames
			alter table person_nickname drop column nick                | Person.nicknames
			alter table person_friend drop column friend_id             | Person.friends
			alter table person_friend drop column person_id             | Person.friends
			alter table person rename to human                          | Person
			drop sequence person_seq                                    | the generator of Person.id
			""")
	void contractOfWhatIsMappedIsRefusedByName(String statement, String attribute) throws IOException {
		try (TestRelease release = release(statement).start()) {
			MigrationOutcome outcome = contract(release);
			assertThat(outcome.outcome()).isEqualTo(Outcome.REFUSED);
			assertThat(outcome.reason()).isEqualTo(RefusalReason.MAPPED_BY_MODEL);
			assertThat(outcome.message()).contains("changelog.yaml::contract::ann",
					"to which " + attribute + " is mapped", "Contract from a release whose entities no longer need it");
			assertThat(outcome.blockers()).extracting(Blocker::code).containsExactly(BlockerCode.MAPPED_BY_MODEL);
			assertThat(new StatusReader(release.migrations()).read().status()).isEqualTo(NextAction.DECIDE);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			alter table person drop column unmapped
			drop table person_old
			alter table person alter column name set not null
			create table p2 as select * from person with no data; drop table person; alter table p2 rename to person
			""")
	void contractOfWhatIsNotMappedIsDone(String statement) throws IOException {
		try (TestRelease release = release(statement).start()) {
			assertThat(contract(release).outcome()).isEqualTo(Outcome.DONE);
		}
	}

	@Test
	void forceDoesNotOverrideTheModel() throws IOException {
		try (TestRelease release = release("alter table person drop column name")
			.with("expand-contract.contract.allow-force", "true")
			.start()) {
			MigrationOutcome outcome = release.contract(new MigrationRequest(null, true, false, "now", "tester"));
			assertThat(outcome.reason()).isEqualTo(RefusalReason.MAPPED_BY_MODEL);
			assertThat(this.jdbc.queryForList("select name from person")).isEmpty();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
			LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
			factory.setDataSource(dataSource);
			factory.setManagedTypes(PersistenceManagedTypes.of(Person.class.getName(), Employee.class.getName(),
					Address.class.getName()));
			factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			return factory;
		}

	}

	@Embeddable
	static class Address {

		@Nullable String street;

	}

	@Entity(name = "Person")
	@Table(name = "person")
	@Inheritance(strategy = InheritanceType.JOINED)
	static class Person {

		@Id
		@GeneratedValue
		@SequenceGenerator(sequenceName = "person_seq")
		Long id;

		@Column(name = "name")
		String name;

		@Formula("unmapped + 1")
		int computed;

		@Embedded
		Address address;

		@ManyToOne
		@JoinColumn(name = "boss_id")
		Person boss;

		@ElementCollection
		@CollectionTable(name = "person_nickname", joinColumns = @JoinColumn(name = "person_id"))
		@Column(name = "nick")
		List<String> nicknames;

		@ManyToMany
		@JoinTable(name = "person_friend", joinColumns = @JoinColumn(name = "person_id"),
				inverseJoinColumns = @JoinColumn(name = "friend_id"))
		List<Person> friends;

	}

	@Entity(name = "Employee")
	@Table(name = "employee")
	@PrimaryKeyJoinColumn(name = "person_id")
	static class Employee extends Person {

		int salary;

	}

}
