package io.expandcontract.status;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.FleetView;
import io.expandcontract.fleet.Gate;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Operation;
import io.expandcontract.migration.PendingContracts;
import io.expandcontract.migration.PendingData;
import io.expandcontract.migration.ReleaseNeeds;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a run would do in one database: no lock, no precondition, no DDL.
 */
final class PreviewReader {

	private final MigratedDatabase database;

	private final boolean showSql;

	PreviewReader(MigratedDatabase database, boolean showSql) {
		this.database = database;
		this.showSql = showSql;
	}

	Preview read(Operation operation, @Nullable String checkpoint) {
		if (new ReleaseNeeds(this.database).isFresh()) {
			return all(Phase.valueOf(operation.name()), checkpoint);
		}
		return switch (operation) {
			case EXPAND -> all(Phase.EXPAND, checkpoint);
			case MIGRATE -> data(checkpoint);
			case CONTRACT -> contract(checkpoint);
		};
	}

	private Preview all(Phase phase, @Nullable String checkpoint) {
		List<PhasedChangeSet> pending = this.database.pending()
			.stream()
			.filter((changeSet) -> !changeSet.isCheckpoint() && DatabaseStatusReader.phase(changeSet) == phase)
			.filter((changeSet) -> checkpoint == null || this.database.changelog().isUpTo(changeSet, checkpoint))
			.toList();
		return preview(pending, pending.stream().map(PhasedChangeSet::key).collect(Collectors.toSet()), List.of());
	}

	private Preview contract(@Nullable String checkpoint) {
		PendingContracts contracts = new PendingContracts(this.database, this.database.pending(), checkpoint);
		Set<ChangeSetKey> ready = new HashSet<>(contracts.ready());
		GateReader gate = new GateReader(this.database);
		Gate.Verdict verdict = gate.judge(
				contracts.contracts().stream().filter((changeSet) -> ready.contains(changeSet.key())).toList(),
				gate.view());
		List<Blocker> blockers = new ArrayList<>(verdict.blockers());
		blockers.addAll(contracts.blockers());
		return preview(contracts.contracts(), new HashSet<>(verdict.allowed()), blockers);
	}

	private Preview data(@Nullable String checkpoint) {
		PendingData data = new PendingData(this.database);
		List<PhasedChangeSet> pending = data.of(this.database.pending(), checkpoint);
		if (!this.database.isInstalled() && !pending.isEmpty()) {
			return preview(pending, Set.of(), List.of(GateReader.unrecorded(pending)));
		}
		List<Blocker> expand = new ReleaseNeeds(this.database).expandBeforeData(checkpoint);
		if (!expand.isEmpty()) {
			return preview(pending, Set.of(), expand);
		}
		Set<ChangeSetKey> allowed = new HashSet<>();
		FleetView view = new GateReader(this.database).view();
		List<Blocker> blockers = List.of();
		for (PhasedChangeSet changeSet : pending) {
			blockers = data.blockers(changeSet, view);
			if (!blockers.isEmpty()) {
				break;
			}
			allowed.add(changeSet.key());
		}
		return preview(pending, allowed, blockers);
	}

	private Preview preview(List<PhasedChangeSet> changeSets, Set<ChangeSetKey> allowed, List<Blocker> blockers) {
		SqlPreview preview = this.showSql ? SqlPreview.of(this.database) : null;
		return new Preview(changeSets.stream()
			.map((changeSet) -> describe(changeSet, allowed.contains(changeSet.key()), preview))
			.toList(), GateReader.describe(blockers));
	}

	private static Preview.ChangeSetDescriptor describe(PhasedChangeSet changeSet, boolean allowed,
			@Nullable SqlPreview preview) {
		SqlPreview.Shown shown = (preview != null) ? preview.sql(changeSet.changeSet())
				: new SqlPreview.Shown(null, null);
		return new Preview.ChangeSetDescriptor(changeSet.key().toString(), changeSet.checkpoint(), allowed, shown.sql(),
				shown.hiddenBecause());
	}

}
