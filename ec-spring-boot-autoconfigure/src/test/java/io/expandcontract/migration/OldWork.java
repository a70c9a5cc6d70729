package io.expandcontract.migration;

import io.expandcontract.fleet.Admission;
import io.expandcontract.migration.Scenario.Feature;

/**
 * The work of the old instance: requests, and whatever else borrows a connection. Nothing
 * but the lease keeps it from the database.
 */
final class OldWork {

	private final Scenario scenario;

	OldWork(Scenario scenario) {
		this.scenario = scenario;
	}

	void moves(World world, Moves moves) {
		if (!this.scenario.has(Feature.CHECK_AT_BORROW)) {
			if (!world.is(Fact.DOWN) && isLetIn(world)) {
				moves.add("old: works", (to) -> {
					work(to, moves);
					to.set(Fact.OLD_SESSIONS, 1);
				});
			}
			return;
		}
		if (world.is(Fact.OLD_WORK, 0)) {
			moves.add("old: has work to do", (to) -> to.set(Fact.OLD_WORK, 1));
		}
		else if (!world.is(Fact.DOWN)) {
			if (!world.is(Fact.OLD_SESSIONS)) {
				moves.add("old: opens a session", (to) -> to.set(Fact.OLD_SESSIONS, 1));
			}
			else if (world.is(Fact.OLD_WORK, 1)) {
				boolean letIn = isLetIn(world);
				moves.add(letIn ? "old: borrows a connection" : "old: is refused a connection",
						(to) -> to.set(Fact.OLD_WORK, letIn ? 2 : 0));
			}
			else {
				moves.add("old: works", (to) -> {
					work(to, moves);
					to.set(Fact.OLD_WORK, 0);
					if (to.admission().instance() == null) {
						to.set(Fact.OLD_SESSIONS, 0);
					}
				});
			}
		}
	}

	private boolean isLetIn(World world) {
		return switch (this.scenario.mutation()) {
			case POLLER_STAYS_UNREGISTERED -> isHeld(world)
					|| (world.admission().step() == Admission.Step.ADMITTED && world.admission().instance() == null);
			case READ_BEFORE_REGISTER -> world.is(Fact.OLD_STAGE, OldInstance.OPEN) && isHeld(world);
			default -> isHeld(world);
		};
	}

	private boolean isHeld(World world) {
		return new WorldLease(world, this.scenario).letsWorkIn();
	}

	private static void work(World world, Moves moves) {
		if (world.is(Fact.EFFECTS)) {
			moves.violate(Violation.WORK_ON_CONTRACTED_SCHEMA);
		}
	}

}
