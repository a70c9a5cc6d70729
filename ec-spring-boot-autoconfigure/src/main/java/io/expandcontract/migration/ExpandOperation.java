package io.expandcontract.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import liquibase.Liquibase;
import liquibase.exception.LiquibaseException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Runs pending expand changesets of one database under the migration lock, or every phase
 * where the database is fresh.
 */
final class ExpandOperation {

	private static final Log logger = LogFactory.getLog(ExpandOperation.class);

	private final MigratedDatabase database;

	private final Installation installation;

	private final Look look;

	/**
	 * Create the operation.
	 * @param database the database
	 * @param installation knows whether the database is fresh, and grants what the
	 * application's user needs once there is a history
	 * @param look looks again whether this release may go on
	 */
	ExpandOperation(MigratedDatabase database, Installation installation, Look look) {
		this.database = database;
		this.installation = installation;
		this.look = look;
	}

	/**
	 * Looks under the lock, after settling what interrupted runs left.
	 */
	@FunctionalInterface
	interface Look {

		void look(MigrationConnection connection) throws SQLException;

	}

	boolean isDue() {
		boolean fresh = this.installation.isFresh();
		return fresh || !due(this.database.pending(), fresh, null).isEmpty();
	}

	private List<PhasedChangeSet> due(List<PhasedChangeSet> pending, boolean fresh, @Nullable String checkpoint) {
		boolean all = fresh && !this.database.settings().freshDatabaseExpandsOnly();
		return pending.stream()
			.filter((changeSet) -> all || changeSet.isExpand())
			.filter((changeSet) -> checkpoint == null || this.database.changelog().isUpTo(changeSet, checkpoint))
			.toList();
	}

	/**
	 * Run what is due.
	 * @param liquibase the application's Liquibase over the connection, or {@code null}
	 * for one made anew
	 * @param connection the migration connection, without the lock
	 * @param request who asks, and how far
	 * @return the changesets that were run
	 * @throws SQLException if the migration connection is lost
	 * @throws LiquibaseException if a changeset fails
	 */
	List<ChangeSetKey> run(@Nullable Liquibase liquibase, MigrationConnection connection, MigrationRequest request)
			throws SQLException, LiquibaseException {
		Duration timeout = this.database.settings().bootTimeout();
		if (!connection.lock(this.database.tables().lockName(), timeout)) {
			throw new MigrationLockTimeoutException(timeout,
					connection.engine().lockHolder(connection.jdbc(), this.database.tables().lockName()));
		}
		try {
			this.look.look(connection);
			boolean fresh = this.installation.isFresh();
			List<PhasedChangeSet> pending = this.database.pending();
			List<PhasedChangeSet> due = due(pending, fresh, request.checkpoint());
			MovedData moved = new MovedData(this.database);
			if (fresh) {
				moved.expect(due);
			}
			List<ChangeSetKey> executed = due.isEmpty() ? List.of()
					: run(liquibase, connection, request, pending, due, fresh);
			if (fresh) {
				moved.complete();
				connection.jdbc()
					.update(this.database.tables().sql("update {FLEET} set FRESH_SINCE = null where FLEET = ?"),
							this.database.tables().fleet());
			}
			return executed;
		}
		finally {
			connection.unlock();
		}
	}

	private List<ChangeSetKey> run(@Nullable Liquibase liquibase, MigrationConnection connection,
			MigrationRequest request, List<PhasedChangeSet> pending, List<PhasedChangeSet> due, boolean fresh)
			throws LiquibaseException, SQLException {
		if (!fresh) {
			this.database.changelog().checkPending(due);
		}
		Set<ChangeSetKey> selected = due.stream().map(PhasedChangeSet::key).collect(Collectors.toSet());
		String run = UUID.randomUUID().toString();
		RunStore runs = new RunStore(this.database.tables(), connection.jdbc());
		IntentStore intents = new IntentStore(this.database.tables(), connection.jdbc());
		runs.begin(run, Operation.EXPAND, request, this.database.runMember(),
				connection.engine().sessionId(connection.connection()));
		RunJournal journal = new RunJournal(run, this.database.changelog(), selected, intents, connection, 0);
		try {
			if (liquibase != null) {
				this.database.runner().run(liquibase, connection, pending, selected, journal);
			}
			else {
				this.database.runner().run(connection, pending, selected, journal);
			}
			runs.end(run, RunState.SUCCEEDED, journal.executed(), null);
			this.installation.grantAgain(connection);
			return new ArrayList<>(journal.executed());
		}
		catch (LiquibaseException | RuntimeException ex) {
			journal.failed(new DeadIntents(this.database.tables(), connection));
			endFailed(runs, run, journal, ex);
			throw ex;
		}
	}

	private static void endFailed(RunStore runs, String run, RunJournal journal, Exception failure) {
		try {
			runs.end(run, RunState.FAILED, journal.executed(), failure.getMessage());
		}
		catch (DataAccessException ex) {
			logger.warn("Could not record that the run failed: " + ex.getMessage());
		}
	}

}
