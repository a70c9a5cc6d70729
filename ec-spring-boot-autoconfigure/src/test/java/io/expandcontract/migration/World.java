package io.expandcontract.migration;

import java.util.Arrays;
import java.util.Map;

import io.expandcontract.fleet.Admission;
import io.expandcontract.fleet.FleetView;
import io.expandcontract.fleet.Instance;
import org.jspecify.annotations.Nullable;

/**
 * One state of the whole: the database, the old instance, the new one and a contract run.
 * Changed only while it is made; its values are interned, so that they are compared by
 * identity.
 */
@SuppressWarnings({ "EnumOrdinal", "ReferenceEquality" })
final class World {

	static final int LIVE = 1;

	static final int GONE = 2;

	static final int HELD_BY_RUN = 1;

	static final int HELD_BY_OLD = 2;

	static final int HELD_BY_NEW = 3;

	private static final long MIX = 0x9E3779B97F4A7C15L;

	private final byte[] facts;

	private Admission admission;

	private @Nullable ContractProtocol run;

	private @Nullable FleetView seen;

	private int hash;

	private World(byte[] facts, Admission admission, @Nullable ContractProtocol run, @Nullable FleetView seen) {
		this.facts = facts;
		this.admission = admission;
		this.run = run;
		this.seen = seen;
	}

	static World initial(boolean expandPending) {
		World world = new World(new byte[Fact.values().length], Admission.begin(), null, null);
		world.set(Fact.EPOCH, 2);
		world.set(Fact.OBSERVED, 2);
		world.set(Fact.EXPAND_PENDING, expandPending ? 1 : 0);
		return world;
	}

	World copy() {
		return new World(this.facts.clone(), this.admission, this.run, this.seen);
	}

	int get(Fact fact) {
		return this.facts[fact.ordinal()];
	}

	boolean is(Fact fact) {
		return get(fact) != 0;
	}

	boolean is(Fact fact, int value) {
		return get(fact) == value;
	}

	void set(Fact fact, int value) {
		this.facts[fact.ordinal()] = (byte) value;
	}

	Admission admission() {
		return this.admission;
	}

	void admission(Admission value) {
		this.admission = value;
	}

	@Nullable ContractProtocol run() {
		return this.run;
	}

	void run(@Nullable ContractProtocol value) {
		this.run = value;
	}

	/**
	 * Return what the run has read of the fleet so far.
	 * @return the rows, or {@code null} if it is not reading
	 */
	@Nullable FleetView seen() {
		return this.seen;
	}

	void seen(@Nullable FleetView value) {
		this.seen = value;
	}

	boolean isIntended() {
		return is(Fact.ORPHAN_INTENDED) || is(Fact.ORPHAN_DONE) || is(Fact.RUN_INTENT);
	}

	/**
	 * Free the migration lock.
	 * @param holder who gives it back, if it has it
	 */
	void unlock(int holder) {
		if (is(Fact.LOCK, holder)) {
			set(Fact.LOCK, 0);
		}
	}

	/**
	 * Set the old instance's row, from which on what was read of it before is out of
	 * date.
	 * @param row its state
	 */
	void row(int row) {
		set(Fact.ROW, row);
		set(Fact.STALE, 0);
		set(Fact.LONG_GONE, 0);
		this.seen = (this.seen != null) ? outdated(this.seen) : null;
		ContractProtocol protocol = this.run;
		if (protocol != null && protocol.view() != null) {
			this.run = new ContractProtocol(protocol.step(), protocol.candidates(), protocol.allowed(),
					protocol.blockers(), outdated(protocol.view()), protocol.ended());
		}
	}

	private static FleetView outdated(FleetView view) {
		return new FleetView(view.observation(), view.counts(), view.stale().stream().map(World::outdated).toList(),
				view.sessions(), view.knowledge(), view.adopting());
	}

	private static Instance outdated(Instance instance) {
		return new Instance(instance.id(), instance.name(), instance.version(), instance.release(), instance.state(),
				Sight.OUTDATED, instance.silentMicros(), instance.staleSince(), instance.staleMicros(), instance.tag(),
				instance.address());
	}

	/**
	 * Replace new values by those seen first that are equal.
	 * @param values every value seen
	 * @param from the state that this one was made from, or this one
	 */
	void intern(Map<Object, Object> values, World from) {
		if (this.admission != from.admission || this == from) {
			this.admission = (Admission) intern(values, this.admission);
		}
		if (this.run != null && this.run != from.run) {
			this.run = (ContractProtocol) intern(values, this.run);
		}
		if (this.seen != null && this.seen != from.seen) {
			this.seen = (FleetView) intern(values, this.seen);
		}
	}

	private static Object intern(Map<Object, Object> values, Object value) {
		Object known = values.putIfAbsent(value, value);
		return (known != null) ? known : value;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof World world && hashCode() == world.hashCode() && this.admission == world.admission
				&& this.run == world.run && this.seen == world.seen && Arrays.equals(this.facts, world.facts);
	}

	@Override
	public int hashCode() {
		if (this.hash == 0) {
			long mixed = System.identityHashCode(this.admission);
			mixed = mixed * MIX + System.identityHashCode(this.run);
			mixed = mixed * MIX + System.identityHashCode(this.seen);
			for (byte fact : this.facts) {
				mixed = mixed * MIX + fact;
			}
			this.hash = (int) (mixed >>> 32);
		}
		return this.hash;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (Fact fact : Fact.values()) {
			if (is(fact)) {
				text.append(fact).append('=').append(get(fact)).append(' ');
			}
		}
		text.append(this.admission.step()).append(' ');
		return text.append((this.run != null) ? this.run.step() : "").toString();
	}

}
