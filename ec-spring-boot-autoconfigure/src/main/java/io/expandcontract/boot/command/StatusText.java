package io.expandcontract.boot.command;

import java.util.ArrayList;
import java.util.List;

import io.expandcontract.status.DatabaseStatus;
import io.expandcontract.status.DatabaseStatus.BlockerDescriptor;
import io.expandcontract.status.DatabaseStatus.PhaseDescriptor;
import io.expandcontract.status.MigrationStatus;

/**
 * The state in lines for people.
 */
final class StatusText {

	private StatusText() {
	}

	static String of(MigrationStatus status) {
		List<String> lines = new ArrayList<>();
		lines.add(status.status() + ": " + status.nextAction().message());
		status.databases().forEach((name, database) -> add(lines, name, database));
		return String.join(System.lineSeparator(), lines);
	}

	private static void add(List<String> lines, String name, DatabaseStatus database) {
		lines.add("");
		lines.add(name + ": " + database.product() + ", schema " + database.schema());
		lines.add(phase("expand", database.phases().expand()));
		lines.add(phase("migrate", database.phases().migrate()));
		lines.add(phase("contract", database.phases().contract()));
		database.checkpoints()
			.forEach((checkpoint) -> lines.add("  checkpoint " + checkpoint.name() + ": expand " + checkpoint.expand()
					+ ", migrate " + checkpoint.migrate() + ", contract " + checkpoint.contract()));
		database.pending().forEach((pending) -> lines.add("  pending " + pending.phase() + " " + pending.changeSet()));
		database.inStep()
			.forEach((each) -> lines.add("  in step: " + String.join(", ", each.formerColumns()) + " and "
					+ String.join(", ", each.columns()) + " of " + each.table()
					+ (each.present() ? "" : ", BUT A TRIGGER IS MISSING, or may not be seen")));
		database.backfills()
			.forEach((backfill) -> lines.add("  backfill of " + backfill.table() + ": " + backfill.state() + ", "
					+ backfill.rowsDone() + " of about " + backfill.rowsEstimated() + " rows"
					+ ((backfill.rowsPerSecond() > 0)
							? ", " + backfill.rowsPerSecond() + " rows/s, batches of " + backfill.batchSize() : "")
					+ backfill.reopened().map((again) -> ", reopened by " + again.by() + " at " + again.at()).orElse("")
					+ backfill.waitingFor().map((reason) -> ", waiting: " + reason).orElse("")
					+ ((backfill.failedRows() > 0) ? ", " + backfill.failedRows() + " rows failed" : "")
					+ backfill.failure().map((failure) -> ": " + failure).orElse("")));
		database.fleet()
			.releases()
			.forEach((release) -> lines.add("  fleet: " + release.instances() + " of " + release.version() + " ("
					+ release.release() + "), " + release.verdict()));
		database.lock().ifPresent((lock) -> lines.add("  lock: session " + lock.session() + " " + lock.application()));
		lines.addAll(blockers(database.gate().blockers()));
		database.findings().forEach((finding) -> lines.add("  finding: " + finding.message()));
	}

	private static String phase(String name, PhaseDescriptor phase) {
		return "  %-8s %d applied, %d pending".formatted(name, phase.applied(), phase.pending());
	}

	static List<String> blockers(List<BlockerDescriptor> blockers) {
		return blockers.stream()
			.map((blocker) -> "  " + blocker.code() + ": " + blocker.message() + ". " + blocker.remedy())
			.toList();
	}

}
