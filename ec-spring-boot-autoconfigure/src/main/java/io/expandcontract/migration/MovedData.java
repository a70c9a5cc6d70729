package io.expandcontract.migration;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.expandcontract.backfill.Backfill;
import io.expandcontract.backfill.BackfillStore;
import io.expandcontract.backfill.DataMark;
import io.expandcontract.backfill.DataMarks;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.Release;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.Instance;
import io.expandcontract.fleet.ReleaseKnowledge;
import io.expandcontract.safety.InferenceMode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Whether data that backfills have moved stays complete. A release that does not know a
 * backfill writes rows which lack its data: it registers, and then reopens the backfill
 * before it takes traffic. A worker takes the lease, and then looks whether such a
 * release is registered. So of the two at least one sees the other, and a backfill is
 * done only if no such release has taken traffic since it began.
 */
final class MovedData {

	private static final Log logger = LogFactory.getLog(MovedData.class);

	private final MigratedDatabase database;

	private final DataMarks marks;

	private final PendingData data;

	MovedData(MigratedDatabase database) {
		this.database = database;
		this.marks = new DataMarks(database.control(), database.tables());
		this.data = new PendingData(database);
	}

	/**
	 * Return the backfills of this release that ran and have to run again.
	 */
	Set<ChangeSetKey> reopened() {
		if (moved().findAny().isEmpty() || !this.database.isInstalled()) {
			return Set.of();
		}
		Set<ChangeSetKey> reopened = this.marks.reopened();
		reopened.retainAll(this.database.changelog().release().keys());
		this.database.changelog().recall(reopened);
		return reopened;
	}

	/**
	 * Reopen the backfills that this release does not know, once it is registered and
	 * before it writes.
	 * @throws DataReliedOnException if another release relies on one of them
	 */
	void admit() {
		List<DataMark> unknown = unknown();
		refuse(unknown);
		boolean refusedToReopen = false;
		for (DataMark mark : unknown) {
			if (!mark.inStep() && isComplete(mark)) {
				refusedToReopen |= !reopen(mark);
			}
		}
		if (refusedToReopen) {
			refuse(unknown());
		}
	}

	private List<DataMark> unknown() {
		Release own = this.database.registration().release();
		Set<ChangeSetKey> known = own.keys();
		List<DataMark> unknown = this.marks.all().stream().filter((mark) -> !known.contains(mark.key())).toList();
		if (unknown.isEmpty() || own.baseline() == null) {
			return unknown;
		}
		ReleaseKnowledge knowledge = new ReleaseKnowledge(this.database.releases().all());
		return unknown.stream().filter((mark) -> !knowledge.knows(own.id(), mark.key())).toList();
	}

	/**
	 * Look whether this release would be turned away, and change nothing.
	 * @throws DataReliedOnException if another release relies on what it does not know
	 */
	void refuse() {
		refuse(unknown());
	}

	private void refuse(List<DataMark> unknown) {
		List<DataMark> relied = unknown.stream().filter((mark) -> !mark.inStep() && mark.reliedBy() != null).toList();
		if (!relied.isEmpty()) {
			List<ChangeSetKey> keys = relied.stream().map(DataMark::key).toList();
			throw new DataReliedOnException(this.database.registration().release(), relied,
					this.database.releases()
						.all()
						.stream()
						.filter((release) -> release.keys().containsAll(keys))
						.map(Release::version)
						.toList());
		}
	}

	/**
	 * What has not begun since it was reopened need not be reopened: whoever begins looks
	 * at the fleet then.
	 */
	private boolean isComplete(DataMark mark) {
		return mark.isBegun() || (!mark.isReopened() && this.database.recorded().contains(mark.key()));
	}

	private boolean reopen(DataMark mark) {
		RunStore.Member own = this.database.runMember();
		boolean reopened = this.marks.reopen(mark.id(), own.name() + " of " + own.version());
		if (reopened) {
			logger.warn("Reopened the backfill " + mark.key() + " of " + mark.table() + ": this release, "
					+ own.version()
					+ ", does not know it, so rows that it writes lack that data. It runs again once no "
					+ "instance of this release is left; until then no release that needs the data takes traffic, and no "
					+ "contract after it runs. See docs/messages.md#backfill-reopened");
		}
		return reopened;
	}

