package io.expandcontract.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.Release;
import liquibase.Liquibase;
import liquibase.exception.LiquibaseException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.EmptyResultDataAccessException;

/**
 * What a boot does to a database: puts the starter's tables in place, registers and
 * looks, and runs pending expand changesets under the migration lock. On a fresh database
 * it runs every phase. Whatever may not run now is left marked, so that Liquibase's own
 * update, which follows, passes it over.
 */
public final class BootMigration {

	private static final Log logger = LogFactory.getLog(BootMigration.class);

	private static final Duration POLL = Duration.ofMillis(250);

	private final MigratedDatabase database;

	private final Installation installation;

	/**
	 * Create the boot.
	 * @param database the database
	 */
	public BootMigration(MigratedDatabase database) {
		this.database = database;
		this.installation = new Installation(database);
	}

	/**
	 * Bring the database to where this release can start.
	 * @param liquibase the application's Liquibase, over the migration connection
	 * @param connection the migration connection, without the lock
	 * @return the changesets that were run
	 * @throws SQLException if the migration connection is lost
	 * @throws LiquibaseException if a changeset fails
	 * @throws ContractedPastException if this release must not serve
	 */
	public List<ChangeSetKey> run(Liquibase liquibase, MigrationConnection connection)
			throws SQLException, LiquibaseException {
		this.installation.ensure(connection);
		look(connection);
		List<PhasedChangeSet> pending = this.database.pending();
		boolean fresh = isFresh();
		List<ChangeSetKey> executed = List.of();
		if (fresh || !due(pending, fresh).isEmpty()) {
			executed = switch (this.database.settings().onBoot()) {
				case EXPAND -> expand(liquibase, connection);
				case WAIT -> waitForExpand();
				case VERIFY -> throw new ExpandPendingException(due(pending, fresh),
						"Expand changesets are pending, and expand-contract.on-boot is verify");
			};
			pending = this.database.pending();
		}
		this.database.runner().mark(pending, Set.of());
		return executed;
	}

	/**
	 * Join the fleet without running a changeset.
	 * @param connection the migration connection, without the lock
	 * @return no changesets
	 * @throws SQLException if the migration connection is lost
	 * @throws ContractedPastException if this release must not serve
	 */
	public List<ChangeSetKey> join(MigrationConnection connection) throws SQLException {
		this.installation.ensure(connection);
		look(connection);
		this.database.runner().mark(this.database.pending(), Set.of());
		return List.of();
	}

	/**
	 * Look again whether this release may serve, registering anew if it is not
	 * registered.
	 * @throws ContractedPastException if it must not
	 */
	public void look() {
		look(null);
	}

	private void look(@Nullable MigrationConnection connection) {
		List<ChangeSetKey> refused = this.database.member()
			.admit(() -> settle(connection), this.database.settings().bootTimeout());
		if (!refused.isEmpty()) {
			throw new ContractedPastException(this.database.registration().release(), contractor(refused), refused);
		}
	}

	private String contractor(List<ChangeSetKey> changeSets) {
		return this.database.releases()
			.all()
			.stream()
			.filter((release) -> release.keys().containsAll(changeSets))
			.findFirst()
			.map((Release release) -> "release " + release.version() + " (" + release.shortId() + ")")
			.orElse("a release that is no longer on record");
	}

	private void settle(@Nullable MigrationConnection connection) {
		if (connection == null || !connection.engine().transactionalDdl()) {
			return;
		}
		try {
			boolean held = connection.holdsLock();
			if (connection.tryLock(this.database.tables().lockName())) {
				settleAll(connection);
				if (!held) {
					connection.unlock();
				}
			}
		}
		catch (SQLException | DataAccessException ex) {
			logger.warn("Could not settle what an interrupted run left: " + ex.getMessage());
		}
	}

	private void settleAll(MigrationConnection connection) throws SQLException {
		DeadIntents dead = new DeadIntents(this.database.tables(), connection);
		while (dead.settleNext()) {
			logger.debug("Settled one step of an interrupted run");
		}
	}

	private boolean isFresh() {
		try {
			return this.database.control()
				.queryForObject(this.database.tables().sql("select FRESH_SINCE from {FLEET} where FLEET = ?"),
						Long.class, this.database.tables().fleet()) != null;
		}
		catch (EmptyResultDataAccessException ex) {
			return false;
		}
	}

	private List<PhasedChangeSet> due(List<PhasedChangeSet> pending, boolean fresh) {
		boolean all = fresh && !this.database.settings().freshDatabaseExpandsOnly();
		return pending.stream().filter((changeSet) -> all || changeSet.isExpand()).toList();
	}

	private List<ChangeSetKey> expand(Liquibase liquibase, MigrationConnection connection)
			throws SQLException, LiquibaseException {
		Duration timeout = this.database.settings().bootTimeout();
		if (!connection.lock(this.database.tables().lockName(), timeout)) {
			throw new MigrationLockTimeoutException(timeout,
					connection.engine().lockHolder(connection.jdbc(), this.database.tables().lockName()));
		}
		try {
			settleAll(connection);
			look(connection);
			boolean fresh = isFresh();
			List<PhasedChangeSet> pending = this.database.pending();
			List<PhasedChangeSet> due = due(pending, fresh);
			List<ChangeSetKey> executed = due.isEmpty() ? List.of()
					: expand(liquibase, connection, pending, due, fresh);
			if (fresh) {
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

	private List<ChangeSetKey> expand(Liquibase liquibase, MigrationConnection connection,
			List<PhasedChangeSet> pending, List<PhasedChangeSet> due, boolean fresh)
			throws SQLException, LiquibaseException {
		if (!fresh) {
			this.database.changelog().checkPending(due);
		}
		Set<ChangeSetKey> selected = due.stream().map(PhasedChangeSet::key).collect(Collectors.toSet());
		String run = UUID.randomUUID().toString();
		RunStore runs = new RunStore(this.database.tables(), connection.jdbc());
		IntentStore intents = new IntentStore(this.database.tables(), connection.jdbc());
		runs.begin(run, Operation.EXPAND, MigrationRequest.plain(), this.database.runMember(),
				connection.engine().sessionId(connection.connection()));
		RunJournal journal = new RunJournal(run, this.database.changelog(), selected, intents, connection, 0);
		try {
			this.database.runner().run(liquibase, connection, pending, selected, journal);
			runs.end(run, RunState.SUCCEEDED, journal.executed(), null);
			this.installation.grantAgain(connection);
			return new ArrayList<>(journal.executed());
		}
		catch (LiquibaseException | RuntimeException ex) {
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

	private List<ChangeSetKey> waitForExpand() {
		long deadline = System.nanoTime() + this.database.settings().bootTimeout().toNanos();
		logger.info("Waiting for someone else to expand, as expand-contract.on-boot says");
		while (true) {
			List<PhasedChangeSet> due = due(this.database.pending(), isFresh());
			if (due.isEmpty() && !isFresh()) {
				return List.of();
			}
			if (System.nanoTime() > deadline) {
				throw new ExpandPendingException(due, "Waited " + this.database.settings().bootTimeout()
						+ " for someone else to run these expand changesets");
			}
			pause();
		}
	}

	static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting", ex);
		}
	}

}
