package io.expandcontract.migration;

import io.expandcontract.fleet.StaleJudge;
import io.expandcontract.migration.ContractProtocol.Step;
import io.expandcontract.migration.Scenario.Feature;

/**
 * The moves of contract runs, one after another: as soon as one has lost its lock and has
 * nothing to do without it, it makes room for the next.
 */
final class Contractor {

	private final Scenario scenario;

	private final StaleJudge judge = new StaleJudge(Sight.SETTINGS);

	Contractor(Scenario scenario) {
		this.scenario = scenario;
	}

	void moves(World world, Moves moves) {
		ContractProtocol protocol = world.run();
		if (protocol == null) {
			begin(world, moves);
			return;
		}
		mishaps(world, moves, protocol);
		if (world.is(Fact.RUN_PAUSED)) {
			moves.adverse("run: continues", (to) -> to.set(Fact.RUN_PAUSED, 0));
			if (!isLost(world)) {
				moves.add("run: its session ends by itself", this::lose);
			}
		}
		else if (!world.is(Fact.DOWN)) {
			step(world, moves, protocol);
		}
	}

	private boolean isLost(World world) {
		return world.is(Fact.RUN_LOST);
	}

	private void begin(World world, Moves moves) {
		if (world.is(Fact.DOWN)) {
			return;
		}
		if (this.scenario.mutation() == Mutation.SNAPSHOT_BEFORE_LOCK && world.seen() == null) {
			moves.add("run: takes its snapshot", (to) -> to.seen(new Sight(to, this.scenario).read()));
		}
		else if (world.is(Fact.LOCK, 0)) {
			moves.add("run: takes the lock", (to) -> {
				to.set(Fact.LOCK, World.HELD_BY_RUN);
				to.run(ContractProtocol.begin());
			});
		}
	}

	private void mishaps(World world, Moves moves, ContractProtocol protocol) {
		boolean executing = protocol.step() == Step.EXECUTE && !isLost(world);
		if (executing && world.is(Fact.RUN_PROGRESS, 1)) {
			moves.adverse("run: is killed, its COMMIT being sent", (to) -> {
				commit(to, moves);
				end(to);
			});
		}
		moves.adverse("run: is killed", this::end);
		if (!isLost(world)) {
			moves.adverse("run: its session is terminated", this::lose);
		}
		if (this.scenario.mutation() == Mutation.LOCK_ON_ANOTHER_CONNECTION && world.is(Fact.LOCK, World.HELD_BY_RUN)) {
			moves.adverse("run: the lock is lost alone", (to) -> to.unlock(World.HELD_BY_RUN));
		}
		if (this.scenario.has(Feature.RUN_PAUSES) && !world.is(Fact.RUN_PAUSED)) {
			moves.adverse("run: is stopped", (to) -> {
				to.set(Fact.RUN_PAUSED, 1);
				endIfLost(to, protocol);
			});
		}
		if (executing && !world.is(Fact.RUN_PAUSED)) {
			moves.adverse("run: a statement fails", (to) -> {
				to.set(Fact.RUN_PROGRESS, 0);
				to.run(protocol.failed());
			});
		}
	}

	private void step(World world, Moves moves, ContractProtocol protocol) {
		Step step = protocol.step();
		if (step == Step.READ_FLEET && this.scenario.has(Feature.TORN_READS) && world.seen() == null) {
			moves.add("run: reads the fleet's rows", (to) -> to.seen(new Sight(to, this.scenario).rows()));
		}
		else if (step == Step.READ_FLEET || step == Step.JUDGE) {
			moves.add("run: " + step, (to) -> advance(to, moves, protocol));
		}
		else if (step == Step.END) {
			moves.add("run: unlocks", this::end);
		}
		else {
			moves.add("run: " + step + " " + world.get(Fact.RUN_PROGRESS), (to) -> advance(to, moves, protocol));
		}
	}

	private void advance(World world, Moves moves, ContractProtocol before) {
		int effects = world.get(Fact.EFFECTS);
		ContractProtocol after = before.next(new WorldContractStore(world, this.scenario), this.judge, false);
		after = (this.scenario.mutation() == Mutation.READ_FLEET_BEFORE_INTENT) ? late(before, after) : after;
		world.run(after);
		endIfLost(world, after);
		check(world, moves, effects);
	}

	private static ContractProtocol late(ContractProtocol before, ContractProtocol after) {
		if (before.step() == Step.SETTLE && after.step() == Step.INTEND) {
			return at(Step.READ_FLEET, after);
		}
		if (before.step() == Step.JUDGE && after.step() == Step.EXECUTE) {
			return at(Step.INTEND, after);
		}
		return (before.step() == Step.INTEND) ? at(Step.EXECUTE, after) : after;
	}

	private static ContractProtocol at(Step step, ContractProtocol protocol) {
		return new ContractProtocol(step, protocol.candidates(), protocol.allowed(), protocol.blockers(),
				protocol.view(), protocol.ended());
	}

	private void commit(World world, Moves moves) {
		int effects = world.get(Fact.EFFECTS);
		new WorldContractStore(world, this.scenario).commit();
		check(world, moves, effects);
	}

	private static void check(World world, Moves moves, int before) {
		if (before > 0 && world.get(Fact.EFFECTS) > before) {
			moves.violate(Violation.CONTRACTED_TWICE);
		}
	}

	/**
	 * Lose the run's connection, and with it the lock. Unless its next statement is one
	 * over another connection, that is the end of it.
	 * @param world the state
	 */
	void lose(World world) {
		ContractProtocol protocol = world.run();
		if (protocol != null) {
			world.set(Fact.RUN_LOST, 1);
			world.unlock(World.HELD_BY_RUN);
			endIfLost(world, protocol);
		}
	}

	private void endIfLost(World world, ContractProtocol protocol) {
		boolean elsewhere = protocol.step() == Step.READ_FLEET || protocol.step() == Step.JUDGE;
		if (!isLost(world) || (elsewhere && !world.is(Fact.RUN_PAUSED))) {
			return;
		}
		if (this.scenario.mutation() == Mutation.WITHDRAW_ON_ANOTHER_CONNECTION) {
			world.set(Fact.RUN_INTENT, 0);
		}
		end(world);
	}

	private void end(World world) {
		new WorldIntents(world).orphan();
		world.unlock(World.HELD_BY_RUN);
		world.run(null);
		world.seen(null);
		world.set(Fact.RUN_LOST, 0);
		world.set(Fact.RUN_PAUSED, 0);
		world.set(Fact.RUN_PROGRESS, 0);
		world.set(Fact.RUN_RECORDED, 0);
	}

}
