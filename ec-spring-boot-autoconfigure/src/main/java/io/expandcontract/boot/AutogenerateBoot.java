package io.expandcontract.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import javax.sql.DataSource;

import io.expandcontract.autogenerate.Autogenerate;
import io.expandcontract.autogenerate.AutogenerateResult;
import io.expandcontract.autogenerate.AutogenerateSettings;
import io.expandcontract.autogenerate.ChangelogProject;
import io.expandcontract.autogenerate.RenameJudge;
import io.expandcontract.autogenerate.ScratchChangelog;
import io.expandcontract.autogenerate.UnwritableChangelogException;
import io.expandcontract.database.StarterTable;
import io.expandcontract.migration.LiquibaseRunner;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.ClassUtils;

/**
 * Compares the entities of an application that does not start with its changelogs, one
 * database after the other.
 */
public final class AutogenerateBoot {

	private static final Log logger = LogFactory.getLog(AutogenerateBoot.class);

	private final ConfigurableApplicationContext context;

	private final ExpandContractProperties properties;

	private final RenameJudge judge;

	/**
	 * Prepare to compare.
	 * @param context a context whose beans are held by {@link CommandBoot#holder()}
	 * @param judge who knows whether something was renamed
	 */
	public AutogenerateBoot(ConfigurableApplicationContext context, RenameJudge judge) {
		this.judge = judge;
		this.context = context;
		this.properties = context.getBean(ExpandContractProperties.class);
	}

	/**
	 * Return whether there is anything that knows entities.
	 * @return {@code false} without Hibernate or Spring's support for JPA
	 */
	public static boolean isPossible() {
		ClassLoader classes = AutogenerateBoot.class.getClassLoader();
		return ClassUtils.isPresent("org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean", classes)
				&& ClassUtils.isPresent("org.hibernate.engine.spi.SessionFactoryImplementor", classes);
	}

	/**
	 * Compare, decide and write.
	 * @param message what the change is for
	 * @param dryRun whether to write nothing
	 * @return what was written, or would be, by the name of the bean that runs Liquibase
	 * @throws LiquibaseException if a changelog does not run on an empty database
	 * @throws SQLException if a database cannot be asked
	 */
	public Map<String, AutogenerateResult> run(String message, boolean dryRun) throws LiquibaseException, SQLException {
		Map<String, SpringLiquibase> liquibases = liquibases();
		EntityFactories factories = new EntityFactories(this.context.getBeanFactory());
		boolean onlyOne = liquibases.size() == 1 && factories.size() == 1;
		Map<String, AutogenerateResult> results = new LinkedHashMap<>();
		for (Map.Entry<String, SpringLiquibase> entry : liquibases.entrySet()) {
			results.put(entry.getKey(), run(entry.getValue(), factories, onlyOne, message, dryRun));
		}
		factories.waiting()
			.forEach((name) -> logger.warn("The entities of " + name + " are in no database that Liquibase migrates"));
		return results;
	}

	private Map<String, SpringLiquibase> liquibases() {
		Map<String, SpringLiquibase> liquibases = new LinkedHashMap<>();
		for (String name : this.context.getBeanNamesForType(SpringLiquibase.class, true, false)) {
			if (this.context.getBean(name) instanceof HeldLiquibase held) {
				liquibases.put(name, held.liquibase());
			}
		}
		return liquibases;
	}

	private AutogenerateResult run(SpringLiquibase liquibase, EntityFactories factories, boolean onlyOne,
			String message, boolean dryRun) throws LiquibaseException, SQLException {
		DataSource database = liquibase.getDataSource();
		Location location = Location.of(liquibase);
		location.enter(liquibase);
		try {
			return new Autogenerate(server(database), location.schema(), ownTables(liquibase), settings(), this.judge)
				.run((empty) -> factories.create((dataSource) -> onlyOne || DataSourceTree.isSame(database, dataSource),
						empty), (empty) -> alone(new ScratchChangelog(liquibase, location.catalog()), empty),
						ChangelogProject.of(liquibase.getChangeLog(), version()), message, dryRun);
		}
		catch (EntityFactories.NoEntitiesException ex) {
			return new AutogenerateResult(List.of(), List.of(), List.of("No entities are in this database"));
		}
	}

	/**
	 * Return whether there are entities to compare.
	 * @param context a context
	 * @return {@code false} without Hibernate, or without a persistence unit
	 */
	public static boolean hasEntities(ConfigurableApplicationContext context) {
		return isPossible() && Units.isAny(context);
	}

