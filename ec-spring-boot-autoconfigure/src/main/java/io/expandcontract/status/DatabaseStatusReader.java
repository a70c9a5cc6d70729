package io.expandcontract.status;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.expandcontract.backfill.Backfill;
import io.expandcontract.backfill.BackfillProgress;
import io.expandcontract.backfill.BackfillState;
import io.expandcontract.backfill.BackfillStore;
import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.check.Finding;
import io.expandcontract.database.LockHolder;
import io.expandcontract.fleet.FleetReader;
import io.expandcontract.fleet.FleetView;
import io.expandcontract.migration.ColumnsInStep;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.PendingCheckpoints;
import io.expandcontract.migration.Run;
import io.expandcontract.migration.RunStore;
import io.expandcontract.status.DatabaseStatus.ActivityDescriptor;
import io.expandcontract.status.DatabaseStatus.FindingDescriptor;
import io.expandcontract.status.DatabaseStatus.FleetDescriptor;
import io.expandcontract.status.DatabaseStatus.InStepDescriptor;
import io.expandcontract.status.DatabaseStatus.LockDescriptor;
import io.expandcontract.status.DatabaseStatus.PendingDescriptor;
import io.expandcontract.status.DatabaseStatus.PhaseDescriptor;
import io.expandcontract.status.DatabaseStatus.PhasesDescriptor;
import io.expandcontract.status.DatabaseStatus.ReleaseDescriptor;
import io.expandcontract.status.DatabaseStatus.RunDescriptor;
import io.expandcontract.status.MigrationStatus.NextActionDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state of one database.
 */
final class DatabaseStatusReader {

	private static final int MOST_RUNS = 10;

	private final MigratedDatabase database;

	DatabaseStatusReader(MigratedDatabase database) {
		this.database = database;
	}

	/**
	 * The state of one database.
	 *
	 * @param asOf when it was read, by the database's clock
	 * @param status the state
	 * @param nextAction what comes next
	 */
	record Snapshot(Instant asOf, DatabaseStatus status, NextActionDescriptor nextAction) {
	}

	Snapshot read() {
		long now = now();
		Set<ChangeSetKey> ran = this.database.ran().keySet();
		List<PhasedChangeSet> pending = this.database.pending()
			.stream()
			.filter((changeSet) -> counts(changeSet)
					&& !(changeSet.changeSet().isAlwaysRun() && ran.contains(changeSet.key())))
			.toList();
		GateReader gate = new GateReader(this.database);
		FleetView view = gate.view();
		LockHolder holder = this.database.tables()
			.engine()
			.lockHolder(this.database.control(), this.database.tables().lockName());
		boolean installed = this.database.isInstalled();
		List<Run> runs = installed
				? new RunStore(this.database.tables(), this.database.control()).latest(MOST_RUNS, holder) : List.of();
		List<BackfillProgress> progress = installed
				? new BackfillStore(this.database.controlSource(), this.database.tables()).all() : List.of();
		List<PhasedChangeSet> contracts = pending.stream().filter(PhasedChangeSet::isContract).toList();
		DatabaseStatus status = new DatabaseStatus(product(), schema(), phases(pending),
				new CheckpointProgress(this.database.changelog(), pending, runs, progress).checkpoints(),
				pending.stream().map(DatabaseStatusReader::pending).toList(), gate.read(contracts, pending, ran, view),
				fleet(view, contracts), new BackfillReader(this.database).describe(pending, progress, view),
				new ColumnsInStep(this.database).of(ran).stream().map(InStepDescriptor::of).toList(),
				Optional.ofNullable(holder).map(DatabaseStatusReader::lock),
				runs.stream()
					.map((run) -> RunDescriptor.of(run, () -> ActivityDescriptor.of(this.database, holder)))
					.toList(),
				findings(pending));
		NextActions.Data data = new NextActions.Data(installed,
				progress.stream().anyMatch((each) -> each.worker() != null && each.state() != BackfillState.DONE),
				pending.stream()
					.filter(PhasedChangeSet::isMigrate)
					.findFirst()
					.map((changeSet) -> lacking(changeSet, view))
					.orElse(null));
		return new Snapshot(DatabaseStatus.instant(now), status, NextActions.of(status, data));
	}

