package io.expandcontract.migration;

import io.expandcontract.fleet.FleetSettings;
import io.expandcontract.migration.Scenario.Feature;

/**
 * What happens to all: time passes, and the database goes down and comes back.
 * <p>
 * An instance that runs and is registered heartbeats within
 * {@link FleetSettings#staleAfter()}, while the database can be reached.
 */
final class Outside {

	private final Scenario scenario;

	private final OldInstance old;

	private final Contractor contractor;

	Outside(Scenario scenario, OldInstance old, Contractor contractor) {
		this.scenario = scenario;
		this.old = old;
		this.contractor = contractor;
	}

	void moves(World world, Moves moves) {
		if (world.is(Fact.ROW, World.LIVE) && world.get(Fact.SILENCE) < 2
				&& (world.is(Fact.DOWN) || !this.old.isHeard(world))) {
			moves.add(world.is(Fact.SILENCE) ? "time: the old is silent for forget-after"
					: "time: the old is silent for stale-after", Outside::age);
		}
		if (world.is(Fact.ROW, World.GONE) && world.is(Fact.OLD_SESSIONS) && !world.is(Fact.LONG_GONE)) {
			moves.add("time: the old has been gone for forget-after", (to) -> to.set(Fact.LONG_GONE, 1));
		}
		boolean observed = world.is(Fact.NEW_STAGE, NewInstance.OPEN) || world.run() != null;
		if (!world.is(Fact.DOWN)) {
			settle(world, moves, observed);
			if (observed && world.is(Fact.OBSERVED, 2) && world.is(Fact.STALE, 1) && world.is(Fact.SILENCE, 2)
					&& !this.old.isHeard(world)) {
				moves.add("time: the old is observed silent for forget-after", (to) -> to.set(Fact.STALE, 2));
			}
		}
		if (world.is(Fact.DOWN)) {
			moves.add("database: comes back", (to) -> to.set(Fact.DOWN, 0));
		}
		else if (this.scenario.has(Feature.OUTAGES)) {
			moves.adverse("database: goes down", this::goDown);
		}
	}

	private static void age(World world) {
		int silence = world.get(Fact.SILENCE) + 1;
		world.set(Fact.SILENCE, silence);
		if (!world.is(Fact.OLD_STAGE, OldInstance.OFF)) {
			world.set(Fact.OLD_LEASE_AGE, Math.max(silence, world.get(Fact.OLD_LEASE_AGE)));
		}
	}

	private void settle(World world, Moves moves, boolean observed) {
		boolean heard = !world.is(Fact.ROW, World.LIVE) || !world.is(Fact.SILENCE) || !this.old.isHeard(world);
		if (heard && (world.is(Fact.EPOCH, 1) || (observed && world.is(Fact.OBSERVED, 1)))) {
			moves.add("time: stale-after passes", (to) -> {
				to.set(Fact.EPOCH, to.is(Fact.EPOCH) ? 2 : 0);
				to.set(Fact.OBSERVED, (observed && to.is(Fact.OBSERVED)) ? 2 : to.get(Fact.OBSERVED));
			});
		}
		if (this.scenario.has(Feature.GAPS) && !observed && world.is(Fact.OBSERVED)) {
			moves.adverse("time: nobody observes for stale-after", Outside::breakObservation);
		}
	}

	private static void breakObservation(World world) {
		world.set(Fact.OBSERVED, 0);
		if (world.is(Fact.STALE, 2)) {
			world.set(Fact.STALE, 1);
		}
	}

	private void goDown(World world) {
		world.set(Fact.DOWN, 1);
		world.set(Fact.EPOCH, 0);
		breakObservation(world);
		OldInstance.endSessions(world);
		new OldSettling(world).lose();
		this.contractor.lose(world);
		if (!world.is(Fact.NEW_STAGE, NewInstance.OPEN)) {
			NewInstance.die(world);
		}
	}

}
