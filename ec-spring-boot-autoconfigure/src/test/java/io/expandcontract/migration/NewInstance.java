package io.expandcontract.migration;

import io.expandcontract.fleet.FleetView;
import io.expandcontract.fleet.Instance;
import io.expandcontract.fleet.StaleJudge;

/**
 * The moves of an instance of the new release: it boots, settles and expands if it has
 * to, and then observes the fleet.
 */
final class NewInstance {

	static final int OFF = 0;

	static final int LOCKED = 1;

	static final int OPEN = 2;

	private final Scenario scenario;

	private final StaleJudge judge = new StaleJudge(Sight.SETTINGS);

	NewInstance(Scenario scenario) {
		this.scenario = scenario;
	}

	void moves(World world, Moves moves) {
		if (world.is(Fact.NEW_STAGE, LOCKED)) {
			moves.adverse("new: is killed", NewInstance::die);
		}
		if (world.is(Fact.DOWN)) {
			return;
		}
		switch (world.get(Fact.NEW_STAGE)) {
			case OFF -> boot(world, moves);
			case LOCKED -> locked(world, moves);
			default -> observe(world, moves);
		}
	}

	static void die(World world) {
		world.set(Fact.NEW_STAGE, OFF);
		world.set(Fact.NEW_RECORDED, 0);
		world.unlock(World.HELD_BY_NEW);
	}

	private void boot(World world, Moves moves) {
		if (!world.is(Fact.EXPAND_PENDING)) {
			moves.add("new: boots and opens its port", (to) -> to.set(Fact.NEW_STAGE, OPEN));
		}
		else if (world.is(Fact.LOCK, 0)) {
			moves.add("new: takes the lock", (to) -> {
				to.set(Fact.NEW_STAGE, LOCKED);
				to.set(Fact.LOCK, World.HELD_BY_NEW);
			});
		}
	}

	private void locked(World world, Moves moves) {
		if (world.isIntended()) {
			moves.add("new: settles", (to) -> new WorldIntents(to).settleNext(Fact.NEW_RECORDED));
		}
		else if (world.is(Fact.EXPAND_PENDING)) {
			moves.add("new: expands", (to) -> to.set(Fact.EXPAND_PENDING, 0));
		}
		else {
			moves.add("new: unlocks", (to) -> {
				to.set(Fact.NEW_STAGE, OPEN);
				to.unlock(World.HELD_BY_NEW);
			});
		}
	}

	private void observe(World world, Moves moves) {
		if (world.is(Fact.EPOCH, 0) || world.is(Fact.OBSERVED, 0)) {
			moves.add("new: observes", (to) -> new Sight(to, this.scenario).observe());
		}
		if (world.is(Fact.ROW, World.LIVE) && world.is(Fact.SILENCE) && !world.is(Fact.STALE)
				&& world.is(Fact.OBSERVED, 2)) {
			moves.add("new: writes that the old is silent", (to) -> new Sight(to, this.scenario).recordStale());
		}
		FleetView view = new Sight(world, this.scenario).read();
		for (Instance instance : view.stale()) {
			if (this.judge.judge(instance, view) == StaleJudge.Verdict.GONE) {
				moves.add("new: records that the old is gone",
						(to) -> new Sight(to, this.scenario).recordGone(instance));
			}
		}
	}

}
