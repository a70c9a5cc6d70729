package io.expandcontract.kinds;

import io.expandcontract.kinds.Instance.Part;
import io.expandcontract.testsupport.TestDatabases;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import org.jooq.DSLContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

/**
 * JPA, jOOQ and JdbcClient. Spring Boot makes each wait for Liquibase.
 */
class PersistenceTests {

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void jdbcClient(TestDatabases engine) {
		try (Rollout rollout = new Rollout(engine)) {
			rollout.run(rollout.instance("1.1"), (instance, column) -> assertThat(
					instance.bean(JdbcClient.class).sql("select " + column + " from person").query(String.class).list())
				.isEmpty());
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void jooq(TestDatabases engine) {
		try (Rollout rollout = new Rollout(engine)) {
			rollout
				.run(rollout.instance("1.1").part(Part.JOOQ),
						(instance, column) -> assertThat(
								instance.bean(DSLContext.class).select(field(column)).from(table("person")).fetch())
							.isEmpty());
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void jpa(TestDatabases engine) {
		try (Rollout rollout = new Rollout(engine)) {
			rollout.run(rollout.instance("1.1")
				.part(Part.JPA)
				.type(Jpa.class)
				.with("spring.jpa.hibernate.ddl-auto", "validate"), (instance, column) -> {
					People people = instance.bean(People.class);
					people.save(new Person(column.length(), "Ann"));
					assertThat(people.findById((long) column.length())).get().extracting("name").isEqualTo("Ann");
					assertThat(instance.bean(EntityManagerFactory.class).isOpen()).isTrue();
				});
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = PersistenceTests.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = PersistenceTests.class)
	static class Jpa {

	}

	interface People extends JpaRepository<Person, Long> {

	}

	@Entity(name = "person")
	static class Person {

		@Id
		private long id;

		@SuppressWarnings("UnusedVariable")
		private String name = "";

		Person() {
		}

		Person(long id, String name) {
			this.id = id;
			this.name = name;
		}

	}

}
