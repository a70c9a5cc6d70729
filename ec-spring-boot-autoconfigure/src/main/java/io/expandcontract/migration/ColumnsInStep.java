package io.expandcontract.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.backfill.Backfill;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.sync.ColumnSync;
import io.expandcontract.sync.DropSyncColumnsChange;
import io.expandcontract.sync.PresentTriggers;
import io.expandcontract.sync.SyncColumnsChange;
import liquibase.change.Change;

/**
 * Which columns triggers keep in step, between the changeset that made the triggers and
 * the one that drops them.
 */
public final class ColumnsInStep {

	private final MigratedDatabase database;

	/**
	 * Create the look at a database.
	 * @param database the database
	 */
	public ColumnsInStep(MigratedDatabase database) {
		this.database = database;
	}

	/**
	 * Columns that a changeset keeps in step.
	 *
	 * @param changeSet the changeset that made the triggers
	 * @param sync the columns
	 * @param present whether both triggers are there and may be seen
	 */
	public record InStep(ChangeSetKey changeSet, ColumnSync sync, boolean present) {
	}

	/**
	 * Return what is kept in step. Where no changeset asks for it, no statement is sent.
	 * @param ran what ran
	 * @return in the order of the changelog
	 */
	public List<InStep> of(Set<ChangeSetKey> ran) {
		Map<String, PhasedChangeSet> made = new LinkedHashMap<>();
		Map<String, ColumnSync> syncs = new LinkedHashMap<>();
		for (PhasedChangeSet changeSet : this.database.changelog().changeSets()) {
			for (Change change : changeSet.changeSet().getChanges()) {
				if (change instanceof SyncColumnsChange sync && ran.contains(changeSet.key())) {
					made.put(sync.sync().name(), changeSet);
					syncs.put(sync.sync().name(), sync.sync());
				}
				else if (change instanceof DropSyncColumnsChange drop && ran.contains(changeSet.key())) {
					made.remove(drop.sync().name());
					syncs.remove(drop.sync().name());
				}
			}
		}
		List<ColumnSync> declared = List.copyOf(syncs.values());
		List<ColumnSync> present = new PresentTriggers(this.database.control(), this.database.inference().dialect())
			.of(declared, this.database.target().naming().defaultSchema());
		List<InStep> inStep = new ArrayList<>();
		made.forEach((name, changeSet) -> {
			ColumnSync sync = Objects.requireNonNull(syncs.get(name));
			inStep.add(new InStep(changeSet.key(), sync, present.contains(sync)));
		});
		return inStep;
	}

	/**
	 * Return whether triggers keep all columns that a backfill fills in step with those
	 * that old releases write.
	 * @param changeSet a changeset
	 * @return {@code false} for anything but a backfill
	 */
	public boolean keeps(PhasedChangeSet changeSet) {
		if (!Backfill.isIn(changeSet)) {
			return false;
		}
		Backfill backfill = Backfill.of(changeSet, null);
		Set<String> filled = names(backfill.columns().stream().map(Backfill.Column::name).toList());
		return of(this.database.ran().keySet()).stream()
			.anyMatch((each) -> each.present() && each.sync().table().equalsIgnoreCase(backfill.table())
					&& Objects.equals(each.sync().schema(), backfill.schema())
					&& names(each.sync().columns().stream().map(ColumnSync.Column::name).toList()).containsAll(filled));
	}

	private static Set<String> names(List<String> names) {
		return names.stream().map((name) -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
	}

}
