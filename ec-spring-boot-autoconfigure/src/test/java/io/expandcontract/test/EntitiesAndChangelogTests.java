package io.expandcontract.test;

import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a test of an application is told about its entities and its changelog.
 */
class EntitiesAndChangelogTests {

	private static List<String> differences(TestDatabases engine, String changeLog, Class<?> entity, String... keep)
			throws Exception {
		try (HikariDataSource database = engine.createDatabase()) {
			SpringLiquibase liquibase = new SpringLiquibase();
			liquibase.setDataSource(database);
			liquibase.setChangeLog(changeLog);
			liquibase.setResourceLoader(new DefaultResourceLoader());
			liquibase.afterPropertiesSet();
			LocalContainerEntityManagerFactoryBean entities = new LocalContainerEntityManagerFactoryBean();
			entities.setDataSource(database);
			entities.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
			entities.setManagedTypes(PersistenceManagedTypes.of(entity.getName()));
			entities.afterPropertiesSet();
			List<String> before = tables(database);
			try {
				return EntitiesAndChangelog.differences(entities, liquibase, keep);
			}
			finally {
				entities.destroy();
				assertThat(liquibase.getDataSource()).isSameAs(database);
				assertThat(tables(database)).isEqualTo(before);
			}
		}
	}

	private static List<String> tables(DataSource database) {
		return new JdbcTemplate(database).queryForList("""
				select table_name from information_schema.tables
				where lower(table_schema) = 'public' order by table_name
				""", String.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void nothingIsSaidWhereTheyAgree(TestDatabases engine) throws Exception {
		assertThat(differences(engine, "classpath:/autogenerate/purchase.yaml", Purchase.class)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void forgottenMigrationIsShown(TestDatabases engine) throws Exception {
		assertThat(differences(engine, "classpath:/autogenerate/purchase.yaml", Discounted.class)).singleElement()
			.asString()
			.startsWith("The changelog lacks autogenerate/expand/001-changes.yaml:")
			.contains("name: discount");
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void whatNothingMapsIsAskedAboutUnlessItIsKept(TestDatabases engine) throws Exception {
		assertThat(differences(engine, "classpath:/autogenerate/purchase.yaml", Other.class, "other"))
			.anyMatch((difference) -> difference.contains("No entity maps the table"));
		assertThat(differences(engine, "classpath:/autogenerate/purchase.yaml", Other.class, "purchase"))
			.noneMatch((difference) -> difference.contains("No entity maps"));
	}

	@Entity(name = "Purchase")
	@Table(name = "purchase")
	static class Purchase {

		@Id
		Long id;

		Long total;

	}

	@Entity(name = "Discounted")
	@Table(name = "purchase")
	static class Discounted {

		@Id
		Long id;

		Long total;

		Long discount;

	}

	@Entity(name = "Other")
	@Table(name = "other")
	static class Other {

		@Id
		Long id;

		String name;

	}

}
