package io.expandcontract.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.expandcontract.autogenerate.AutogenerateResult.DecisionNeeded;
import io.expandcontract.autogenerate.Renames;
import io.expandcontract.autogenerate.ScratchChangelog;
import io.expandcontract.autogenerate.UnwritableChangelogException;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.migration.LiquibaseRunner;
import io.expandcontract.safety.ChangeOperations;
import io.expandcontract.safety.Effect;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * One file of a changelog that is to be split into phases. What it makes is compared with
 * what the changelog makes without it, so that the same decisions apply as to entities.
 * The file is read and left as it is: what ran keeps its identity, and counts as there.
 */
final class SplitChangelog {

	private final SpringLiquibase liquibase;

	private final @Nullable String catalog;

	private final String path;

	private final boolean onlyOne;

	private final Set<ChangeSetKey> ran;

	private final Map<ChangeSetKey, List<String>> hidden = new LinkedHashMap<>();

	private final List<ChangeSetKey> replaced = new ArrayList<>();

	private Renames renames = Renames.NONE;

	private boolean included;

	/**
	 * Prepare to split.
	 * @param liquibase what runs the changelog
	 * @param catalog the name of the database at work
	 * @param path the file's path on the class path
	 * @param onlyOne whether there is no other changelog that the file could belong to
	 * @throws SQLException if the database at work cannot be asked
	 * @throws LiquibaseException if its history cannot be read
	 */
	SplitChangelog(SpringLiquibase liquibase, @Nullable String catalog, String path, boolean onlyOne)
			throws SQLException, LiquibaseException {
		this.liquibase = liquibase;
		this.catalog = catalog;
		this.path = DatabaseChangeLog.normalizePath(path);
		this.onlyOne = onlyOne;
		this.ran = ran(liquibase);
	}

	private static Set<ChangeSetKey> ran(SpringLiquibase liquibase) throws SQLException, LiquibaseException {
		LiquibaseRunner.beginCommand();
		try (Connection connection = liquibase.getDataSource().getConnection()) {
			Database database = DatabaseFactory.getInstance()
				.findCorrectDatabaseImplementation(new JdbcConnection(connection));
			if (liquibase.getDefaultSchema() != null) {
				database.setDefaultSchemaName(liquibase.getDefaultSchema());
			}
			if (liquibase.getLiquibaseSchema() != null) {
				database.setLiquibaseSchemaName(liquibase.getLiquibaseSchema());
			}
			if (liquibase.getDatabaseChangeLogTable() != null) {
				database.setDatabaseChangeLogTableName(liquibase.getDatabaseChangeLogTable());
			}
			Set<ChangeSetKey> ran = database.getRanChangeSetList()
				.stream()
				.map((RanChangeSet row) -> new ChangeSetKey(row.getChangeLog(), row.getId(), row.getAuthor()))
				.collect(Collectors.toSet());
			connection.rollback();
			connection.setAutoCommit(true);
			return ran;
		}
		finally {
			LiquibaseRunner.endCommand();
		}
	}

	/**
	 * Run everything, the file included.
	 * @param empty a scratch database
	 * @return what the file says about former names
	 * @throws OtherChangelogException if the file belongs to another changelog
	 */
	Renames after(DataSource empty) {
		try {
			run(this::includeFile, empty);
			return this.renames;
		}
		catch (LiquibaseException ex) {
			throw new UnexpectedLiquibaseException(ex);
		}
	}

	/**
	 * Run everything but what the file has yet to do.
	 * @param empty a scratch database
	 * @throws LiquibaseException if the changelog does not run without it
	 */
	void before(DataSource empty) throws LiquibaseException {
		run((parsed) -> parsed.getDatabaseChangeLog()
			.getChangeSets()
			.stream()
			.filter(this::isToSplit)
			.forEach((changeSet) -> changeSet.setIgnore(true)), empty);
	}

	private void run(Change change, DataSource empty) throws LiquibaseException {
		LiquibaseRunner.beginCommand();
		try {
			new ScratchChangelog(this.liquibase, this.catalog, (parsed) -> {
				try {
					change.apply(parsed);
				}
				catch (LiquibaseException ex) {
					throw new UnexpectedLiquibaseException(ex);
				}
			}).run(empty);
		}
		finally {
			LiquibaseRunner.endCommand();
		}
	}

	private boolean isToSplit(ChangeSet changeSet) {
		return isOfFile(changeSet) && !this.ran.contains(ChangeSetKey.of(changeSet));
	}

	private boolean isOfFile(ChangeSet changeSet) {
		String physical = changeSet.getChangeLog().getPhysicalFilePath();
		return this.path
			.equalsIgnoreCase(DatabaseChangeLog.normalizePath((physical != null) ? physical : changeSet.getFilePath()));
	}

	private void includeFile(Liquibase parsed) throws LiquibaseException {
		DatabaseChangeLog changelog = parsed.getDatabaseChangeLog();
		this.included = changelog.getChangeSets().stream().anyMatch(this::isOfFile);
		if (!this.included) {
			if (!this.onlyOne) {
				throw new OtherChangelogException();
			}
			ResourceAccessor files = parsed.getResourceAccessor();
			ChangeLogParserFactory.getInstance()
				.getParser(this.path, files)
				.parse(this.path, parsed.getChangeLogParameters(), files)
				.getChangeSets()
				.forEach(changelog::addChangeSet);
		}
		ChangeOperations operations = new ChangeOperations(parsed.getDatabase());
		SplitOperations read = new SplitOperations();
		changelog.getChangeSets().stream().filter(this::isToSplit).forEach((changeSet) -> {
			this.replaced.add(ChangeSetKey.of(changeSet));
			for (Effect effect : operations.of(changeSet)) {
				if (!read.take(effect.operation())) {
					this.hidden.computeIfAbsent(ChangeSetKey.of(changeSet), (key) -> new ArrayList<>())
						.add(effect.change().getSerializedObjectName());
				}
			}
		});
		this.renames = read.renames();
		if (this.replaced.isEmpty()) {
			throw new UnwritableChangelogException("Every changeset of " + this.path + " ran already", null);
		}
	}

	/**
	 * Return what the file does that tables do not show.
	 */
	List<DecisionNeeded> decisions() {
		List<DecisionNeeded> decisions = new ArrayList<>();
		this.hidden.forEach((key, changes) -> decisions.add(new DecisionNeeded(
				"The changeset " + key + " does what tables do not show: "
						+ changes.stream().distinct().collect(Collectors.joining(", ")),
				"Move it to the phase that it belongs to by hand: rows as a backfill to migrate, what only old code needs to contract")));
		return decisions;
	}

	/**
	 * Return what is to be done about the file itself.
	 */
	List<String> remarks() {
		return List.of((this.included ? "Remove from " + this.path + " what the new files do instead: "
				: "Do not include " + this.path + ", the new files do instead: ") + this.replaced);
	}

	/**
	 * Says that a file belongs to another changelog.
	 */
	static final class OtherChangelogException extends RuntimeException {

		OtherChangelogException() {
			super("Of another changelog", null, false, false);
		}

		static boolean isBehind(Throwable failure) {
			for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
				if (cause instanceof OtherChangelogException) {
					return true;
				}
			}
			return false;
		}

	}

	private interface Change {

		void apply(Liquibase parsed) throws LiquibaseException;

	}

}
