package io.expandcontract.boot;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.expandcontract.changelog.Applicability;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.database.Engine;
import io.expandcontract.database.SessionTag;
import io.expandcontract.database.StarterTables;
import io.expandcontract.fleet.Registration;
import io.expandcontract.migration.BootMigration;
import io.expandcontract.migration.ContractedPastException;
import io.expandcontract.migration.LiquibaseTarget;
import io.expandcontract.migration.DatabaseParts;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.MigrationConnection;
import io.expandcontract.migration.Migrations;
import io.expandcontract.migration.PendingCheckpoints;
import io.expandcontract.migration.Safety;
import io.expandcontract.safety.ChangeOperations;
import io.expandcontract.safety.Inference;
import io.expandcontract.safety.ModelCheck;
import io.expandcontract.safety.PhaseClassifier;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.BadSqlGrammarException;

/**
 * The boot of one database, from the moment Liquibase has its changelog: gives phases,
 * joins the fleet, expands.
 */
final class LiquibaseBoot {

	private static final Log logger = LogFactory.getLog(LiquibaseBoot.class);

	private final BootSettings settings;

	private final ApplicationDataSources dataSources;

	private final Migrations migrations;

	private final PhaseClassifier classifier;

	private final EntityModels models;

	LiquibaseBoot(BootSettings settings, ApplicationDataSources dataSources, Migrations migrations,
			PhaseClassifier classifier, EntityModels models) {
		this.settings = settings;
		this.dataSources = dataSources;
		this.migrations = migrations;
		this.classifier = classifier;
		this.models = models;
	}

	void run(SpringLiquibase bean, String name, Liquibase liquibase, MigrationConnection connection,
			DataSource liquibaseSource, BootStep step) throws SQLException, LiquibaseException {
		long began = System.nanoTime();
		Contexts contexts = new Contexts(bean.getContexts());
		LabelExpression labels = new LabelExpression(bean.getLabelFilter());
		liquibase.getChangeLogParameters().setContexts(contexts);
		liquibase.getChangeLogParameters().setLabels(labels);
		DatabaseChangeLog parsed = liquibase.getDatabaseChangeLog();
		PhasedChangelog changelog = PhasedChangelog.of(parsed, this.settings.unphased(), this.settings.version(),
				this.settings.baseline());
		changelog.findings().forEach(logger::warn);
		Database database = liquibase.getDatabase();
		LiquibaseTarget target = new LiquibaseTarget(parsed, liquibase.getResourceAccessor(), contexts, labels,
				bean.getTag(), LiquibaseTarget.Naming.of(database));
		DataSource applicationSource = this.dataSources.of(liquibaseSource);
		ChangeOperations operations = new ChangeOperations(database);
		MigratedDatabase migrated = new MigratedDatabase(
				new DatabaseParts(name, liquibaseSource, applicationSource, tables(database, connection.engine()),
						changelog, new Applicability(changelog, contexts, labels, database), target,
						this.settings.migration(), this.settings.fleet(),
						new Registration(this.settings.name(), changelog.release(), SessionTag.ofThisProcess(),
								this.dataSources.users(applicationSource, connection.connection())),
						this.dataSources.isTagged(applicationSource) || !connection.engine().transactionalDdl(),
						new Inference(this.settings.inference(), this.settings.unphased(), this.classifier, operations),
						new ModelCheck(operations,
								this.models.of(applicationSource, operations.dialect(),
										() -> this.migrations.databases().size() == 1)),
						new Safety(operations, this.settings.safety())));
		migrated.member().beforeWithdrawal(() -> this.dataSources.endSessions(applicationSource));
		migrated.onSchemaChange(() -> this.dataSources.renewConnections(applicationSource));
		try {
			if (step == BootStep.LOOK) {
				new BootMigration(migrated).peek();
				this.migrations.add(migrated);
				return;
			}
			refuseSharedHistory(migrated);
			List<ChangeSetKey> executed = boot(migrated, liquibase, connection, step);
			this.dataSources.fence(applicationSource, migrated.member().lease());
			this.migrations.add(migrated);
			summarize(migrated, executed, Duration.ofNanos(System.nanoTime() - began));
		}
		catch (SQLException | LiquibaseException | RuntimeException ex) {
			migrated.close();
			throw ex;
		}
	}

