package io.expandcontract.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.database.DatabaseSession;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.BlockerCode;
import io.expandcontract.fleet.FleetReader;
import io.expandcontract.fleet.FleetView;
import io.expandcontract.fleet.Instance;

/**
 * Whoever lives beside this process, of whatever release: work that needs the application
 * to be stopped waits for them.
 */
public final class OtherInstances {

	private static final int MOST_BLOCKERS = 100;

	private final MigratedDatabase database;

	/**
	 * Create the view.
	 * @param database the database
	 */
	public OtherInstances(MigratedDatabase database) {
		this.database = database;
	}

	/**
	 * Return who lives, one statement after the other, without a lock.
	 * @return blockers, none if this process is alone
	 */
	public List<Blocker> blockers() {
		if (!this.database.isInstalled()) {
			return List.of();
		}
		FleetView view = this.database.views().read();
		Set<String> releases = view.counts()
			.stream()
			.map(FleetReader.ReleaseCount::release)
			.collect(Collectors.toSet());
		List<Blocker> blockers = new ArrayList<>();
		this.database.fleet()
			.ofReleases(releases, MOST_BLOCKERS)
			.stream()
			.filter((instance) -> !instance.id().equals(this.database.member().id()))
			.forEach((instance) -> blockers.add(lives(instance)));
		view.sessions().strangers().stream().limit(MOST_BLOCKERS).forEach((session) -> blockers.add(stranger(session)));
		return blockers;
	}

	private static Blocker lives(Instance instance) {
		String name = instance.name() + " of " + instance.version();
		return instance.isStale()
				? new Blocker(BlockerCode.INSTANCE_LIVES, instance, List.of(),
						name + " has been silent for " + instance.silentMicros() / 1_000_000
								+ " seconds, but may still work",
						"Wait with a timeout until it is recorded as gone.")
				: new Blocker(BlockerCode.INSTANCE_LIVES, instance, List.of(), name + " lives",
						"Stop every instance first.");
	}

	private static Blocker stranger(DatabaseSession session) {
		return new Blocker(BlockerCode.UNKNOWN_SESSION, null, List.of(),
				"Database " + session + " uses the application's user but belongs to no live instance",
				"Stop the process that holds it, or let it use a database user of its own.");
	}

}
