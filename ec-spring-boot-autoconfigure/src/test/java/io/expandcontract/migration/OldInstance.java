package io.expandcontract.migration;

import java.util.List;

import io.expandcontract.fleet.Admission;
import io.expandcontract.migration.Scenario.Feature;

/**
 * The moves of an instance of the old release, which does not know the contract
 * changeset.
 */
final class OldInstance {

	static final int OFF = 0;

	static final int FIRST_LOOK = 1;

	static final int SECOND_LOOK = 2;

	static final int OPEN = 3;

	static final int DRAINING = 4;

	static final int LEFT = 5;

	private final Scenario scenario;

	private final OldWork work;

	OldInstance(Scenario scenario) {
		this.scenario = scenario;
		this.work = new OldWork(scenario);
	}

	void moves(World world, Moves moves) {
		if (world.is(Fact.OLD_STAGE, OFF)) {
			moves.add("old: starts", (to) -> to.set(Fact.OLD_STAGE, FIRST_LOOK));
			return;
		}
		moves.adverse("old: is killed", OldInstance::die);
		if (world.is(Fact.OLD_PAUSED)) {
			pausedMoves(world, moves);
			return;
		}
		if (this.scenario.has(Feature.OLD_PAUSES)
				&& (this.scenario.has(Feature.OLD_PAUSES_UNREGISTERED) || isRegistered(world))) {
			moves.adverse("old: is stopped", (to) -> to.set(Fact.OLD_PAUSED, 1));
		}
		if (!world.is(Fact.DOWN)) {
			beat(world, moves);
			if (!new OldSettling(world).moves(moves)) {
				look(world, moves);
			}
		}
		leave(world, moves);
		if (world.get(Fact.OLD_STAGE) >= SECOND_LOOK) {
			this.work.moves(world, moves);
		}
	}

	private static void pausedMoves(World world, Moves moves) {
		moves.adverse("old: continues", (to) -> to.set(Fact.OLD_PAUSED, 0));
		if (world.is(Fact.OLD_SESSIONS)) {
			moves.adverse("old: its sessions are dropped", OldInstance::endSessions);
		}
		new OldSettling(world).pausedMoves(moves);
	}

	/**
	 * Return whether the instance believes to be registered, and therefore heartbeats.
	 * @param world the state
	 * @return {@code true} between its registration and its end or the loss of its row
	 */
	boolean isRegistered(World world) {
		return world.admission().instance() != null && !WorldLease.isLost(world) && !world.is(Fact.OLD_STAGE, LEFT)
				&& (this.scenario.mutation() != Mutation.READ_BEFORE_REGISTER || world.get(Fact.OLD_STAGE) >= OPEN);
	}

	/**
	 * Return whether the database would hear the instance within stale-after.
	 * @param world the state
	 * @return {@code true} if it runs and is registered
	 */
	boolean isHeard(World world) {
		return !world.is(Fact.OLD_PAUSED) && isRegistered(world);
	}

	static void endSessions(World world) {
		world.set(Fact.OLD_SESSIONS, 0);
		if (world.is(Fact.OLD_WORK, 2)) {
			world.set(Fact.OLD_WORK, 0);
		}
	}

	static void die(World world) {
		world.set(Fact.OLD_STAGE, OFF);
		world.set(Fact.OLD_PAUSED, 0);
		world.set(Fact.OLD_SESSIONS, 0);
		world.set(Fact.OLD_WORK, 0);
		world.set(Fact.OLD_ANSWER, 0);
		world.set(Fact.OLD_SETTLES, 0);
		world.set(Fact.OLD_RECORDED, 0);
		world.unlock(World.HELD_BY_OLD);
		world.admission(Admission.begin());
		WorldLease.forget(world);
		if (!world.is(Fact.ROW, World.LIVE)) {
			world.set(Fact.SILENCE, 0);
		}
	}

	private void beat(World world, Moves moves) {
		if (world.is(Fact.OLD_ANSWER)) {
			moves.add("old: hears that its heartbeat was written", this::acknowledge);
		}
		else if (isRegistered(world) && !world.is(Fact.ROW, World.LIVE)) {
			moves.add("old: a heartbeat finds its row gone", (to) -> {
				new WorldLease(to, this.scenario).lost();
				to.set(Fact.SILENCE, 0);
			});
		}
		else if (isRegistered(world) && (world.is(Fact.OLD_LEASE_AGE) || world.is(Fact.SILENCE) || world.is(Fact.STALE)
				|| this.scenario.has(Feature.SLOW_ANSWERS))) {
			moves.add("old: a heartbeat is written", (to) -> {
				to.row(World.LIVE);
				to.set(Fact.SILENCE, 0);
				to.set(Fact.OLD_ANSWER, 1);
				if (!this.scenario.has(Feature.SLOW_ANSWERS)) {
					acknowledge(to);
				}
			});
		}
	}