	/**
	 * Reopen a backfill for an instance that did not do so itself.
	 * @param changeSet a backfill that is done
	 * @param lacking the instances that do not know it
	 */
	void reopen(PhasedChangeSet changeSet, List<Blocker> lacking) {
		Backfill backfill = Backfill.of(changeSet, null);
		Instance instance = lacking.get(0).instance();
		String by = (instance != null) ? instance.name() + " of " + instance.version() : lacking.get(0).message();
		if (this.marks.reopen(backfill.id(), by)) {
			logger.warn("Reopened the backfill " + changeSet + " of " + backfill.table() + ", since " + by
					+ " lives and does not know it, so rows that it writes lack that data. It runs again once that "
					+ "instance is gone. See docs/messages.md#backfill-reopened");
		}
	}

	/**
	 * Say that this release relies on the data that it needs, before it takes traffic:
	 * from now on whoever does not know it is turned away.
	 * @return {@code false} if some of it has to be moved first
	 */
	boolean rely() {
		List<PhasedChangeSet> needed = moved().filter(this.data::isNeededBeforeTraffic).toList();
		if (needed.isEmpty()) {
			return true;
		}
		Set<ChangeSetKey> complete = this.database.ran().keySet();
		return needed.stream().allMatch((changeSet) -> complete.contains(changeSet.key()) && rely(changeSet));
	}

	private boolean rely(PhasedChangeSet changeSet) {
		Backfill backfill = Backfill.of(changeSet, null);
		DataMark mark = this.marks.find(backfill.id());
		if (mark != null && mark.reliedBy() != null) {
			return true;
		}
		rememberStep(changeSet);
		List<Blocker> lacking = this.data.blockers(changeSet, this.database.views().read());
		if (!lacking.isEmpty()) {
			reopen(changeSet, lacking);
			return false;
		}
		Release own = this.database.registration().release();
		return this.marks.rely(backfill.id(), own.version() + " (" + own.shortId() + ")");
	}

	/**
	 * Keep whether triggers keep columns in step for those that cannot know.
	 * @param changeSet a backfill
	 */
	void rememberStep(PhasedChangeSet changeSet) {
		Backfill backfill = Backfill.of(changeSet, null);
		store().findOrCreate(backfill);
		this.marks.inStep(backfill.id(), this.data.isInStep(changeSet));
	}

	/**
	 * Put backfills on record before Liquibase itself runs them, on a fresh database.
	 * @param due what is about to run
	 */
	void expect(List<PhasedChangeSet> due) {
		due.stream().filter(isMoved()).forEach((changeSet) -> store().findOrCreate(Backfill.of(changeSet, null)));
	}

	/**
	 * Put on record that they ran.
	 */
	void complete() {
		Set<ChangeSetKey> recorded = this.database.recorded();
		moved().filter((changeSet) -> recorded.contains(changeSet.key())).forEach((changeSet) -> {
			rememberStep(changeSet);
			this.marks.complete(Backfill.of(changeSet, null).id());
		});
	}

	private BackfillStore store() {
		return new BackfillStore(this.database.controlSource(), this.database.tables());
	}

	private Stream<PhasedChangeSet> moved() {
		return this.database.applicability().changeSets().stream().filter(isMoved());
	}

	/**
	 * What is no backfill, and a backfill that is declared to be of another phase, is run
	 * by Liquibase.
	 */
	private Predicate<PhasedChangeSet> isMoved() {
		boolean inferred = this.database.inference().mode() == InferenceMode.ENFORCE;
		return (changeSet) -> Backfill.isIn(changeSet)
				&& (changeSet.isMigrate() || (changeSet.phase() == null && inferred));
	}

	/**
	 * Return what is on record.
	 */
	DataMarks marks() {
		return this.marks;
	}

}
