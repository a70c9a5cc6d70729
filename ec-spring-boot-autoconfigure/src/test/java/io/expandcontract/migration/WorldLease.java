package io.expandcontract.migration;

import java.util.List;
import java.util.function.Consumer;

import io.expandcontract.fleet.Admission;
import io.expandcontract.fleet.FleetSettings;
import io.expandcontract.fleet.Lease;

/**
 * The old instance's lease, made anew as a {@link World} says that it stands.
 */
@SuppressWarnings("EnumOrdinal")
final class WorldLease {

	private static final Lease.State[] STATES = Lease.State.values();

	private static final Admission REGISTERED = new Admission(Admission.Step.READ_INTENTS, "old", List.of());

	private static final Admission ADMITTED = new Admission(Admission.Step.ADMITTED, "old", List.of());

	private final World world;

	private final Lease lease;

	private long nanos;

	WorldLease(World world, Scenario scenario) {
		this.world = world;
		this.lease = new Lease(settings(scenario), () -> this.nanos);
		Lease.State state = STATES[world.get(Fact.OLD_LEASE)];
		if (state != Lease.State.NONE) {
			this.lease.follow(Admission.begin(), REGISTERED, 0);
		}
		if (state == Lease.State.HELD) {
			this.lease.follow(REGISTERED, ADMITTED, 0);
		}
		if (state == Lease.State.LOST) {
			this.lease.lost();
		}
		this.nanos = nanos(world.get(Fact.OLD_LEASE_AGE));
	}

	private static FleetSettings settings(Scenario scenario) {
		FleetSettings own = Sight.SETTINGS;
		return switch (scenario.closing()) {
			case BEFORE_STALE -> own;
			case BEFORE_FORGOTTEN ->
				new FleetSettings(own.heartbeatInterval(), own.forgetAfter(), own.forgetAfter(), own.sessionCheck());
			case NEVER -> new FleetSettings(own.heartbeatInterval(), own.forgetAfter().multipliedBy(100),
					own.forgetAfter().multipliedBy(100), own.sessionCheck());
		};
	}

	boolean letsWorkIn() {
		return this.lease.letsWorkIn();
	}

	static boolean isLost(World world) {
		return world.is(Fact.OLD_LEASE, Lease.State.LOST.ordinal());
	}

	private static long nanos(int age) {
		return Sight.age(age) * 1000;
	}

	void follow(Admission before, Admission after) {
		boolean registers = before.step() == Admission.Step.REGISTER;
		change((lease) -> lease.follow(before, after, this.nanos), registers ? 0 : this.world.get(Fact.OLD_LEASE_AGE));
	}

	/**
	 * Hear the answer to a heartbeat that found its row.
	 * @param since how long ago it was sent
	 */
	void acknowledged(int since) {
		change((lease) -> lease.acknowledged(this.nanos - nanos(since)), since);
	}

	void lost() {
		change(Lease::lost, 0);
	}

	void withdrawn() {
		change(Lease::withdrawn, 0);
	}

	private void change(Consumer<Lease> change, int age) {
		change.accept(this.lease);
		this.nanos = 0;
		this.world.set(Fact.OLD_LEASE, this.lease.state().ordinal());
		this.world.set(Fact.OLD_LEASE_AGE, (this.lease.state() == Lease.State.NONE) ? 0 : age);
		this.nanos = nanos(age);
	}

	static void forget(World world) {
		world.set(Fact.OLD_LEASE, Lease.State.NONE.ordinal());
		world.set(Fact.OLD_LEASE_AGE, 0);
	}

}
