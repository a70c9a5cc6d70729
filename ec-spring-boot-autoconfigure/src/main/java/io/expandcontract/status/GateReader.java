package io.expandcontract.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.Release;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.BlockerCode;
import io.expandcontract.fleet.FleetView;
import io.expandcontract.fleet.Gate;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.PendingContracts;
import io.expandcontract.status.DatabaseStatus.BlockerDescriptor;
import io.expandcontract.status.DatabaseStatus.GateDescriptor;

/**
 * Asks the gate about everything that is pending, whether or not the work before it is
 * done.
 */
final class GateReader {

	private static final int MOST_BLOCKERS = 100;

	private final MigratedDatabase database;

	GateReader(MigratedDatabase database) {
		this.database = database;
	}

	/**
	 * Read the fleet, if there is a record of it.
	 */
	FleetView view() {
		return this.database.isInstalled() ? this.database.views().read() : FleetView.unrecorded();
	}

	GateDescriptor read(List<PhasedChangeSet> contracts, List<PhasedChangeSet> pending, Set<ChangeSetKey> ran,
			FleetView view) {
		List<Blocker> blockers = new ArrayList<>(judge(contracts, view).blockers());
		blockers.addAll(new PendingContracts(this.database, pending, null).blockers());
		blockers.addAll(heldByOthers(ran, view));
		return describe(blockers);
	}

	Gate.Verdict judge(List<PhasedChangeSet> contracts, FleetView view) {
		if (!this.database.isInstalled()) {
			return contracts.isEmpty() ? new Gate.Verdict(List.of(), List.of())
					: new Gate.Verdict(List.of(), List.of(unrecorded(contracts)));
		}
		return new Gate(this.database.fleetSettings()).judge(contracts.stream().map(PhasedChangeSet::key).toList(),
				view, this.database.fleet()::ofReleases);
	}

	/**
	 * Return what blocks while nobody can know who lives.
	 */
	static Blocker unrecorded(List<PhasedChangeSet> held) {
		return new Blocker(BlockerCode.EXPAND_PENDING, null, held.stream().map(PhasedChangeSet::key).toList(),
				"The starter's tables are not there yet, so nobody knows who lives",
				"Boot an instance with the starter, or run the command expand.");
	}

	static GateDescriptor describe(List<Blocker> blockers) {
		return new GateDescriptor(blockers.isEmpty(),
				blockers.stream().limit(MOST_BLOCKERS).map(BlockerDescriptor::of).toList());
	}

	private List<Blocker> heldByOthers(Set<ChangeSetKey> ran, FleetView view) {
		Set<ChangeSetKey> own = this.database.changelog().release().keys();
		List<Blocker> blockers = new ArrayList<>();
		for (Release release : view.knowledge().releases()) {
			List<ChangeSetKey> held = release.entries()
				.stream()
				.filter((entry) -> entry.phase() == Phase.CONTRACT)
				.map(Release.Entry::key)
				.filter((key) -> !own.contains(key) && !ran.contains(key))
				.toList();
			if (!held.isEmpty()) {
				blockers.add(new Blocker(BlockerCode.ASK_RELEASE, null, held,
						held.stream().map(ChangeSetKey::toString).collect(Collectors.joining(", "))
								+ " known only to release " + release.version() + " (" + release.shortId() + ")",
						"Finish the rollout, and ask an instance of that release."));
			}
		}
		return blockers;
	}

}
