package io.expandcontract.migration;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

import io.expandcontract.backfill.Backfill;
import io.expandcontract.backfill.BackfillEngine;
import io.expandcontract.backfill.BackfillState;
import io.expandcontract.backfill.DataMark;
import io.expandcontract.backfill.DataMarks;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.database.DatabaseSession;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.BlockerCode;
import io.expandcontract.fleet.FleetView;
import io.expandcontract.fleet.Gate;
import io.expandcontract.fleet.Instance;
import io.expandcontract.fleet.StaleJudge;
import liquibase.exception.LiquibaseException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * A contract run's statements. Intents and settlements go over the connection that holds
 * the migration lock; the fleet is read over the application's own user.
 */
final class ContractRun implements ContractStore {

	private static final Log logger = LogFactory.getLog(ContractRun.class);

	private final String run;

	private final MigratedDatabase database;

	private final MigrationConnection connection;

	private final BackfillEngine backfills;

	private final @Nullable String checkpoint;

	private final IntentStore intents;

	private final DeadIntents dead;

	private final StaleJudge judge;

	private final List<ChangeSetKey> executed = new ArrayList<>();

	private List<PhasedChangeSet> pending = List.of();

	private @Nullable PendingContracts contracts;

	private List<Blocker> verification = List.of();

	ContractRun(String run, MigratedDatabase database, MigrationConnection connection, BackfillEngine backfills,
			@Nullable String checkpoint) {
		this.run = run;
		this.database = database;
		this.connection = connection;
		this.backfills = backfills;
		this.checkpoint = checkpoint;
		this.intents = new IntentStore(database.tables(), connection.jdbc());
		this.dead = new DeadIntents(database.tables(), connection);
		this.judge = new StaleJudge(database.fleetSettings());
	}

	@Override
	public boolean settleNext() {
		try {
			return this.dead.settleNext();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The migration connection was lost", ex);
		}
	}

	@Override
	public boolean settleFailed() {
		try {
			return this.dead.settleFailed();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The migration connection was lost", ex);
		}
	}

	@Override
	public List<ChangeSetKey> candidates() {
		this.database.views().observatory().observe();
		this.database.views().observatory().recordStale();
		this.pending = this.database.pending();
		this.contracts = new PendingContracts(this.database, this.pending, this.checkpoint);
		return this.contracts.ready();
	}

	PendingContracts contracts() {
		return Objects.requireNonNull(this.contracts, "asked for before they were read");
	}

	@Override
	public void intend(List<ChangeSetKey> candidates) {
		List<Intent> all = new ArrayList<>();
		for (ChangeSetKey key : candidates) {
			PhasedChangeSet changeSet = Objects.requireNonNull(this.database.changelog().find(key));
			all.add(Intent.of(this.run, all.size() + 1, changeSet, Intent.State.INTENDED, false, null));
		}
		this.intents.write(all);
	}

	@Override
	public FleetView readFleet() {
		return this.database.views().read();
	}

	@Override
	public void recordGone(Instance instance, FleetView view) {
		if (this.database.views().observatory().recordGone(instance, this.judge.because(instance, view))) {
			logger.info(instance.name() + " of " + instance.version() + " is gone, silent for "
					+ instance.silentMicros() / 1_000_000 + " seconds");
		}
	}

	@Override
	public void endSessions(Instance instance, FleetView view) {
		view.sessions()
			.of(instance)
			.forEach((session) -> end(session,
					" of " + instance.name() + ", silent for " + instance.silentMicros() / 1_000_000 + " seconds"));
	}

	@Override
	public void endAbandoned(FleetView view) {
		view.sessions()
			.abandoned()
			.forEach((session) -> end(session, ", whose process left the fleet more than "
					+ this.database.fleetSettings().forgetAfter().toSeconds() + " seconds ago"));
	}

	private void end(DatabaseSession session, String whose) {
		logger.warn("Ending database " + session + whose);
		try {
			this.database.tables().engine().end(this.connection.jdbc(), session);
		}
		catch (DataAccessException ex) {
			logger.warn(
					"The session could not be ended (on PostgreSQL that needs pg_signal_backend): " + ex.getMessage());
		}
	}

	@Override
	public Gate.Verdict judge(List<ChangeSetKey> candidates, FleetView view) {
		return new Gate(this.database.fleetSettings()).judge(candidates, view, this.database.fleet()::ofReleases);
	}

	@Override
	public void withdraw(Collection<ChangeSetKey> changeSets) {
		this.intents.withdraw(this.run, changeSets);
	}

	@Override
	public boolean execute(List<ChangeSetKey> allowed) {
		this.verification = verify();
		if (!this.verification.isEmpty()) {
			return true;
		}
		RunJournal journal = new RunJournal(this.run, this.database.changelog(), new HashSet<>(allowed), this.intents,
				this.connection, allowed.size());
		try {
			this.database.runner().run(this.connection, this.pending, new HashSet<>(allowed), journal);
			return true;
		}
		catch (LiquibaseException ex) {
			throw new ChangeSetFailedException(ex, isLost());
		}
		finally {
			this.executed.addAll(journal.executed());
		}
	}

	private boolean isLost() {
		try {
			return !this.connection.connection().isValid(5);
		}
		catch (SQLException ex) {
			return true;
		}
	}

	/**
	 * Every backfill before the contract must have been verified. What was is not
	 * compared again: the columns that it read are the truth only until then, and a
	 * release that relies on the data may write the new columns alone.
	 */
	private List<Blocker> verify() {
		DataMarks marks = new MovedData(this.database).marks();
		for (Backfill backfill : contracts().backfills(this.database.changelog(), this.database.recorded(),
				this.database.target().naming().defaultSchema())) {
			DataMark mark = marks.find(backfill.id());
			if (mark != null && (mark.state() != BackfillState.DONE || mayLackRows(mark))) {
				Blocker blocker = mark.isReopened() ? reopened(mark) : different(backfill);
				if (blocker != null) {
					return List.of(blocker);
				}
			}
		}
		return List.of();
	}

	/**
	 * Return whether what was verified is compared once more: instances from before the
	 * starter, which the first release with it replaces, register nowhere, so they may
	 * have written after that. Whoever relies on the data has replaced them since.
	 */
	private boolean mayLackRows(DataMark mark) {
		return mark.reliedBy() == null && this.database.releases().isOfTheFirst(mark.key());
	}

	private Blocker reopened(DataMark mark) {
		return new Blocker(BlockerCode.DATA_PENDING, null, contracts().ready(),
				"The backfill " + mark.key() + " of " + mark.table() + " was reopened by " + mark.reopenedBy()
						+ ", which does not know it",
				"Wait until it has run again; it starts when no such instance is left.");
	}

	/**
	 * Compare what is in the history although no worker verified it.
	 */
	private @Nullable Blocker different(Backfill backfill) {
		long different = this.backfills.verify(backfill);
		return (different == 0) ? null : new Blocker(BlockerCode.NOT_VERIFIED, null, contracts().ready(),
				different + " rows of " + backfill.table() + " differ from what the backfill " + backfill.key()
						+ " gives them: they were written by something that does not know it, or no worker verified it",
				"Find out who wrote them. Correct them, or take the changeset out of the history so that it runs, and "
						+ "call again.");
	}

	List<Blocker> verification() {
		return this.verification;
	}

	List<ChangeSetKey> executed() {
		return List.copyOf(this.executed);
	}

}
