package io.expandcontract.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.BlockerCode;
import org.jspecify.annotations.Nullable;

/**
 * What a release needs of a database before it can serve. Looking changes nothing.
 */
public final class ReleaseNeeds {

	private final MigratedDatabase database;

	private final PendingData data;

	private final Installation installation;

	/**
	 * Create the view.
	 * @param database the database
	 */
	public ReleaseNeeds(MigratedDatabase database) {
		this.database = database;
		this.data = new PendingData(database);
		this.installation = new Installation(database);
	}

	/**
	 * Return whether every phase may run at once: the first boot of this database has not
	 * ended, or would be the first.
	 * @return {@code true} if it is fresh and not configured to be expanded only
	 */
	public boolean isFresh() {
		return !this.database.settings().freshDatabaseExpandsOnly() && this.installation.isFresh();
	}

	/**
	 * Return the DDL of the starter's tables.
	 * @return statements, in order, none if the tables are there
	 */
	public List<String> tables() {
		return this.database.isInstalled() ? List.of() : this.installation.statements();
	}

	/**
	 * Return the changesets that someone has yet to run before this release can start:
	 * expand, or all while the first boot of a fresh database is at work. What only runs
	 * again, at every boot, is not waited for.
	 * @return changesets in running order
	 */
	public List<PhasedChangeSet> expand() {
		boolean all = isFresh();
		return due().stream().filter((changeSet) -> all || changeSet.isExpand()).toList();
	}

	/**
	 * Return the changesets that someone has yet to run before this release can take
	 * traffic: those of {@link #expand()} and the data that it relies on.
	 * @return changesets in running order
	 */
	public List<PhasedChangeSet> traffic() {
		List<PhasedChangeSet> needed = new ArrayList<>(expand());
		due().stream()
			.filter(PhasedChangeSet::isMigrate)
			.filter((changeSet) -> !needed.contains(changeSet) && this.data.isNeededBeforeTraffic(changeSet))
			.forEach(needed::add);
		return needed;
	}

	/**
	 * Return what keeps data from being moved: an expand changeset before it that has not
	 * run.
	 * @param checkpoint the checkpoint up to which data is to be moved, or {@code null}
	 * for all
	 * @return at most one blocker
	 */
	public List<Blocker> expandBeforeData(@Nullable String checkpoint) {
		List<PhasedChangeSet> due = due();
		List<PhasedChangeSet> migrate = this.data.of(due, checkpoint);
		if (migrate.isEmpty()) {
			return List.of();
		}
		int last = due.indexOf(migrate.get(migrate.size() - 1));
		return due.subList(0, last)
			.stream()
			.filter((changeSet) -> changeSet.isExpand() && !changeSet.isCheckpoint())
			.findFirst()
			.map((changeSet) -> new Blocker(BlockerCode.EXPAND_PENDING, null,
					migrate.stream().map(PhasedChangeSet::key).toList(),
					"The expand changeset " + changeSet + " has not run, and the data may need it",
					"Boot an instance of this release, or run the command expand; if a precondition with onFail: CONTINUE "
							+ "skips it, resolve that."))
			.stream()
			.toList();
	}

	private List<PhasedChangeSet> due() {
		Set<ChangeSetKey> ran = this.database.ran().keySet();
		return this.database.pending()
			.stream()
			.filter((changeSet) -> !(changeSet.changeSet().isAlwaysRun() && ran.contains(changeSet.key())))
			.toList();
	}

	/**
	 * Make sure that no other release relies on data that this one does not write.
	 * @throws DataReliedOnException if one does
	 */
	public void requireUnreliedData() {
		if (this.database.isInstalled()) {
			new MovedData(this.database).refuse();
		}
	}

	/**
	 * Return the contract changesets that ran and that this release does not know, so
	 * that it must not serve.
	 * @return identities, in the order they ran
	 */
	public List<ChangeSetKey> contractedPast() {
		return this.database.isInstalled()
				? this.database.history().contractsUnknownTo(this.database.registration().release()) : List.of();
	}

}