	private void acknowledge(World world) {
		world.set(Fact.OLD_ANSWER, 0);
		boolean late = this.scenario.mutation() == Mutation.LEASE_COUNTS_FROM_ANSWER;
		new WorldLease(world, this.scenario).acknowledged(late ? 0 : world.get(Fact.SILENCE));
	}

	private void look(World world, Moves moves) {
		if (world.get(Fact.OLD_STAGE) > OPEN) {
			return;
		}
		Admission admission = world.admission();
		if (admission.step() == Admission.Step.REFUSED) {
			moves.add("old: stops, being turned away", OldInstance::die);
		}
		else if (!admission.isDecided()) {
			moves.add("old: " + admission.step(), this::step);
		}
		else if (WorldLease.isLost(world)) {
			moves.add("old: begins again", (to) -> to.admission(Admission.begin()));
		}
		else if (world.is(Fact.OLD_STAGE, FIRST_LOOK) && this.scenario.mutation() != Mutation.ONE_LOOK_HISTORY_FIRST) {
			moves.add("old: looks again", (to) -> {
				to.set(Fact.OLD_STAGE, SECOND_LOOK);
				to.admission(to.admission().again());
				new OldSettling(to).end();
			});
		}
		else if (!world.is(Fact.OLD_STAGE, OPEN)) {
			moves.add("old: opens its port", this::open);
		}
	}

	private void open(World world) {
		world.set(Fact.OLD_STAGE, OPEN);
		if (this.scenario.mutation() == Mutation.READ_BEFORE_REGISTER) {
			new WorldAdmissionStore(world, this.scenario).writeRow();
		}
	}

	private void step(World world) {
		WorldLease lease = new WorldLease(world, this.scenario);
		Admission before = world.admission();
		if (before.step() == Admission.Step.LEAVE || before.step() == Admission.Step.STEP_ASIDE) {
			evict(world);
		}
		Admission after = mutated(before, before.next(new WorldAdmissionStore(world, this.scenario)));
		world.admission(after);
		lease.follow(before, after);
		if (this.scenario.mutation() == Mutation.HELD_BEFORE_LOOKS && before.step() == Admission.Step.REGISTER) {
			lease.follow(after, new Admission(Admission.Step.ADMITTED, after.instance(), List.of()));
		}
	}

	private static void evict(World world) {
		if (!world.is(Fact.OLD_WORK, 2)) {
			world.set(Fact.OLD_SESSIONS, 0);
		}
	}

	private Admission mutated(Admission before, Admission after) {
		return switch (this.scenario.mutation()) {
			case ONE_LOOK_HISTORY_FIRST -> historyFirst(before, after);
			case POLLER_STAYS_UNREGISTERED ->
				(before.step() == Admission.Step.POLL_HISTORY && after.step() == Admission.Step.REGISTER)
						? new Admission(Admission.Step.READ_INTENTS, null, List.of()) : after;
			default -> after;
		};
	}

	private static Admission historyFirst(Admission before, Admission after) {
		return switch (before.step()) {
			case REGISTER -> new Admission(Admission.Step.READ_HISTORY, after.instance(), List.of());
			case READ_HISTORY -> (after.step() == Admission.Step.ADMITTED)
					? new Admission(Admission.Step.READ_INTENTS, after.instance(), List.of()) : after;
			case READ_INTENTS ->
				new Admission(after.unknown().isEmpty() ? Admission.Step.ADMITTED : Admission.Step.STEP_ASIDE,
						after.instance(), after.unknown());
			default -> after;
		};
	}

	private void leave(World world, Moves moves) {
		boolean atOnce = this.scenario.mutation() == Mutation.DEREGISTER_BEFORE_DRAINING;
		switch (world.get(Fact.OLD_STAGE)) {
			case OPEN -> moves.add("old: gets SIGTERM and drains", (to) -> {
				to.set(Fact.OLD_STAGE, DRAINING);
				if (atOnce) {
					to.row(World.GONE);
				}
			});
			case DRAINING -> {
				if (this.scenario.has(Feature.SESSIONS_VISIBLE) || !world.is(Fact.OLD_WORK)) {
					moves.add("old: deregisters", this::deregister);
				}
			}
			case LEFT -> moves.add("old: closes its pool and ends", OldInstance::die);
			default -> {
			}
		}
	}

	private void deregister(World world) {
		boolean registered = isRegistered(world);
		new WorldLease(world, this.scenario).withdrawn();
		if (!world.is(Fact.DOWN) && registered) {
			new WorldAdmissionStore(world, this.scenario).deregister("old");
		}
		world.set(Fact.OLD_STAGE, LEFT);
	}

}