	private List<FindingDescriptor> findings(List<PhasedChangeSet> pending) {
		Set<ChangeSetKey> open = pending.stream().map(PhasedChangeSet::key).collect(Collectors.toSet());
		String tooMany = PendingCheckpoints.finding(pending, this.database.settings().maxPendingCheckpoints());
		Stream<String> plain = Stream.concat(this.database.changelog().findings().stream(), Stream.ofNullable(tooMany));
		Stream<Finding> safety = this.database.safety()
			.findings()
			.stream()
			.filter((finding) -> open.contains(finding.changeSet()));
		return Stream.concat(plain.map(FindingDescriptor::of), safety.map(FindingDescriptor::of)).toList();
	}

	private static boolean counts(PhasedChangeSet changeSet) {
		return !changeSet.isCheckpoint();
	}

	private long now() {
		Long now = this.database.control().queryForObject(this.database.tables().sql("select {now}"), Long.class);
		return (now != null) ? now : 0;
	}

	private String product() {
		return String.valueOf(this.database.control().<String>execute((Connection connection) -> {
			DatabaseMetaData metadata = connection.getMetaData();
			return metadata.getDatabaseProductName() + " " + metadata.getDatabaseProductVersion().split(" ", 2)[0];
		}));
	}

	private String schema() {
		String schema = this.database.tables().schema();
		return (schema != null) ? schema
				: String.valueOf(this.database.control().<String>execute(Connection::getSchema));
	}

	private PhasesDescriptor phases(List<PhasedChangeSet> pending) {
		return new PhasesDescriptor(phase(Phase.EXPAND, pending), phase(Phase.MIGRATE, pending),
				phase(Phase.CONTRACT, pending));
	}

	private PhaseDescriptor phase(Phase phase, List<PhasedChangeSet> pending) {
		int all = count(phase, this.database.applicability().changeSets());
		int left = count(phase, pending);
		return new PhaseDescriptor(all - left, left);
	}

	private static int count(Phase phase, List<PhasedChangeSet> changeSets) {
		return Math.toIntExact(
				changeSets.stream().filter((changeSet) -> counts(changeSet) && phase(changeSet) == phase).count());
	}

	static Phase phase(PhasedChangeSet changeSet) {
		return (changeSet.phase() != null) ? changeSet.phase() : Phase.EXPAND;
	}

	private static PendingDescriptor pending(PhasedChangeSet changeSet) {
		return new PendingDescriptor(changeSet.key().toString(), phase(changeSet), changeSet.source(),
				changeSet.checkpoint());
	}

	private static LockDescriptor lock(LockHolder holder) {
		return new LockDescriptor(holder.sessionId(), holder.application(), holder.address(),
				DatabaseStatus.micros(holder.heldForMicros()));
	}

	private static FleetDescriptor fleet(FleetView view, List<PhasedChangeSet> contracts) {
		int live = view.counts().stream().mapToInt(FleetReader.ReleaseCount::live).sum();
		int stale = view.counts().stream().mapToInt(FleetReader.ReleaseCount::stale).sum();
		List<ReleaseDescriptor> releases = view.counts().stream().map((count) -> {
			boolean knows = contracts.stream()
				.allMatch((changeSet) -> view.knowledge().knows(count.release(), changeSet.key()));
			return new ReleaseDescriptor(count.release().substring(0, Math.min(8, count.release().length())),
					count.version(), count.live(), knows ? ReleaseVerdict.ALLOWS : ReleaseVerdict.BLOCKS);
		}).toList();
		return new FleetDescriptor(live - stale, stale, view.sessions().mode(), view.sessions().reason(), releases);
	}

	static @Nullable String lacking(PhasedChangeSet changeSet, FleetView view) {
		if (Backfill.isIn(changeSet) && Backfill.of(changeSet, null).beforeTraffic()) {
			return null;
		}
		String lacking = view.counts()
			.stream()
			.filter((count) -> !view.knowledge().knows(count.release(), changeSet.key()))
			.map((count) -> NextActions.instances(count.live(), count.version()))
			.collect(Collectors.joining(", "));
		return lacking.isEmpty() ? null : lacking;
	}

}
