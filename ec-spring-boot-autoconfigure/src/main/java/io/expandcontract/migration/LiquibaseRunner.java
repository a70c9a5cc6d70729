package io.expandcontract.migration;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.database.SessionTag;
import io.expandcontract.database.StarterTables;
import io.expandcontract.fleet.SchemaGeneration;
import io.expandcontract.online.OnlineDdl;
import io.expandcontract.sql.Dialect;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.logging.LogService;
import liquibase.ui.LoggerUIService;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * Lets Liquibase run some changesets of the parsed changelog and no others. Everything
 * else is marked to be ignored, and the journal refuses it a second time. One JVM runs
 * one Liquibase command at a time, since Liquibase shares its lock services among
 * threads.
 */
public final class LiquibaseRunner {

	private static final Log logger = LogFactory.getLog(LiquibaseRunner.class);

	private static final ReentrantLock ONE_COMMAND = new ReentrantLock();

	private static final String HOST_DESCRIPTION = "liquibase.hostDescription";

	private final LiquibaseTarget target;

	private final PhasedChangelog changelog;

	private final MigrationSettings settings;

	private final StarterTables tables;

	private final Activity activity;

	private volatile @Nullable OnlineDdl running;

	private final Set<ChangeSetKey> ignoredByAuthor = new HashSet<>();

	LiquibaseRunner(LiquibaseTarget target, PhasedChangelog changelog, MigrationSettings settings, StarterTables tables,
			Activity activity) {
		this.target = target;
		this.tables = tables;
		this.activity = activity;
		this.changelog = changelog;
		this.settings = settings;
		for (PhasedChangeSet changeSet : changelog.changeSets()) {
			if (changeSet.changeSet().isIgnore()) {
				this.ignoredByAuthor.add(changeSet.key());
			}
		}
	}

	/**
	 * Have Liquibase's own lock show that a process with the starter took it, so that the
	 * next holder of the migration lock may release it when this one dies. Liquibase
	 * reads the property once, when its first object is made, and so this comes before.
	 */
	public static void signLocks() {
		String own = System.getProperty(HOST_DESCRIPTION);
		String tag = SessionTag.ofThisProcess().value();
		if (own == null) {
			System.setProperty(HOST_DESCRIPTION, tag);
		}
		else if (!own.endsWith(tag)) {
			System.setProperty(HOST_DESCRIPTION, own + "#" + tag);
		}
	}

	/**
	 * Keep other threads of this JVM from running a Liquibase command. Nothing may be
	 * open in a database meanwhile, since who is waited for may build an index there.
	 */
	public static void beginCommand() {
		if (!ONE_COMMAND.tryLock()) {
			logger.info("Waiting for another Liquibase command of this process");
			ONE_COMMAND.lock();
		}
	}

	/**
	 * Let other threads run Liquibase commands again. Does nothing on a thread that did
	 * not begin one.
	 */
	public static void endCommand() {
		if (ONE_COMMAND.isHeldByCurrentThread()) {
			ONE_COMMAND.unlock();
		}
	}

	/**
	 * Mark what may not run now, so that Liquibase passes it over.
	 * @param pending everything that has yet to run
	 * @param selected what may run
	 */
	void mark(List<PhasedChangeSet> pending, Set<ChangeSetKey> selected) {
		for (PhasedChangeSet changeSet : this.changelog.changeSets()) {
			changeSet.changeSet().setIgnore(this.ignoredByAuthor.contains(changeSet.key()));
		}
		for (PhasedChangeSet changeSet : pending) {
			if (!selected.contains(changeSet.key())) {
				changeSet.changeSet().setIgnore(true);
			}
		}
	}

	/**
	 * Run changesets with Liquibase made anew over the connection.
	 * @param connection the migration connection, holding the lock
	 * @param pending everything that has yet to run
	 * @param selected what to run
	 * @param journal listens to the run
	 * @throws LiquibaseException if a changeset fails
	 */
	void run(MigrationConnection connection, List<PhasedChangeSet> pending, Set<ChangeSetKey> selected,
			RunJournal journal) throws LiquibaseException {
		Map<String, Object> scope = new HashMap<>();
		scope.put(Scope.Attr.ui.name(), new LoggerUIService());
		scope.put("liquibase.analytics.enabled", false);
		beginCommand();
		try {
			Scope.child(scope,
					() -> run(this.target.over(connection.connection()), connection, pending, selected, journal));
		}
		catch (LiquibaseException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new LiquibaseException(ex);
		}
		finally {
			endCommand();
		}
	}

