package io.expandcontract.migration;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.Release;
import io.expandcontract.database.DatabaseSession;
import io.expandcontract.database.SessionTag;
import io.expandcontract.fleet.FleetReader;
import io.expandcontract.fleet.FleetSettings;
import io.expandcontract.fleet.FleetView;
import io.expandcontract.fleet.Instance;
import io.expandcontract.fleet.InstanceState;
import io.expandcontract.fleet.Observation;
import io.expandcontract.fleet.ReleaseKnowledge;
import io.expandcontract.fleet.SessionCheck;
import io.expandcontract.fleet.SessionReport;
import io.expandcontract.migration.Scenario.Feature;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet's statements return in a {@link World}.
 */
final class Sight {

	static final FleetSettings SETTINGS = new FleetSettings(Duration.ofSeconds(10), Duration.ofSeconds(30),
			Duration.ofSeconds(300), SessionCheck.AUTO);

	/**
	 * The contract changeset that the new release ships and the old one does not know.
	 */
	static final ChangeSetKey CONTRACT = new ChangeSetKey("contract/drop.yaml", "drop", "search");

	static final long OUTDATED = 1;

	private static final long CURRENT = 2;

	private static final long WRITTEN = 3;

	private static final long[] AGES = { 1_000_000, 31_000_000, 331_000_000 };

	private static final SessionTag TAG = new SessionTag("ec:000000000001");

	private static final Release OLD = Release.of("1.0", null, List.of());

	private static final Release NEW = Release.of("1.1", null,
			List.of(new Release.Entry(CONTRACT, Phase.CONTRACT, null)));

	private static final ReleaseKnowledge KNOWLEDGE = new ReleaseKnowledge(List.of(OLD, NEW));

	private static final SessionReport OFF = SessionReport.off("the database does not show them");

	private static final List<DatabaseSession> SESSIONS = List
		.of(new DatabaseSession("1", "app", TAG.value(), null, 1));

	private final World world;

	private final Scenario scenario;

	Sight(World world, Scenario scenario) {
		this.world = world;
		this.scenario = scenario;
	}

	static long age(int silence) {
		return AGES[silence];
	}

	FleetView read() {
		return withSessions(rows());
	}

	FleetView rows() {
		boolean unobserved = this.scenario.mutation() == Mutation.GONE_BY_AGE_ALONE;
		Observation observation = new Observation((this.world.is(Fact.OBSERVED, 2) || unobserved) ? AGES[1] : 0,
				(this.world.is(Fact.EPOCH, 2) || unobserved) ? AGES[1] : 0);
		Instance old = old();
		List<Instance> stale = (old != null && old.isStale()) ? List.of(old) : List.of();
		FleetReader.ReleaseCount own = new FleetReader.ReleaseCount(NEW.id(), NEW.version(), 1, 0);
		List<FleetReader.ReleaseCount> counts = (old == null) ? List.of(own)
				: List.of(new FleetReader.ReleaseCount(OLD.id(), OLD.version(), 1, stale.size()), own);
		return new FleetView(observation, counts, stale, OFF, KNOWLEDGE, Set.of());
	}

	FleetView withSessions(FleetView rows) {
		return new FleetView(rows.observation(), rows.counts(), rows.stale(), sessions(), rows.knowledge(),
				rows.adopting());
	}

	private SessionReport sessions() {
		if (!this.scenario.has(Feature.SESSIONS_VISIBLE)) {
			return OFF;
		}
		List<DatabaseSession> sessions = this.world.is(Fact.OLD_SESSIONS) ? SESSIONS : List.of();
		boolean gone = this.world.is(Fact.ROW, World.GONE);
		return new SessionReport(SessionReport.Mode.TAGS, null, sessions, gone ? sessions : List.of(),
				(gone && this.world.is(Fact.LONG_GONE)) ? sessions : List.of(), Set.of());
	}

	List<Instance> ofReleases(Set<String> releases) {
		Instance old = old();
		return (old != null && releases.contains(OLD.id())) ? List.of(old) : List.of();
	}

	private @Nullable Instance old() {
		if (!this.world.is(Fact.ROW, World.LIVE)) {
			return null;
		}
		int silence = (this.scenario.mutation() == Mutation.JVM_CLOCK) ? 2 : this.world.get(Fact.SILENCE);
		boolean forgotten = switch (this.scenario.mutation()) {
			case JVM_CLOCK, GONE_BY_AGE_ALONE -> silence == 2;
			default -> this.world.is(Fact.STALE, 2);
		};
		boolean written = this.world.is(Fact.STALE);
		return new Instance("old", "old", OLD.version(), OLD.id(),
				(silence > 0) ? InstanceState.STALE : InstanceState.SERVING, CURRENT, AGES[silence],
				written ? WRITTEN : null, forgotten ? AGES[2] : written ? AGES[0] : 0, TAG, null);
	}

	/**
	 * Write that the old instance is silent, if it is, and someone has observed for long
	 * enough to know.
	 */
	void recordStale() {
		if (this.world.is(Fact.OBSERVED, 2) && this.world.is(Fact.ROW, World.LIVE) && this.world.is(Fact.SILENCE)
				&& !this.world.is(Fact.STALE)) {
			this.world.set(Fact.STALE, 1);
		}
	}

	/**
	 * Write that someone observes.
	 */
	void observe() {
		if (this.world.is(Fact.EPOCH, 0)) {
			this.world.set(Fact.EPOCH, 1);
		}
		if (this.world.is(Fact.OBSERVED, 0)) {
			this.world.set(Fact.OBSERVED, 1);
		}
	}

	/**
	 * Record the old instance as gone, if it still is as it was read.
	 * @param instance the instance as it was read
	 */
	void recordGone(Instance instance) {
		Long since = instance.staleSince();
		boolean same = instance.heartbeatAt() == CURRENT
				&& ((since != null) ? since : 0) == (this.world.is(Fact.STALE) ? WRITTEN : 0);
		if (this.world.is(Fact.ROW, World.LIVE)
				&& (same || this.scenario.mutation() == Mutation.GONE_WITHOUT_COMPARING)) {
			this.world.row(World.GONE);
		}
	}

}
