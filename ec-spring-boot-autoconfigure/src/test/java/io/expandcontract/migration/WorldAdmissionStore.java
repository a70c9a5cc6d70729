package io.expandcontract.migration;

import java.util.List;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.fleet.AdmissionStore;

/**
 * The old instance's statements on a {@link World}.
 */
final class WorldAdmissionStore implements AdmissionStore {

	private final World world;

	private final Scenario scenario;

	WorldAdmissionStore(World world, Scenario scenario) {
		this.world = world;
		this.scenario = scenario;
	}

	@Override
	public String register() {
		this.world.set(Fact.OLD_SESSIONS, 1);
		if (this.scenario.mutation() != Mutation.READ_BEFORE_REGISTER) {
			writeRow();
		}
		return "old";
	}

	void writeRow() {
		this.world.row(World.LIVE);
		this.world.set(Fact.SILENCE, 0);
	}

	@Override
	public void deregister(String instance) {
		this.world.row(World.GONE);
		this.world.set(Fact.SILENCE, 0);
	}

	@Override
	public List<ChangeSetKey> unknownIntents() {
		return this.world.isIntended() ? List.of(Sight.CONTRACT) : List.of();
	}

	@Override
	public List<ChangeSetKey> unknownContracts() {
		return this.world.is(Fact.HISTORY) ? List.of(Sight.CONTRACT) : List.of();
	}

}