	/**
	 * Split a file of a changelog into phases, by the decisions that apply to entities.
	 * @param file its path on the class path
	 * @param message what the change is for, or {@code null} to name the new files after
	 * the old one
	 * @param dryRun whether to write nothing
	 * @return what was written, or would be, by the name of the bean that runs Liquibase
	 * @throws LiquibaseException if a changelog does not run on an empty database
	 * @throws SQLException if a database cannot be asked
	 * @throws UnwritableChangelogException if there is no such file, or it is not clear
	 * which changelog it belongs to
	 */
	public Map<String, AutogenerateResult> split(String file, @Nullable String message, boolean dryRun)
			throws LiquibaseException, SQLException {
		Map<String, SpringLiquibase> liquibases = liquibases();
		Map<String, AutogenerateResult> results = new LinkedHashMap<>();
		String path = file.replaceFirst("^classpath\\*?:", "").replaceFirst("^/+", "");
		if (!Files.isRegularFile(settings().resources().resolve(path))) {
			throw new UnwritableChangelogException("There is no " + settings().resources().resolve(path), null);
		}
		for (Map.Entry<String, SpringLiquibase> entry : liquibases.entrySet()) {
			try {
				results.put(entry.getKey(), split(entry.getValue(), liquibases.size() == 1, path, message, dryRun));
			}
			catch (LiquibaseException | RuntimeException ex) {
				if (!SplitChangelog.OtherChangelogException.isBehind(ex)) {
					throw ex;
				}
			}
		}
		if (results.isEmpty() && !liquibases.isEmpty()) {
			throw new UnwritableChangelogException(
					"None of several changelogs includes " + path + ": include it in the one that it belongs to", null);
		}
		return results;
	}

	private AutogenerateResult split(SpringLiquibase liquibase, boolean onlyOne, String path, @Nullable String message,
			boolean dryRun) throws LiquibaseException, SQLException {
		Location location = Location.of(liquibase);
		SplitChangelog file = new SplitChangelog(liquibase, location.catalog(), path, onlyOne);
		location.enter(liquibase);
		AutogenerateResult result = new Autogenerate(server(liquibase.getDataSource()), location.schema(),
				ownTables(liquibase), settings().splitting(path))
			.run(file::after, file::before, ChangelogProject.of(liquibase.getChangeLog(), version()).beside(path),
					(message != null) ? message : path.replaceFirst("^.*/", "").replaceFirst("\\.\\w+$", ""), dryRun);
		return result.with(file.decisions(), file.remarks());
	}

	/**
	 * Compare, and write nothing: the guard against a forgotten migration.
	 * @return what {@link AutogenerateResult#differences()} says, by the name of the bean
	 * that runs Liquibase; no sentence where entities and changelog agree
	 * @throws LiquibaseException if a changelog does not run on an empty database
	 * @throws SQLException if a database cannot be asked
	 */
	public Map<String, List<String>> differences() throws LiquibaseException, SQLException {
		Map<String, List<String>> differences = new LinkedHashMap<>();
		run("changes", true).forEach((name, result) -> differences.put(name, result.differences()));
		return differences;
	}

	private static void alone(ScratchChangelog changelog, DataSource empty) throws LiquibaseException {
		LiquibaseRunner.beginCommand();
		try {
			changelog.run(empty);
		}
		finally {
			LiquibaseRunner.endCommand();
		}
	}

	/**
	 * Return where scratch databases are made.
	 */
	private DataSource server(DataSource database) {
		AutogenerateProperties own = this.properties.getAutogenerate();
		if (own.getScratchUrl() == null) {
			return database;
		}
		DriverManagerDataSource server = new DriverManagerDataSource(own.getScratchUrl());
		server.setUsername(own.getScratchUser());
		server.setPassword(own.getScratchPassword());
		return server;
	}

	private Set<String> ownTables(SpringLiquibase liquibase) {
		Set<String> names = new HashSet<>();
		names.add(lower(Objects.requireNonNullElse(liquibase.getDatabaseChangeLogTable(), "DATABASECHANGELOG")));
		names
			.add(lower(Objects.requireNonNullElse(liquibase.getDatabaseChangeLogLockTable(), "DATABASECHANGELOGLOCK")));
		for (StarterTable table : StarterTable.values()) {
			names.add(lower(this.properties.getTablePrefix() + table.name()));
		}
		return names;
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	private AutogenerateSettings settings() {
		return settings(this.properties.getAutogenerate());
	}

	static AutogenerateSettings settings(AutogenerateProperties own) {
		String author = (own.getAuthor() != null) ? own.getAuthor() : System.getProperty("user.name", "autogenerate");
		return new AutogenerateSettings(Path.of(own.getResources()), own.getFormat(), author, own.getUnmapped(),
				Objects.requireNonNullElse(own.getKeep(), List.of()));
	}

	private @Nullable String version() {
		return version(this.context, this.properties);
	}

	static @Nullable String version(ConfigurableApplicationContext context, ExpandContractProperties properties) {
		BuildProperties build = context.getBeanProvider(BuildProperties.class).getIfAvailable();
		String version = InstanceIdentity
			.of(properties.getInstance(), context.getEnvironment(), (build != null) ? build.getVersion() : null)
			.version();
		return version.equals("unversioned") ? null : version;
	}

	/** Known only where Spring's support for JPA is. */
	private static final class Units {

		static boolean isAny(ConfigurableApplicationContext context) {
			return context.getBeanNamesForType(org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean.class,
					true, false).length > 0;
		}

	}

}
