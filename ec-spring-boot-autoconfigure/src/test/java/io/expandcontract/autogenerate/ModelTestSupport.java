package io.expandcontract.autogenerate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.autogenerate.hibernate.FormerNames;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.FastCheckService;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * From entities to files, with Hibernate and Liquibase on scratch databases, and what the
 * files do on a database with rows.
 */
abstract class ModelTestSupport {

	private static final Set<String> OWN = Set.of("databasechangelog", "databasechangeloglock");

	private final HikariDataSource database;

	@TempDir
	private Path resources;

	ModelTestSupport(TestDatabases engine) {
		this.database = engine.createDatabase();
	}

	@BeforeEach
	void start() throws IOException {
		Files.createDirectories(this.resources.resolve("db/changelog"));
		Files.writeString(this.resources.resolve("db/changelog/master.yaml"), "databaseChangeLog: []\n");
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private static Renames create(Class<?>[] entities, DataSource empty) {
		Configuration configuration = new Configuration();
		configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", empty);
		configuration.setProperty("hibernate.hbm2ddl.auto", "create-only");
		configuration.setProperty("hibernate.hbm2ddl.halt_on_error", "true");
		for (Class<?> entity : entities) {
			configuration.addAnnotatedClass(entity);
		}
		try (SessionFactory factory = configuration.buildSessionFactory()) {
			return FormerNames.of(factory.unwrap(SessionFactoryImplementor.class));
		}
	}

	private void run(DataSource empty) throws LiquibaseException {
		run(empty, List.of(Phase.values()));
	}

	private void run(DataSource empty, List<Phase> phases) throws LiquibaseException {
		Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
		try (Connection connection = empty.getConnection();
				DirectoryResourceAccessor accessor = new DirectoryResourceAccessor(this.resources)) {
			Liquibase liquibase = new Liquibase("db/changelog/master.yaml", accessor,
					DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)));
			PhasedChangelog.of(liquibase.getDatabaseChangeLog(), Unphased.REFUSE, "1", null)
				.changeSets()
				.forEach((changeSet) -> changeSet.changeSet().setIgnore(!phases.contains(changeSet.phase())));
			liquibase.update(new Contexts(), new LabelExpression());
			connection.setAutoCommit(true);
		}
		catch (SQLException | IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (Exception ex) {
			throw new LiquibaseException(ex);
		}
	}

	AutogenerateResult autogenerate(Class<?>[] entities, String version, boolean dryRun) {
		AutogenerateSettings settings = new AutogenerateSettings(this.resources, null, "ann", Unmapped.ASK, List.of());
		try {
			return new Autogenerate(this.database, null, OWN, settings).run((empty) -> create(entities, empty),
					this::run, ChangelogProject.of("classpath:/db/changelog/master.yaml", version),
					"Version " + version, dryRun);
		}
		catch (SQLException | LiquibaseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Run phases of the changelog on the database with rows.
	 */
	void runOnDatabase(Phase... phases) {
		try {
			run(this.database, List.of(phases));
		}
		catch (LiquibaseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void execute(String... statements) {
		List.of(statements).forEach(new JdbcTemplate(this.database)::execute);
	}

	List<String> strings(String query) {
		return new JdbcTemplate(this.database).queryForList(query, String.class);
	}

	Path resources() {
		return this.resources;
	}

}