	/**
	 * Two changelogs over one history table would be two releases of one fleet in one
	 * process: each would take the other for an instance that knows nothing of its
	 * changesets.
	 */
	private void refuseSharedHistory(MigratedDatabase migrated) {
		String release = migrated.changelog().release().id();
		for (MigratedDatabase other : this.migrations.databases()) {
			if (!other.changelog().release().id().equals(release) && isInFleet(migrated, other.member().id())) {
				throw new UnsupportedLiquibaseException("The beans " + other.name() + " and " + migrated.name()
						+ " run different changelogs over one history table: include one changelog in the other, or "
						+ "give one of the beans a databaseChangeLogTable of its own");
			}
		}
	}

	private static boolean isInFleet(MigratedDatabase database, @Nullable String instance) {
		try {
			return instance != null && database.fleet().find(instance) != null;
		}
		catch (BadSqlGrammarException ex) {
			return false;
		}
	}

	private List<ChangeSetKey> boot(MigratedDatabase migrated, Liquibase liquibase, MigrationConnection connection,
			BootStep step) throws SQLException, LiquibaseException {
		try {
			BootMigration boot = new BootMigration(migrated);
			return (step == BootStep.BOOT) ? boot.run(liquibase, connection) : boot.join(connection);
		}
		catch (ContractedPastException ex) {
			if (!this.settings.serveContractedPast()) {
				throw ex;
			}
			new BootMigration(migrated).holdBack();
			migrated.member().lease().waived();
			logger
				.warn("Serving although expand-contract.fence.on-unknown-contract should stop it: " + ex.getMessage());
			return List.of();
		}
	}

	private StarterTables tables(Database database, Engine engine) {
		String schema = database.getLiquibaseSchemaName();
		String folded = (schema != null
				&& (schema.equals(schema.toLowerCase(Locale.ROOT)) || schema.equals(schema.toUpperCase(Locale.ROOT))))
						? engine.fold(schema) : schema;
		return new StarterTables(engine, folded, this.settings.tablePrefix(), database.getDatabaseChangeLogTableName(),
				database.escapeTableName(database.getLiquibaseCatalogName(), database.getLiquibaseSchemaName(),
						database.getDatabaseChangeLogTableName()));
	}

	private static void summarize(MigratedDatabase migrated, List<ChangeSetKey> executed, Duration took) {
		List<PhasedChangeSet> pending = migrated.pending();
		long contracts = pending.stream().filter(PhasedChangeSet::isContract).count();
		long data = pending.stream().filter(PhasedChangeSet::isMigrate).count();
		StringBuilder line = new StringBuilder("Migrations: ");
		line.append(executed.isEmpty() ? "up to date with expand" : "expanded " + counted(executed.size(), "changeset")
				+ " in " + String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0));
		if (data > 0) {
			line.append("; ").append(counted(data, "migrate changeset")).append(" to do");
		}
		if (contracts > 0) {
			line.append("; ").append(counted(contracts, "contract")).append(" pending");
			String others = migrated.fleet()
				.counts()
				.stream()
				.filter((count) -> !count.release().equals(migrated.changelog().release().id()))
				.map((count) -> counted(count.live(), "instance") + " of " + count.version())
				.collect(Collectors.joining(", "));
			line.append(others.isEmpty() ? "" : ", which waits for " + others);
		}
		logger.info(line.append("; see /actuator/migrations"));
		String tooMany = PendingCheckpoints.finding(pending, migrated.settings().maxPendingCheckpoints());
		if (tooMany != null) {
			logger.warn(tooMany);
		}
		List<PhasedChangeSet> unguarded = pending.stream()
			.filter(PhasedChangeSet::isContract)
			.filter(PhasedChangeSet::runsWithoutStarter)
			.toList();
		if (!unguarded.isEmpty()) {
			logger.warn("Without the starter, or with expand-contract.enabled=false, plain Liquibase would run these "
					+ "pending contract changesets at its next boot: " + unguarded);
		}
	}

	private static String counted(long count, String what) {
		return count + " " + what + ((count == 1) ? "" : "s");
	}

}
