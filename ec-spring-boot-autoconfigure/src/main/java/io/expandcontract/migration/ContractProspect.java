package io.expandcontract.migration;

import io.expandcontract.fleet.FleetView;
import io.expandcontract.fleet.Gate;
import io.expandcontract.fleet.StaleJudge;
import org.jspecify.annotations.Nullable;

/**
 * Whether a contract run of one database would do anything now. Looking takes no lock and
 * writes nothing.
 */
final class ContractProspect {

	private final MigratedDatabase database;

	private final @Nullable String checkpoint;

	ContractProspect(MigratedDatabase database, @Nullable String checkpoint) {
		this.database = database;
		this.checkpoint = checkpoint;
	}

	/**
	 * Return whether the gate lets something through.
	 */
	boolean isOpen() {
		PendingContracts contracts = contracts();
		return !contracts.ready().isEmpty() && isOpen(contracts, this.database.views().read());
	}

	private PendingContracts contracts() {
		return new PendingContracts(this.database, this.database.pending(), this.checkpoint);
	}

	private boolean isOpen(PendingContracts contracts, FleetView view) {
		return !new Gate(this.database.fleetSettings())
			.judge(contracts.ready(), view, this.database.fleet()::ofReleases)
			.allowed()
			.isEmpty();
	}

	/**
	 * Return whether a run would only end sessions of instances that fell silent.
	 */
	boolean endsSessions() {
		if (contracts().ready().isEmpty()) {
			return false;
		}
		StaleJudge judge = new StaleJudge(this.database.fleetSettings());
		FleetView view = this.database.views().read();
		return view.stale()
			.stream()
			.anyMatch((instance) -> judge.judge(instance, view) == StaleJudge.Verdict.END_SESSIONS);
	}

	/**
	 * Return whether the migration lock is free.
	 */
	boolean isFree() {
		return this.database.tables()
			.engine()
			.lockHolder(this.database.control(), this.database.tables().lockName()) == null;
	}

}
