package io.expandcontract.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.backfill.BackfillEngine;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.Release;
import io.expandcontract.database.UnsupportedDatabaseException;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.StaleJudge;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.DataAccessException;

/**
 * Contracts one database: everything the gate allows, in order, and nothing else.
 */
final class ContractOperation {

	private static final Log logger = LogFactory.getLog(ContractOperation.class);

	private static final Duration LOCK_WAIT = Duration.ofSeconds(2);

	private final MigratedDatabase database;

	private final BackfillEngine backfills;

	ContractOperation(MigratedDatabase database, BackfillEngine backfills) {
		this.database = database;
		this.backfills = backfills;
	}

	MigrationOutcome run(String run, MigrationRequest request) {
		if (request.force() && !this.database.settings().allowForce()) {
			return MigrationOutcome.refused(RefusalReason.FORCE_DISABLED,
					"Contract refused: force needs expand-contract.contract.allow-force=true", null, List.of(),
					List.of());
		}
		try (MigrationConnection connection = this.database.connect()) {
			if (!connection.lock(this.database.tables().lockName(), LOCK_WAIT)) {
				return inProgress(connection);
			}
			return locked(run, request, connection);
		}
		catch (SQLException ex) {
			return noConnection(ex);
		}
		catch (UnsupportedDatabaseException ex) {
			return MigrationOutcome.failed(String.valueOf(ex.getMessage()), null, List.of());
		}
	}

	private MigrationOutcome inProgress(MigrationConnection connection) {
		RunStore runs = new RunStore(this.database.tables(), this.database.control());
		String current = runs
			.latest(1, connection.engine().lockHolder(connection.jdbc(), this.database.tables().lockName()))
			.stream()
			.filter((each) -> each.state() == RunState.RUNNING)
			.map(Run::id)
			.findFirst()
			.orElse(null);
		return MigrationOutcome.refused(
				RefusalReason.RUN_IN_PROGRESS, "Another run holds the migration lock"
						+ ((current != null) ? ": " + current : "") + ". Ask again later",
				current, List.of(), List.of());
	}

	private static MigrationOutcome noConnection(SQLException ex) {
		String state = String.valueOf(ex.getSQLState());
		if (state.startsWith("28")) {
			return MigrationOutcome.refused(
					RefusalReason.NO_MIGRATION_CREDENTIALS, "This process cannot connect as the user that migrates: "
							+ ex.getMessage() + ". Let a Job with those credentials contract",
					null, List.of(), List.of());
		}
		return MigrationOutcome.failed("The database cannot be reached: " + ex.getMessage(), null, List.of());
	}

	private MigrationOutcome locked(String run, MigrationRequest request, MigrationConnection connection)
			throws SQLException {
		RunStore runs = new RunStore(this.database.tables(), connection.jdbc());
		ContractRun contract = new ContractRun(run, this.database, connection, this.backfills, request.checkpoint());
		ContractProtocol protocol = ContractProtocol.begin();
		boolean begun = false;
		try {
			if (request.confirmAdoption()) {
				confirmAdoption(request);
			}
			while (protocol.step() != ContractProtocol.Step.END) {
				if (protocol.step() == ContractProtocol.Step.INTEND && !begun) {
					begun = true;
					runs.begin(run, Operation.CONTRACT, request, this.database.runMember(),
							connection.engine().sessionId(connection.connection()));
				}
				protocol = protocol.next(contract, new StaleJudge(this.database.fleetSettings()), request.force());
			}
			MigrationOutcome outcome = outcome(run, contract, protocol);
			if (begun) {
				RunState state = (outcome.outcome() == Outcome.REFUSED) ? RunState.REFUSED : RunState.SUCCEEDED;
				runs.end(run, state, outcome.executed(), outcome.message());
			}
			return outcome;
		}
		catch (ChangeSetFailedException ex) {
			logger.error("Contract run " + run + " failed", ex);
			if (!ex.isConnectionLost()) {
				endFailed(runs, run, contract, protocol.failed(), String.valueOf(ex.getMessage()));
			}
			return MigrationOutcome.failed("Contract failed: " + ex.getMessage(), run, contract.executed());
		}
		catch (InterruptedChangeSetException ex) {
			return MigrationOutcome.failed(String.valueOf(ex.getMessage()), null, List.of());
		}
		catch (DataAccessException ex) {
			logger.error("Contract run " + run + " lost the database", ex);
			return MigrationOutcome.failed(
					"Contract lost the database: " + ex.getMessage()
							+ ". Call again; what this run left is settled first",
					begun ? run : null, contract.executed());
		}
	}

