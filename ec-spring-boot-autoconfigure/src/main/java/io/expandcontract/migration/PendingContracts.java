package io.expandcontract.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.expandcontract.backfill.Backfill;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.BlockerCode;
import org.jspecify.annotations.Nullable;

/**
 * The contract changesets that have yet to run, up to a checkpoint, and which of them
 * have everything before them, and everything that they name in their preconditions,
 * done. Nothing is skipped: the first that must wait, or that would remove what this
 * build's own entities are mapped to, holds the rest.
 */
public final class PendingContracts {

	private final List<PhasedChangeSet> contracts = new ArrayList<>();

	private final List<ChangeSetKey> ready = new ArrayList<>();

	private final List<Blocker> blockers = new ArrayList<>();

	private final @Nullable PhasedChangeSet holding;

	/**
	 * Sort out what is pending.
	 * @param database the database
	 * @param pending everything that has yet to run
	 * @param checkpoint the checkpoint up to which to look, or {@code null} for all
	 */
	public PendingContracts(MigratedDatabase database, List<PhasedChangeSet> pending, @Nullable String checkpoint) {
		this(database.changelog(), pending, checkpoint, database.modelCheck()::check, new DataControl(database)::held);
	}

	PendingContracts(PhasedChangelog changelog, List<PhasedChangeSet> pending, @Nullable String checkpoint,
			Function<PhasedChangeSet, @Nullable String> model) {
		this(changelog, pending, checkpoint, model, (changeSet) -> null);
	}

	PendingContracts(PhasedChangelog changelog, List<PhasedChangeSet> pending, @Nullable String checkpoint,
			Function<PhasedChangeSet, @Nullable String> model, Function<PhasedChangeSet, @Nullable String> data) {
		Blocker mapped = null;
		PhasedChangeSet holding = null;
		List<ChangeSetKey> held = new ArrayList<>();
		Requirements requirements = new Requirements(pending);
		for (PhasedChangeSet changeSet : pending) {
			if (!changeSet.isContract()) {
				boolean matters = !changeSet.isCheckpoint() && !changeSet.changeSet().isAlwaysRun();
				holding = (holding == null && matters) ? changeSet : holding;
			}
			else if (checkpoint == null || changelog.isUpTo(changeSet, checkpoint)) {
				this.contracts.add(changeSet);
				holding = (holding != null || mapped != null) ? holding : requirements.missing(changeSet);
				mapped = (mapped != null || holding != null) ? mapped : mapped(changeSet, model.apply(changeSet));
				if (mapped == null) {
					(holding == null ? this.ready : held).add(changeSet.key());
				}
			}
		}
		this.holding = held.isEmpty() ? null : holding;
		if (this.holding != null) {
			this.blockers.add(blocker(this.holding, held, data));
		}
		if (mapped != null) {
			this.blockers.add(mapped);
		}
	}

	private static @Nullable Blocker mapped(PhasedChangeSet changeSet, @Nullable String why) {
		return (why == null) ? null : new Blocker(BlockerCode.MAPPED_BY_MODEL, null, List.of(changeSet.key()), why,
				"Contract from a release whose entities no longer need it.");
	}

	private static Blocker blocker(PhasedChangeSet holding, List<ChangeSetKey> held,
			Function<PhasedChangeSet, @Nullable String> data) {
		String why = holding.isMigrate() ? data.apply(holding) : null;
		if (why != null) {
			return new Blocker(BlockerCode.DATA_PENDING, null, held,
					"The migrate changeset " + holding + " is not done: " + why, DataControl.RESUME);
		}
		if (holding.isMigrate()) {
			return new Blocker(BlockerCode.DATA_PENDING, null, held,
					"The migrate changeset " + holding + " is not done",
					"Wait until it is, or look at the backfills in GET /actuator/migrations for what holds it.");
		}
		return new Blocker(BlockerCode.EXPAND_PENDING, null, held,
				"The expand changeset " + holding + " has not run, and every expand before a contract must have",
				"Boot an instance of this release; if a precondition with onFail: CONTINUE skips it, resolve that.");
	}

	/**
	 * Return what is pending.
	 * @return contract changesets in running order
	 */
	public List<PhasedChangeSet> contracts() {
		return List.copyOf(this.contracts);
	}

	/**
	 * Return what has everything before it done.
	 * @return the longest such prefix
	 */
	public List<ChangeSetKey> ready() {
		return List.copyOf(this.ready);
	}

	/**
	 * Return what holds the rest.
	 * @return at most one blocker
	 */
	public List<Blocker> blockers() {
		return List.copyOf(this.blockers);
	}

	/**
	 * Return what holds the rest, if it is data.
	 * @return a migrate changeset, or {@code null}
	 */
	@Nullable PhasedChangeSet holdingData() {
		return (this.holding != null && this.holding.isMigrate()) ? this.holding : null;
	}

	/**
	 * Return the backfills that contract changesets rely on: those before the first of
	 * them, back to the contract that was executed last.
	 * @param changelog the changelog with phases
	 * @param ran what ran
	 * @param schema Liquibase's default schema
	 * @return backfills in changelog order
	 */
	List<Backfill> backfills(PhasedChangelog changelog, Set<ChangeSetKey> ran, @Nullable String schema) {
		List<Backfill> backfills = new ArrayList<>();
		Set<ChangeSetKey> first = new HashSet<>(this.ready);
		for (PhasedChangeSet changeSet : changelog.changeSets()) {
			if (first.contains(changeSet.key())) {
				break;
			}
			if (changeSet.isContract() && ran.contains(changeSet.key())) {
				backfills.clear();
			}
			if (Backfill.isIn(changeSet) && ran.contains(changeSet.key())) {
				backfills.add(Backfill.of(changeSet, schema));
			}
		}
		return backfills;
	}

}
