package io.expandcontract.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.expandcontract.backfill.BackfillState;
import io.expandcontract.fleet.BlockerCode;
import io.expandcontract.fleet.InstanceState;
import io.expandcontract.fleet.SessionReport;
import io.expandcontract.migration.Operation;
import io.expandcontract.migration.RunState;
import io.expandcontract.status.DatabaseStatus.BackfillDescriptor;
import io.expandcontract.status.DatabaseStatus.BlockerDescriptor;
import io.expandcontract.status.DatabaseStatus.FleetDescriptor;
import io.expandcontract.status.DatabaseStatus.GateDescriptor;
import io.expandcontract.status.DatabaseStatus.LockDescriptor;
import io.expandcontract.status.DatabaseStatus.PhaseDescriptor;
import io.expandcontract.status.DatabaseStatus.PhasesDescriptor;
import io.expandcontract.status.DatabaseStatus.RunDescriptor;
import io.expandcontract.status.MigrationStatus.NextActionDescriptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NextActionsTests {

	private final List<BlockerDescriptor> blockers = new ArrayList<>();

	private final List<BackfillDescriptor> backfills = new ArrayList<>();

	private final List<RunDescriptor> runs = new ArrayList<>();

	private @Nullable LockDescriptor lock;

	private NextActions.Data data = new NextActions.Data(true, false, null);

	private NextActionDescriptor next(int expand, int migrate, int contract) {
		DatabaseStatus status = new DatabaseStatus("H2 2", "PUBLIC",
				new PhasesDescriptor(new PhaseDescriptor(0, expand), new PhaseDescriptor(0, migrate),
						new PhaseDescriptor(0, contract)),
				List.of(), List.of(), new GateDescriptor(this.blockers.isEmpty(), this.blockers),
				new FleetDescriptor(1, 0, SessionReport.Mode.OFF, "it is off", List.of()), this.backfills, List.of(),
				Optional.ofNullable(this.lock), this.runs, List.of());
		return NextActions.of(status, this.data);
	}

	private void run(Operation operation, RunState state) {
		this.runs.add(0, new RunDescriptor("r-1", operation, state, "orders:1", Instant.EPOCH, Duration.ZERO,
				Optional.empty(), false, Optional.empty()));
	}

	private void blocker(BlockerCode code, @Nullable String instance) {
		this.blockers.add(new BlockerDescriptor(code, instance, (instance != null) ? "1.0" : null,
				(instance != null) ? InstanceState.SERVING : null, null, List.of(), "it blocks", "Wait."));
	}

	@Test
	void nothingPendingIsUpToDate() {
		assertThat(next(0, 0, 0).action()).isEqualTo(NextAction.UP_TO_DATE);
	}

	@Test
	void expandComesBeforeDataAndContract() {
		assertThat(next(1, 1, 1).action()).isEqualTo(NextAction.EXPAND);
		assertThat(next(0, 1, 1).action()).isEqualTo(NextAction.MIGRATE);
		assertThat(next(0, 0, 1).action()).isEqualTo(NextAction.CONTRACT);
	}

	@Test
	void runAtWorkIsWaitedFor() {
		run(Operation.CONTRACT, RunState.RUNNING);
		assertThat(next(1, 1, 1).action()).isEqualTo(NextAction.WAIT_FOR_RUN);
	}

	@Test
	void lockHolderIsWaitedFor() {
		this.lock = new LockDescriptor("17", "orders", null, Duration.ZERO);
		assertThat(next(0, 0, 1).action()).isEqualTo(NextAction.WAIT_FOR_RUN);
	}

	@Test
	void failedOrInterruptedRunIsRecoveredWhileItsPhaseIsPending() {
		run(Operation.CONTRACT, RunState.FAILED);
		assertThat(next(0, 0, 1).action()).isEqualTo(NextAction.RECOVER);
		assertThat(next(0, 0, 0).action()).isEqualTo(NextAction.UP_TO_DATE);
		run(Operation.CONTRACT, RunState.INTERRUPTED);
		assertThat(next(0, 0, 1).action()).isEqualTo(NextAction.RECOVER);
		run(Operation.CONTRACT, RunState.REFUSED);
		assertThat(next(0, 0, 1).action()).isEqualTo(NextAction.CONTRACT);
	}

	@Test
	void dataInMotionIsWaitedFor() {
		this.data = new NextActions.Data(true, true, null);
		assertThat(next(0, 1, 1).action()).isEqualTo(NextAction.WAIT_FOR_RUN);
	}

	@Test
	void dataWaitsForInstancesThatDoNotKnowIt() {
		this.data = new NextActions.Data(true, false, "2 instances of 1.0");
		NextActionDescriptor next = next(0, 1, 1);
		assertThat(next.action()).isEqualTo(NextAction.WAIT_FOR_INSTANCES);
		assertThat(next.message()).contains("2 instances of 1.0");
	}

	private void backfill(BackfillState state) {
		this.backfills.add(new BackfillDescriptor("3f", "users", state, 0, 0, 0, Optional.empty(), 0, Optional.empty(),
				3, Optional.of("3 rows could not be written"), List.of(), Optional.empty()));
	}

	@Test
	void failedBackfillIsRecovered() {
		backfill(BackfillState.FAILED);
		assertThat(next(0, 1, 0).action()).isEqualTo(NextAction.RECOVER);
		assertThat(next(0, 1, 0).message()).contains("3 rows could not be written", "migrate/resume");
	}

	@Test
	void heldBackfillIsDecided() {
		backfill(BackfillState.PAUSED);
		assertThat(next(0, 1, 0).action()).isEqualTo(NextAction.DECIDE);
		assertThat(next(0, 1, 0).message()).contains("is paused", "migrate/resume");
		this.backfills.clear();
		backfill(BackfillState.CANCELLED);
		assertThat(next(0, 1, 0).message()).contains("is cancelled", "migrate/resume");
	}

	@Test
	void adoptionAndDifferencesAreDecided() {
		blocker(BlockerCode.ADOPTION, null);
		assertThat(next(0, 0, 1).action()).isEqualTo(NextAction.DECIDE);
		this.blockers.clear();
		blocker(BlockerCode.NOT_VERIFIED, null);
		assertThat(next(0, 0, 1).action()).isEqualTo(NextAction.DECIDE);
	}

	@Test
	void instancesThatBlockAreNamed() {
		blocker(BlockerCode.INSTANCE_LACKS_CHANGESET, "a");
		assertThat(next(0, 0, 1))
			.isEqualTo(new NextActionDescriptor(NextAction.WAIT_FOR_INSTANCES, "1 instance of 1.0 still lives: a"));
		List.of("b", "c", "d").forEach((name) -> blocker(BlockerCode.INSTANCE_LACKS_CHANGESET, name));
		assertThat(next(0, 0, 1).message()).isEqualTo("4 instances of 1.0 still live: a, b, c and 1 more");
	}

	@Test
	void contractKnownOnlyToAnotherReleaseIsNotUpToDate() {
		blocker(BlockerCode.ASK_RELEASE, null);
		assertThat(next(0, 0, 0).action()).isEqualTo(NextAction.WAIT_FOR_INSTANCES);
	}

	@Test
	void mostUrgentDatabaseIsNamed() {
		NextActionDescriptor merged = NextActions
			.mostUrgent(Map.of("orders", new NextActionDescriptor(NextAction.CONTRACT, "contract it"), "users",
					new NextActionDescriptor(NextAction.RECOVER, "recover it")));
		assertThat(merged).isEqualTo(new NextActionDescriptor(NextAction.RECOVER, "users: recover it"));
	}

	@Test
	void withoutDatabasesEverythingIsUpToDate() {
		assertThat(NextActions.mostUrgent(Map.of()).action()).isEqualTo(NextAction.UP_TO_DATE);
	}

}
