package io.expandcontract.migration;

import java.util.List;

import io.expandcontract.backfill.Backfill;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.BlockerCode;
import io.expandcontract.fleet.FleetReader;
import io.expandcontract.fleet.FleetView;
import org.jspecify.annotations.Nullable;

/**
 * When a migrate changeset may start, and whether this release can serve without it.
 */
public final class PendingData {

	private final MigratedDatabase database;

	/**
	 * Create the judgement for a database.
	 * @param database the database
	 */
	public PendingData(MigratedDatabase database) {
		this.database = database;
	}

	/**
	 * Return the migrate changesets that have yet to run.
	 * @param pending everything that has yet to run
	 * @param checkpoint the checkpoint up to which to look, or {@code null} for all
	 * @return changesets in running order
	 */
	public List<PhasedChangeSet> of(List<PhasedChangeSet> pending, @Nullable String checkpoint) {
		return pending.stream()
			.filter(PhasedChangeSet::isMigrate)
			.filter((changeSet) -> checkpoint == null || this.database.changelog().isUpTo(changeSet, checkpoint))
			.toList();
	}

	/**
	 * Return whether this release takes no traffic before a changeset is done: it is
	 * declared so, or it belongs to a checkpoint earlier than this release's newest.
	 * @param changeSet a migrate changeset
	 * @return {@code true} if readiness is refused until it is done
	 */
	public boolean isNeededBeforeTraffic(PhasedChangeSet changeSet) {
		List<String> checkpoints = this.database.changelog().checkpoints();
		boolean earlier = changeSet.checkpoint() != null
				&& checkpoints.indexOf(changeSet.checkpoint()) < checkpoints.size() - 1;
		return earlier || startsBeforeTraffic(changeSet);
	}

	private static boolean startsBeforeTraffic(PhasedChangeSet changeSet) {
		return Backfill.isIn(changeSet) && Backfill.of(changeSet, null).beforeTraffic();
	}

	/**
	 * Return whether writes of a release that does not know a changeset do no harm.
	 */
	boolean isInStep(PhasedChangeSet changeSet) {
		return startsBeforeTraffic(changeSet) || new ColumnsInStep(this.database).keeps(changeSet);
	}

	/**
	 * Return what keeps a changeset from starting: without anything that keeps old and
	 * new columns in step, every instance that is not gone must know it.
	 * @param changeSet a migrate changeset
	 * @param view the fleet as it was read
	 * @return blockers, none if it may start
	 */
	public List<Blocker> blockers(PhasedChangeSet changeSet, FleetView view) {
		if (startsBeforeTraffic(changeSet)) {
			return List.of();
		}
		ChangeSetKey key = changeSet.key();
		List<String> lacking = view.counts()
			.stream()
			.map(FleetReader.ReleaseCount::release)
			.filter((release) -> !view.knowledge().knows(release, key))
			.distinct()
			.toList();
		if (!lacking.isEmpty() && new ColumnsInStep(this.database).keeps(changeSet)) {
			return List.of();
		}
		return this.database.fleet()
			.ofReleases(lacking, 100)
			.stream()
			.map((instance) -> new Blocker(BlockerCode.INSTANCE_LACKS_CHANGESET, instance, List.of(key),
					instance.name() + " of " + instance.version() + " would go on writing the old columns only",
					"Finish the rollout."))
			.toList();
	}

}
