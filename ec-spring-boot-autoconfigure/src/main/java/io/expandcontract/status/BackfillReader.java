package io.expandcontract.status;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.expandcontract.backfill.Backfill;
import io.expandcontract.backfill.BackfillProgress;
import io.expandcontract.backfill.BackfillProgress.FailedRow;
import io.expandcontract.backfill.BackfillState;
import io.expandcontract.backfill.BackfillStore;
import io.expandcontract.backfill.DataMark;
import io.expandcontract.backfill.DataMarks;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.fleet.FleetView;
import io.expandcontract.migration.DataControl;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.status.DatabaseStatus.BackfillDescriptor;
import io.expandcontract.status.DatabaseStatus.FailedRowDescriptor;
import io.expandcontract.status.DatabaseStatus.ReopenedDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Describes the backfills that are on record, and those that are due.
 */
final class BackfillReader {

	private static final int MOST_FAILURES = 10;

	private final MigratedDatabase database;

	BackfillReader(MigratedDatabase database) {
		this.database = database;
	}

	List<BackfillDescriptor> describe(List<PhasedChangeSet> pending, List<BackfillProgress> progress, FleetView view) {
		boolean installed = this.database.isInstalled();
		List<FailedRow> failures = installed
				? new BackfillStore(this.database.controlSource(), this.database.tables()).failedRows(MOST_FAILURES)
				: List.of();
		String paused = installed ? DataControl.paused(new DataControl(this.database).read()) : null;
		Map<String, DataMark> marks = new HashMap<>();
		if (installed) {
			new DataMarks(this.database.control(), this.database.tables()).all()
				.forEach((mark) -> marks.put(mark.id(), mark));
		}
		Map<ChangeSetKey, PhasedChangeSet> due = new HashMap<>();
		pending.stream().filter(Backfill::isIn).forEach((changeSet) -> due.put(changeSet.key(), changeSet));
		List<BackfillDescriptor> backfills = new ArrayList<>();
		for (BackfillProgress each : progress) {
			PhasedChangeSet changeSet = due.remove(each.key());
			backfills.add(new BackfillDescriptor(each.id(), each.table(), each.state(), each.rowsDone(),
					each.rowsEstimated(), each.rowsPerSecond(), Optional.ofNullable(each.remaining()), each.batchSize(),
					Optional.ofNullable(waitingFor(each, changeSet, paused, view)), each.failedRows(),
					Optional.ofNullable(each.failure()), failures(failures, each.id()),
					ReopenedDescriptor.of(marks.get(each.id()))));
		}
		for (PhasedChangeSet changeSet : pending) {
			if (due.containsKey(changeSet.key())) {
				Backfill backfill = Backfill.of(changeSet, null);
				String waits = (paused != null) ? paused : DatabaseStatusReader.lacking(changeSet, view);
				backfills.add(new BackfillDescriptor(backfill.id(), backfill.table(),
						(paused != null) ? BackfillState.PAUSED : BackfillState.PENDING, 0, 0, 0, Optional.empty(), 0,
						Optional.ofNullable(waits), 0, Optional.empty(), List.of(), Optional.empty()));
			}
		}
		return backfills;
	}

	private static @Nullable String waitingFor(BackfillProgress progress, @Nullable PhasedChangeSet changeSet,
			@Nullable String paused, FleetView view) {
		if (progress.state() == BackfillState.PAUSED) {
			return paused;
		}
		if (progress.state() == BackfillState.CANCELLED || progress.state() == BackfillState.FAILED) {
			return "someone who resumes it";
		}
		String lacking = (changeSet != null) ? DatabaseStatusReader.lacking(changeSet, view) : null;
		return (lacking != null) ? lacking : progress.waitingFor();
	}

	private static List<FailedRowDescriptor> failures(List<FailedRow> all, String backfill) {
		return all.stream()
			.filter((row) -> row.backfill().equals(backfill))
			.map((row) -> new FailedRowDescriptor(row.key(), row.error()))
			.toList();
	}

}
