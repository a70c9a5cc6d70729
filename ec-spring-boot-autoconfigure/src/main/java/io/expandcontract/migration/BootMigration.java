package io.expandcontract.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.Release;
import liquibase.Liquibase;
import liquibase.exception.LiquibaseException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

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

	private final ExpandOperation expansion;

	/**
	 * Create the boot.
	 * @param database the database
	 */
	public BootMigration(MigratedDatabase database) {
		this.database = database;
		this.installation = new Installation(database);
		this.expansion = new ExpandOperation(database, this.installation, this::lookAndSettle);
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
		infer(true);
		List<ChangeSetKey> executed = List.of();
		if (!this.installation.isFresh()) {
			new StaleStatements(this.database).warn();
		}
		if (this.expansion.isDue()) {
			executed = switch (this.database.settings().onBoot()) {
				case EXPAND -> this.expansion.run(liquibase, connection, MigrationRequest.plain());
				case WAIT -> waitForExpand();
				case VERIFY -> verifyExpand();
			};
		}
		holdBack();
		return executed;
	}

	/**
	 * Run pending expand changesets, or every phase on a fresh database, for a process
	 * that has joined the fleet.
	 * @param request who asks, and how far
	 * @return the changesets that were run
	 * @throws SQLException if the migration connection is lost
	 * @throws LiquibaseException if a changeset fails
	 * @throws ContractedPastException if this release must not change the schema
	 */
	List<ChangeSetKey> expand(MigrationRequest request) throws SQLException, LiquibaseException {
		try (MigrationConnection connection = this.database.connect()) {
			return this.expansion.run(null, connection, request);
		}
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
		infer(true);
		holdBack();
		return List.of();
	}

	/**
	 * Mark what is pending, so that Liquibase's own update, which follows, runs nothing.
	 */
	public void holdBack() {
		this.database.runner().mark(this.database.pending(), Set.of());
	}

	/**
	 * Infer the phases of what is pending, for a process that only looks.
	 */
	public void peek() {
		infer(false);
	}

	private void infer(boolean record) {
		if (this.database.settings().freshDatabaseExpandsOnly() || !this.installation.isFresh()) {
			new PendingPhases(this.database).infer(record);
		}
		else if (record) {
			new PendingPhases(this.database).recordHistory();
		}
	}

	/**
	 * Look again whether this release may serve, registering anew if it is not
	 * registered. What it lacks is reopened before it writes.
	 * @throws ContractedPastException if it must not, since what it uses is gone
	 * @throws DataReliedOnException if it must not, since what it writes would lack data
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

	private void lookAndSettle(MigrationConnection connection) throws SQLException {
		settleAll(connection);
		look(connection);
	}

	private List<ChangeSetKey> verifyExpand() {
		List<PhasedChangeSet> missing = new ReleaseNeeds(this.database).expand();
		if (missing.isEmpty()) {
			return List.of();
		}
		throw new ExpandPendingException(missing,
				"Expand changesets are pending, and expand-contract.on-boot is verify");
	}

	private List<ChangeSetKey> waitForExpand() {
		long deadline = System.nanoTime() + this.database.settings().bootTimeout().toNanos();
		ReleaseNeeds needs = new ReleaseNeeds(this.database);
		logger.info("Waiting for someone else to expand, as expand-contract.on-boot says");
		while (true) {
			List<PhasedChangeSet> missing = needs.expand();
			if (missing.isEmpty()) {
				return List.of();
			}
			if (System.nanoTime() > deadline) {
				throw new ExpandPendingException(missing, "Waited " + this.database.settings().bootTimeout()
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
