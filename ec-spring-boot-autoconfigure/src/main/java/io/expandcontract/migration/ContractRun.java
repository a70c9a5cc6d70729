package io.expandcontract.migration;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.expandcontract.backfill.Backfill;
import io.expandcontract.backfill.BackfillEngine;
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

	private List<Blocker> verify() {
		Map<ChangeSetKey, @Nullable String> ran = this.database.ran();
		for (Backfill backfill : contracts().backfills(this.database.changelog(), ran.keySet(),
				this.database.target().naming().defaultSchema())) {
			if (this.backfills.store().find(backfill) == null) {
				continue;
			}
			long different = this.backfills.verify(backfill);
			if (different > 0) {
				return List.of(new Blocker(BlockerCode.NOT_VERIFIED, null, contracts().ready(),
						different + " rows of " + backfill.table() + " differ from what the backfill " + backfill.key()
								+ " gives them",
						"Find out who wrote them without the new column, correct them, and call again."));
			}
		}
		return List.of();
	}

	List<Blocker> verification() {
		return this.verification;
	}

	List<ChangeSetKey> executed() {
		return List.copyOf(this.executed);
	}

}
