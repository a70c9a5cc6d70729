package io.expandcontract.autogenerate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.testsupport.InMemoryResources;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A changed model on a real database: what is decided is written, parsed and run, while
 * statements of old and new code are executed where each must work.
 */
final class Trial {

	private static final Set<String> EXCLUDED = Set.of("databasechangelog", "databasechangeloglock");

	private final TestDatabases engine;

	private final String[] before;

	private final String[] after;

	private final List<String> oldCode = new ArrayList<>();

	private final List<String> newCode = new ArrayList<>();

	private Renames renames = Renames.NONE;

	private Unmapped unmapped = Unmapped.ASK;

	private Format format = Format.YAML;

	private Plan plan = new Plan(Map.of(), List.of());

	private Trial(TestDatabases engine, List<String> before, List<String> after) {
		this.engine = engine;
		this.before = before.toArray(String[]::new);
		this.after = after.toArray(String[]::new);
	}

	static Trial of(TestDatabases engine, List<String> before, List<String> after) {
		return new Trial(engine, before, after);
	}

	Trial renamed(Renames renames) {
		this.renames = renames;
		return this;
	}

	Trial unmapped(Unmapped unmapped) {
		this.unmapped = unmapped;
		return this;
	}

	Trial format(Format format) {
		this.format = format;
		return this;
	}

	/**
	 * Add a statement of old code, which is executed before expand and after migrate.
	 */
	Trial oldCode(String statement) {
		this.oldCode.add(statement);
		return this;
	}

	/**
	 * Add a statement of new code, which is executed after expand and after contract.
	 */
	Trial newCode(String statement) {
		this.newCode.add(statement);
		return this;
	}

	/**
	 * Return the changes of a phase.
	 */
	List<String> changes(Phase phase) {
		return this.plan.of(phase)
			.stream()
			.flatMap((planned) -> planned.step().changes().stream())
			.map((change) -> change.isSql()
					? String.valueOf(change.attributes().get("sql")).split("[ (]")[0].toLowerCase(Locale.ROOT)
					: change.name())
			.toList();
	}

	Plan plan() {
		return this.plan;
	}

	/**
	 * Decide, without running anything.
	 */
	Trial decide() {
		try (HikariDataSource one = created(this.before);
				HikariDataSource other = created(this.after);
				Connection connection = one.getConnection()) {
			Schema schema = CatalogReader.read(one, EXCLUDED);
			List<Difference> differences = Comparison.of(schema, CatalogReader.read(other, EXCLUDED), this.renames);
			assertThat(LiquibaseDiff.tables(other, one))
				.isSubsetOf(differences.stream().flatMap(LiquibaseDiff::tables).toList());
			this.plan = Plan.of(differences, new DecisionTable(Ddl.of(connection), schema, this.unmapped));
			return this;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Decide, run all phases, and see that nothing is left to do. Data is moved once more
	 * when old code is gone, as a backfill is that begins then.
	 * @return this
	 */
	Trial run() {
		decide();
		assertThat(this.plan.questions()).isEmpty();
		try (HikariDataSource database = created(this.before); HikariDataSource wanted = created(this.after)) {
			JdbcTemplate jdbc = new JdbcTemplate(database);
			InMemoryResources resources = files(database);
			this.oldCode.forEach(jdbc::execute);
			run(Phase.EXPAND, database, resources);
			this.oldCode.forEach(jdbc::execute);
			this.newCode.forEach(jdbc::execute);
			run(Phase.MIGRATE, database, resources);
			this.oldCode.forEach(jdbc::execute);
			jdbc.update("delete from DATABASECHANGELOG where FILENAME like '%/migrate/%'");
			run(Phase.MIGRATE, database, resources);
			run(Phase.CONTRACT, database, resources);
			this.newCode.forEach(jdbc::execute);
			assertThat(Comparison.of(CatalogReader.read(database, EXCLUDED), CatalogReader.read(wanted, EXCLUDED),
					this.renames))
				.isEmpty();
			return this;
		}
		catch (SQLException | LiquibaseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	InMemoryResources files(HikariDataSource database) throws SQLException {
		InMemoryResources resources = new InMemoryResources();
		StringBuilder master = new StringBuilder("databaseChangeLog:\n");
		for (ChangelogFile file : written(database).keySet()) {
			master.append("  - include: { file: ").append(file.path()).append(" }\n");
		}
		written(database).forEach((file, text) -> resources.with(file.path(), text));
		return resources.with("master.yaml", master.toString());
	}

	Map<ChangelogFile, String> written(HikariDataSource database) throws SQLException {
		try (Connection connection = database.getConnection()) {
			Map<ChangelogFile, String> files = new java.util.LinkedHashMap<>();
			ChangelogFolder folder = new ChangelogFolder("db/changelog/1.2", 3, "Merge user names", "ann", this.format);
			for (ChangelogFile file : folder.files(this.plan, Ddl.of(connection).product())) {
				files.put(file, ChangelogWriter.write(file, connection));
			}
			return files;
		}
	}

	Map<ChangelogFile, String> written() {
		try (HikariDataSource database = created()) {
			return written(database);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private HikariDataSource created(String... statements) {
		HikariDataSource database = this.engine.createDatabase();
		List.of(statements).forEach(new JdbcTemplate(database)::execute);
		return database;
	}

	private void run(Phase phase, HikariDataSource dataSource, InMemoryResources resources)
			throws SQLException, LiquibaseException {
		try (Connection connection = dataSource.getConnection()) {
			Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
			Database database = DatabaseFactory.getInstance()
				.findCorrectDatabaseImplementation(new JdbcConnection(connection));
			Liquibase liquibase = new Liquibase("master.yaml", resources, database);
			PhasedChangelog changelog = PhasedChangelog.of(liquibase.getDatabaseChangeLog(), Unphased.REFUSE, "1.2",
					null);
			assertThat(changelog.findings()).isEmpty();
			changelog.changeSets().forEach((changeSet) -> changeSet.changeSet().setIgnore(changeSet.phase() != phase));
			liquibase.update(new Contexts(), new LabelExpression());
			connection.setAutoCommit(true);
		}
	}

}