	/**
	 * Run changesets with a given Liquibase.
	 * @param liquibase Liquibase over the connection
	 * @param connection the migration connection, holding the lock
	 * @param pending everything that has yet to run
	 * @param selected what to run
	 * @param journal listens to the run
	 * @throws LiquibaseException if a changeset fails
	 */
	void run(Liquibase liquibase, MigrationConnection connection, List<PhasedChangeSet> pending,
			Set<ChangeSetKey> selected, RunJournal journal) throws LiquibaseException {
		beginCommand();
		try (ShutdownStop stop = new ShutdownStop(this::stop)) {
			mark(pending, selected);
			liquibase.setShowSummary(UpdateSummaryEnum.OFF);
			liquibase.setChangeExecListener(journal);
			prepare(connection);
			guard(liquibase.getDatabase(), connection, journal);
			stop.armed();
			long deadline = System.nanoTime() + this.settings.ddl().retryFor().toNanos();
			for (int attempt = 1; !attempt(liquibase, connection, deadline); attempt++) {
				pause(attempt);
				recordDone(journal, connection, deadline);
			}
		}
		catch (SQLException ex) {
			throw new LiquibaseException("The migration connection was lost", ex);
		}
		catch (DataAccessException ex) {
			throw new LiquibaseException("What took effect could not be recorded; the next run does it first", ex);
		}
		finally {
			this.running = null;
			journal.ended();
			mark(pending, Set.of());
			connection.leaveTransaction();
			ONE_COMMAND.unlock();
		}
	}

	private void guard(Database database, MigrationConnection connection, RunJournal journal)
			throws SQLException, LiquibaseException {
		OnlineDdl ddl = new OnlineDdl(connection.engine(),
				Dialect.of(connection.connection().getMetaData().getDatabaseProductName()), this.settings.ddl(),
				connection.connection(), this.activity.listener(connection.engine().sessionId(connection.connection()),
						new SchemaGeneration(this.tables, connection.jdbc())));
		if (database.getConnection() instanceof JdbcConnection handle) {
			journal.tell(ddl);
			this.running = ddl;
			database.setConnection(new JdbcConnection(ddl.guard(handle.getUnderlyingConnection())));
		}
	}

	/**
	 * Stop the statement that runs, at a point from which the next run goes on.
	 */
	void stop() {
		OnlineDdl ddl = this.running;
		if (ddl != null) {
			ddl.stop();
		}
	}

	private void prepare(MigrationConnection connection) throws SQLException {
		connection.leaveTransaction();
		connection.engine().limitLockWait(connection.connection(), this.settings.ddl().lockTimeout().toMillis());
		releaseAbandonedLock(connection);
	}

	private void releaseAbandonedLock(MigrationConnection connection) {
		try {
			int released = connection.jdbc().update("update " + lockTable() + """
					 set LOCKED = ?, LOCKGRANTED = null, LOCKEDBY = null where LOCKED = ? and LOCKEDBY like ?
					""", false, true, "%#ec:%");
			if (released > 0) {
				logger.warn("Released Liquibase's own lock, left behind by a process that died while it held it");
			}
		}
		catch (BadSqlGrammarException ex) {
			logger.debug("Liquibase has no lock table yet", ex);
		}
	}

	private String lockTable() {
		String schema = this.target.naming().liquibaseSchema();
		return (schema != null) ? schema + "." + this.target.naming().lockTable() : this.target.naming().lockTable();
	}

	private boolean attempt(Liquibase liquibase, MigrationConnection connection, long deadline)
			throws LiquibaseException, SQLException {
		Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
		Scope.getCurrentScope()
			.getSingleton(ChangeLogHistoryServiceFactory.class)
			.getChangeLogService(liquibase.getDatabase())
			.reset();
		AttemptLog log = new AttemptLog(Scope.getCurrentScope().get(Scope.Attr.logService, LogService.class));
		boolean retried = false;
		try {
			update(liquibase, log);
			return true;
		}
		catch (LiquibaseException ex) {
			connection.leaveTransaction();
			mayTryAgain(ex, connection, deadline);
			retried = true;
			return false;
		}
		finally {
			log.end(retried);
		}
	}

	private void recordDone(RunJournal journal, MigrationConnection connection, long deadline)
			throws LiquibaseException, SQLException {
		for (int attempt = 1;; attempt++) {
			try {
				journal.recordDone();
				return;
			}
			catch (DataAccessException ex) {
				connection.leaveTransaction();
				mayTryAgain(ex, connection, deadline);
				pause(attempt);
			}
		}
	}

	private <T extends Exception> void mayTryAgain(T failure, MigrationConnection connection, long deadline) throws T {
		if (!isLockTimeout(failure, connection) || System.nanoTime() > deadline) {
			throw failure;
		}
		logger.info("A statement waited " + this.settings.ddl().lockTimeout().toMillis()
				+ " ms for a lock and gave way; trying again");
	}

	private void update(Liquibase liquibase, AttemptLog log) throws LiquibaseException {
		try {
			Scope.child(Scope.Attr.logService, log, () -> {
				if (this.target.tag() != null) {
					liquibase.update(this.target.tag(), this.target.contexts(), this.target.labels());
				}
				else {
					liquibase.update(this.target.contexts(), this.target.labels());
				}
			});
		}
		catch (LiquibaseException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new LiquibaseException(ex);
		}
	}

	private static boolean isLockTimeout(Throwable failure, MigrationConnection connection) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql && connection.engine().isLockTimeout(sql)) {
				return true;
			}
		}
		return false;
	}

	private void pause(int attempt) {
		try {
			TimeUnit.MILLISECONDS.sleep(this.settings.ddl().pause(attempt).toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted between two tries", ex);
		}
	}

}