	private void endFailed(RunStore runs, String run, ContractRun contract, ContractProtocol failed, String message) {
		StaleJudge judge = new StaleJudge(this.database.fleetSettings());
		try {
			ContractProtocol protocol = failed;
			while (protocol.step() != ContractProtocol.Step.END) {
				protocol = protocol.next(contract, judge, false);
			}
			runs.end(run, RunState.FAILED, contract.executed(), message);
		}
		catch (DataAccessException ex) {
			logger.warn("Could not settle what the failed run left; the next run does: " + ex.getMessage());
		}
	}

	private void confirmAdoption(MigrationRequest request) {
		this.database.control().update(this.database.tables().sql("""
				update {FLEET} set ADOPTED_AT = {now}, ADOPTED_BY = ?, ADOPTION_REASON = ?
				where FLEET = ? and ADOPTED_AT is null
				"""), request.requestedBy(), request.reason(), this.database.tables().fleet());
	}

	private MigrationOutcome outcome(String run, ContractRun contract, ContractProtocol protocol) {
		List<Blocker> blockers = new ArrayList<>(protocol.blockers());
		blockers.addAll(contract.verification());
		blockers.addAll(contract.contracts().blockers());
		List<ChangeSetKey> executed = contract.executed();
		List<ChangeSetKey> left = contract.contracts()
			.contracts()
			.stream()
			.map(PhasedChangeSet::key)
			.filter((key) -> !executed.contains(key))
			.toList();
		if (!executed.isEmpty()) {
			adopt();
		}
		if (left.isEmpty() && executed.isEmpty()) {
			return nothing();
		}
		if (left.isEmpty()) {
			return new MigrationOutcome(Outcome.DONE, null,
					"Contracted: " + executed.size() + ((executed.size() == 1) ? " changeset" : " changesets"), run,
					executed, List.of(), List.of());
		}
		if (blockers.isEmpty()) {
			return MigrationOutcome
				.failed("Contract left " + left + " undone; Liquibase passed them over, for instance "
						+ "because of a precondition with onFail: CONTINUE", run, executed);
		}
		RefusalReason reason = Refusals.reason(blockers);
		blockers.addAll(waitedForByData(contract.contracts()));
		return new MigrationOutcome(Outcome.REFUSED, reason, Refusals.sentence("Contract", blockers), run, executed,
				left, blockers);
	}

	private List<Blocker> waitedForByData(PendingContracts contracts) {
		PhasedChangeSet data = contracts.holdingData();
		return (data != null) ? new PendingData(this.database).blockers(data, this.database.views().read()) : List.of();
	}

	private void adopt() {
		this.database.control().update(this.database.tables().sql("""
				update {FLEET} set ADOPTED_AT = {now}, ADOPTED_BY = 'gate' where FLEET = ? and ADOPTED_AT is null
				"""), this.database.tables().fleet());
	}

	private MigrationOutcome nothing() {
		List<Release.Entry> others = knownOnlyToOthers();
		if (others.isEmpty()) {
			return MigrationOutcome.nothing("Nothing to contract");
		}
		String versions = this.database.releases()
			.live(Set.of())
			.stream()
			.filter((release) -> others.stream().anyMatch((entry) -> release.keys().contains(entry.key())))
			.map((release) -> release.version() + " (" + release.shortId() + ")")
			.distinct()
			.collect(Collectors.joining(", "));
		return MigrationOutcome.refused(RefusalReason.ASK_RELEASE,
				"Contract refused: " + others.size() + " pending contract changesets are known only to release "
						+ versions + ". Ask an instance of that release",
				null, others.stream().map(Release.Entry::key).toList(), List.of());
	}

	private List<Release.Entry> knownOnlyToOthers() {
		return othersContracts(this.database, this.database.ran().keySet());
	}

	static List<Release.Entry> othersContracts(MigratedDatabase database, Set<ChangeSetKey> ran) {
		Set<ChangeSetKey> own = database.changelog().release().keys();
		return database.releases()
			.live(Set.of())
			.stream()
			.flatMap((release) -> release.entries().stream())
			.filter((entry) -> entry.phase() == Phase.CONTRACT)
			.filter((entry) -> !own.contains(entry.key()) && !ran.contains(entry.key()))
			.distinct()
			.toList();
	}

}
