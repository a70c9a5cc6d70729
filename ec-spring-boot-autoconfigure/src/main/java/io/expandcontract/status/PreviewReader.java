package io.expandcontract.status;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.fleet.FleetView;
import io.expandcontract.fleet.Gate;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Operation;
import io.expandcontract.migration.PendingContracts;
import io.expandcontract.migration.PendingData;
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
		return (operation == Operation.MIGRATE) ? data(checkpoint) : contract(checkpoint);
	}

	private Preview contract(@Nullable String checkpoint) {
		PendingContracts contracts = new PendingContracts(this.database.changelog(), this.database.pending(),
				checkpoint);
		Set<ChangeSetKey> ready = new HashSet<>(contracts.ready());
		Gate.Verdict verdict = new GateReader(this.database).judge(
				contracts.contracts().stream().filter((changeSet) -> ready.contains(changeSet.key())).toList(),
				this.database.views().read());
		List<Blocker> blockers = new ArrayList<>(verdict.blockers());
		blockers.addAll(contracts.blockers());
		return preview(contracts.contracts(), new HashSet<>(verdict.allowed()), blockers);
	}

	private Preview data(@Nullable String checkpoint) {
		PendingData data = new PendingData(this.database);
		List<PhasedChangeSet> pending = data.of(this.database.pending(), checkpoint);
		Set<ChangeSetKey> allowed = new HashSet<>();
		FleetView view = this.database.views().read();
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
