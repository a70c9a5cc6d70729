package io.expandcontract.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.expandcontract.changelog.Applicability;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.ChangeLogParameters;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import liquibase.snapshot.SnapshotGeneratorFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A changelog as Spring Boot would run it on a database, read and not run.
 */
final class ReadableChangelog extends SpringLiquibase {

	/**
	 * What was read.
	 *
	 * @param database the database, over the connection that reads
	 * @param jdbc the same connection
	 * @param changelog the changelog with phases
	 * @param pending what is to be judged, in running order
	 */
	record Read(Database database, JdbcTemplate jdbc, PhasedChangelog changelog, List<PhasedChangeSet> pending) {
	}

	/**
	 * Read the changelog and what of it has run.
	 * @param connection a connection, from then on in autocommit mode
	 * @param baseline the checkpoint up to which nothing is judged, if any
	 * @return what was read
	 * @throws LiquibaseException if the changelog cannot be read
	 * @throws SQLException if the database cannot be asked
	 */
	Read read(Connection connection, @Nullable String baseline) throws LiquibaseException, SQLException {
		Liquibase liquibase = createLiquibase(connection);
		if (!connection.getAutoCommit()) {
			connection.rollback();
			connection.setAutoCommit(true);
		}
		Contexts contexts = new Contexts(getContexts());
		LabelExpression labels = new LabelExpression(getLabelFilter());
		ChangeLogParameters parameters = liquibase.getChangeLogParameters();
		parameters.setContexts(contexts);
		parameters.setLabels(labels);
		PhasedChangelog changelog = PhasedChangelog.of(liquibase.getDatabaseChangeLog(), Unphased.REFUSE, "test",
				baseline);
		Database database = liquibase.getDatabase();
		JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		Map<ChangeSetKey, @Nullable String> ran = ran(database, jdbc);
		List<PhasedChangeSet> pending = new Applicability(changelog, contexts, labels, database).pending(ran, List.of())
			.stream()
			.filter((changeSet) -> !changeSet.isCheckpoint() && !changelog.isPast(changeSet))
			.filter((changeSet) -> !changeSet.changeSet().isAlwaysRun() || !ran.containsKey(changeSet.key()))
			.toList();
		return new Read(database, jdbc, changelog, pending);
	}

	private static Map<ChangeSetKey, @Nullable String> ran(Database database, JdbcTemplate jdbc)
			throws LiquibaseException {
		Map<ChangeSetKey, @Nullable String> ran = new HashMap<>();
		if (SnapshotGeneratorFactory.getInstance().hasDatabaseChangeLogTable(database)) {
			jdbc.query(
					"select FILENAME, ID, AUTHOR, MD5SUM from "
							+ database.escapeTableName(database.getLiquibaseCatalogName(),
									database.getLiquibaseSchemaName(), database.getDatabaseChangeLogTableName()),
					(row) -> {
						ran.put(new ChangeSetKey(row.getString(1), row.getString(2), row.getString(3)),
								row.getString(4));
					});
		}
		return ran;
	}

}
