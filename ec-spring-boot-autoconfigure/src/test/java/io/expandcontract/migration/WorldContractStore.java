package io.expandcontract.migration;

import java.util.Collection;
import java.util.List;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.fleet.FleetView;
import io.expandcontract.fleet.Gate;
import io.expandcontract.fleet.Instance;

/**
 * A contract run's statements on a {@link World}.
 */
final class WorldContractStore implements ContractStore {

	private final World world;

	private final Scenario scenario;

	private final Sight sight;

	WorldContractStore(World world, Scenario scenario) {
		this.world = world;
		this.scenario = scenario;
		this.sight = new Sight(world, scenario);
	}

	@Override
	public boolean settleNext() {
		return this.scenario.mutation() != Mutation.SETTLE_AFTER_GATE
				&& new WorldIntents(this.world).settleNext(Fact.RUN_RECORDED);
	}

	@Override
	public boolean settleFailed() {
		if (this.scenario.mutation() == Mutation.WITHDRAW_WHEN_FAILED) {
			this.world.set(Fact.RUN_INTENT, 0);
			return false;
		}
		return new WorldIntents(this.world).settleNext(Fact.RUN_RECORDED);
	}

	@Override
	public List<ChangeSetKey> candidates() {
		this.sight.observe();
		this.sight.recordStale();
		return this.world.is(Fact.HISTORY) ? List.of() : List.of(Sight.CONTRACT);
	}

	@Override
	public void intend(List<ChangeSetKey> candidates) {
		this.world.set(Fact.RUN_INTENT, 1);
	}

	@Override
	public FleetView readFleet() {
		FleetView seen = this.world.seen();
		this.world.seen(null);
		if (seen == null) {
			return this.sight.read();
		}
		return (this.scenario.mutation() == Mutation.SNAPSHOT_BEFORE_LOCK) ? seen : this.sight.withSessions(seen);
	}

	@Override
	public void recordGone(Instance instance, FleetView view) {
		this.sight.recordGone(instance);
	}

	@Override
	public void endSessions(Instance instance, FleetView view) {
		if (!this.world.is(Fact.RUN_LOST)) {
			OldInstance.endSessions(this.world);
		}
	}

	@Override
	public void endAbandoned(FleetView view) {
		if (!this.world.is(Fact.RUN_LOST)) {
			OldInstance.endSessions(this.world);
		}
	}

	@Override
	public Gate.Verdict judge(List<ChangeSetKey> candidates, FleetView view) {
		return new Gate(Sight.SETTINGS).judge(candidates, view, (releases, most) -> this.sight.ofReleases(releases));
	}

	@Override
	public void withdraw(Collection<ChangeSetKey> changeSets) {
		if (this.scenario.mutation() == Mutation.SETTLE_AFTER_GATE) {
			new WorldIntents(this.world).clear();
		}
		this.world.set(Fact.RUN_INTENT, 0);
	}

	@Override
	public boolean execute(List<ChangeSetKey> allowed) {
		Fact progress = Fact.RUN_PROGRESS;
		switch (this.world.get(progress)) {
			case 0 -> {
				boolean done = this.scenario.mutation() == Mutation.SETTLE_AFTER_GATE
						&& this.world.is(Fact.ORPHAN_DONE);
				this.world.set(Fact.HISTORY, (done || this.world.is(Fact.HISTORY)) ? 1 : 0);
				this.world.set(progress, done ? 3 : 1);
			}
			case 1 -> {
				commit();
				this.world.set(progress, 2);
			}
			case 2 -> {
				this.world.set(Fact.HISTORY, 1);
				this.world.set(progress, 3);
			}
			default -> {
				this.world.set(Fact.RUN_INTENT, 0);
				this.world.set(progress, 0);
				return true;
			}
		}
		return false;
	}

	/**
	 * Commit the changeset's transaction, and with it the mark on its intent.
	 */
	void commit() {
		this.world.set(Fact.EFFECTS, this.world.get(Fact.EFFECTS) + 1);
		if (this.scenario.mutation() != Mutation.NO_DONE_MARKER) {
			this.world.set(Fact.RUN_INTENT, 2);
		}
	}

}
