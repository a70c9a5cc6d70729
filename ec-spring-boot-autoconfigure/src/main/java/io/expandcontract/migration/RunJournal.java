package io.expandcontract.migration;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.online.OnlineDdl;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.ChangeSet.RunStatus;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.exception.UnexpectedLiquibaseException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Listens to Liquibase while a run works. It refuses a second time what may not run now,
 * and writes into each changeset's own transaction that it took effect, so that a process
 * that dies before the history row is written leaves a record instead of a riddle.
 */
final class RunJournal extends AbstractChangeExecListener {

	private static final Log logger = LogFactory.getLog(RunJournal.class);

	private final String run;

	private final PhasedChangelog changelog;

	private final Set<ChangeSetKey> selected;

	private final IntentStore intents;

	private final MigrationConnection connection;

	private final List<ChangeSetKey> executed = new ArrayList<>();

	private int position;

	private @Nullable RunStatus status;

	private @Nullable OnlineDdl ddl;

	private boolean withoutEffect;

	RunJournal(String run, PhasedChangelog changelog, Set<ChangeSetKey> selected, IntentStore intents,
			MigrationConnection connection, int firstPosition) {
		this.run = run;
		this.changelog = changelog;
		this.selected = selected;
		this.intents = intents;
		this.connection = connection;
		this.position = firstPosition;
	}

	/**
	 * Tell of each changeset, from when it begins until it has ended.
	 * @param ddl runs the statements
	 */
	void tell(OnlineDdl ddl) {
		this.ddl = ddl;
	}

	/**
	 * The run has failed, on a connection that still holds the lock. If nothing of the
	 * changeset took effect, nothing is left for the next run to ask about.
	 * @param dead settles what the run left
	 */
	void failed(DeadIntents dead) {
		if (!this.withoutEffect) {
			return;
		}
		try {
			while (dead.settleFailed()) {
				logger.debug("Settled one step of a failed run");
			}
		}
		catch (SQLException | DataAccessException ex) {
			logger.warn("Could not settle what a failed run left; the next one does: " + ex.getMessage());
		}
	}

	/**
	 * The run has ended, perhaps amid a changeset.
	 */
	void ended() {
		if (this.ddl != null) {
			this.ddl.end();
		}
	}

	List<ChangeSetKey> executed() {
		return List.copyOf(this.executed);
	}

	@Override
	public void willRun(ChangeSet changeSet, DatabaseChangeLog parsed, Database database, RunStatus runStatus) {
		ChangeSetKey key = ChangeSetKey.of(changeSet);
		if (!this.selected.contains(key)) {
			throw new UnexpectedLiquibaseException("The changeset " + key
					+ " may not run now. Nothing was changed. This run may run only " + this.selected);
		}
		this.status = runStatus;
		this.position++;
		if (!isTransactional(changeSet)) {
			mark(changeSet, Intent.State.STARTED);
			commit();
		}
		if (this.ddl != null) {
			this.ddl.begin(changeSet.getChanges().size(), changeSet.getComments());
		}
	}

	private boolean isTransactional(ChangeSet changeSet) {
		return changeSet.isRunInTransaction() && this.connection.engine().transactionalDdl();
	}

	@Override
	public void ran(Change change, ChangeSet changeSet, DatabaseChangeLog parsed, Database database) {
		List<Change> all = changeSet.getChanges();
		if (isTransactional(changeSet) || all.get(all.size() - 1).equals(change)) {
			mark(changeSet, Intent.State.DONE);
		}
	}

	/**
	 * Record what took effect in an attempt that failed afterwards, so that the next
	 * attempt does not repeat it.
	 */
	void recordDone() {
		for (Intent intent : this.intents.done(this.run)) {
			this.intents.history().record(intent);
			this.intents.delete(intent);
			this.executed.add(intent.key());
		}
	}

	@Override
	public void runFailed(ChangeSet changeSet, DatabaseChangeLog parsed, Database database, Exception failure) {
		this.withoutEffect = this.ddl != null && this.ddl.isUntouched();
	}

	@Override
	public void ran(ChangeSet changeSet, DatabaseChangeLog databaseChangeLog, Database database, ExecType execType) {
		ChangeSetKey key = ChangeSetKey.of(changeSet);
		if (this.ddl != null) {
			this.ddl.end();
		}
		if (execType != ExecType.FAILED && execType != ExecType.SKIPPED) {
			this.executed.add(key);
		}
		this.intents.withdraw(this.run, Set.of(key));
		commit();
	}

	private void mark(ChangeSet changeSet, Intent.State state) {
		PhasedChangeSet phased = this.changelog.find(ChangeSetKey.of(changeSet));
		if (phased == null) {
			throw new UnexpectedLiquibaseException("The changeset " + ChangeSetKey.of(changeSet) + " has no phase");
		}
		boolean rerun = this.status != null && this.status != RunStatus.NOT_RAN;
		this.intents
			.mark(Intent.of(this.run, this.position, phased, state, rerun, Scope.getCurrentScope().getDeploymentId()));
	}

	private void commit() {
		try {
			if (!this.connection.connection().getAutoCommit()) {
				this.connection.connection().commit();
			}
		}
		catch (SQLException ex) {
			throw new UnexpectedLiquibaseException("The migration connection was lost", ex);
		}
	}

}
