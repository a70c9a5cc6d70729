package io.expandcontract.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import javax.sql.DataSource;

import io.expandcontract.autogenerate.Autogenerate;
import io.expandcontract.autogenerate.AutogenerateSettings;
import io.expandcontract.autogenerate.ChangelogProject;
import io.expandcontract.autogenerate.Renames;
import io.expandcontract.autogenerate.ScratchChangelog;
import io.expandcontract.autogenerate.Unmapped;
import io.expandcontract.autogenerate.hibernate.CreatingSettings;
import io.expandcontract.autogenerate.hibernate.FormerNames;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.hibernate.engine.spi.SessionFactoryImplementor;

import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/**
 * Tells whether the entities of an application and its changelog agree, as the command
 * {@code autogenerate} does: the guard against a forgotten migration, for a test of the
 * application.
 *
 * <pre class="code">
 * assertThat(EntitiesAndChangelog.differences(entities, liquibase)).isEmpty();
 * </pre>
 */
public final class EntitiesAndChangelog {

	private EntitiesAndChangelog() {
	}

	/**
	 * Compare the two in scratch databases beside the one of the test, which is left
	 * alone.
	 * @param entities the bean that makes the entity manager factory, which a test is
	 * given by its type
	 * @param liquibase the bean that runs the changelog
	 * @param keep tables, sequences and types that no entity maps on purpose, as
	 * {@code expand-contract.autogenerate.keep} names them
	 * @return what is missing or to be decided, in sentences; empty if they agree
	 * @throws SQLException if the database cannot be asked
	 * @throws LiquibaseException if the changelog does not run on an empty database
	 */
	public static List<String> differences(LocalContainerEntityManagerFactoryBean entities, SpringLiquibase liquibase,
			String... keep) throws SQLException, LiquibaseException {
		DataSource database = liquibase.getDataSource();
		boolean mySql;
		String catalog;
		try (Connection connection = database.getConnection()) {
			catalog = connection.getCatalog();
			mySql = connection.getMetaData().getURL().matches("jdbc:(mysql|mariadb):.*");
		}
		String schema = liquibase.getDefaultSchema();
		liquibase.setDefaultSchema(mySql ? null : schema);
		try {
			AutogenerateSettings settings = new AutogenerateSettings(java.nio.file.Path.of(""), null, "test",
					Unmapped.ASK, List.of(keep));
			return new Autogenerate(database, mySql ? null : schema, ownTables(liquibase), settings)
				.run((empty) -> create(entities, empty), new ScratchChangelog(liquibase, catalog),
						ChangelogProject.of(liquibase.getChangeLog(), null), "changes", true)
				.differences();
		}
		finally {
			liquibase.setDefaultSchema(schema);
		}
	}

	private static Renames create(LocalContainerEntityManagerFactoryBean entities, DataSource empty) {
		PersistenceProvider provider = entities.getPersistenceProvider();
		PersistenceUnitInfo unit = entities.getPersistenceUnitInfo();
		if (provider == null || unit == null) {
			throw new IllegalArgumentException("The entity manager factory is not made yet");
		}
		Map<String, Object> properties = new HashMap<>(entities.getJpaPropertyMap());
		CreatingSettings.apply(properties);
		properties.put("jakarta.persistence.nonJtaDataSource", empty);
		try (EntityManagerFactory factory = provider.createContainerEntityManagerFactory(unit, properties)) {
			return FormerNames.of(factory.unwrap(SessionFactoryImplementor.class));
		}
	}

	private static Set<String> ownTables(SpringLiquibase liquibase) {
		return Set.of(
				Objects.requireNonNullElse(liquibase.getDatabaseChangeLogTable(), "DATABASECHANGELOG")
					.toLowerCase(Locale.ROOT),
				Objects.requireNonNullElse(liquibase.getDatabaseChangeLogLockTable(), "DATABASECHANGELOGLOCK")
					.toLowerCase(Locale.ROOT));
	}

}
