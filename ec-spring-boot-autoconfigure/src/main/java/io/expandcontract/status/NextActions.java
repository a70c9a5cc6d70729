package io.expandcontract.status;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.expandcontract.backfill.BackfillState;
import io.expandcontract.fleet.BlockerCode;
import io.expandcontract.migration.DataControl;
import io.expandcontract.migration.Operation;
import io.expandcontract.migration.RunState;
import io.expandcontract.status.DatabaseStatus.BackfillDescriptor;
import io.expandcontract.status.DatabaseStatus.BlockerDescriptor;
import io.expandcontract.status.DatabaseStatus.PhasesDescriptor;
import io.expandcontract.status.DatabaseStatus.RunDescriptor;
import io.expandcontract.status.MigrationStatus.NextActionDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Decides what comes next from what was read.
 */
final class NextActions {

	/** What someone can act on comes before what only time solves. */
	private static final List<NextAction> URGENCY = List.of(NextAction.RECOVER, NextAction.DECIDE, NextAction.EXPAND,
			NextAction.MIGRATE, NextAction.CONTRACT, NextAction.WAIT_FOR_RUN, NextAction.WAIT_FOR_INSTANCES,
			NextAction.UP_TO_DATE);

	/** No rollout and no time removes these. */
	private static final Set<BlockerCode> ASK_A_PERSON = EnumSet.of(BlockerCode.ADOPTION, BlockerCode.NOT_VERIFIED,
			BlockerCode.MAPPED_BY_MODEL);

	private static final int MOST_NAMES = 3;

	private NextActions() {
	}

	/**
	 * What the work waits for.
	 *
	 * @param installed whether the starter's tables are there
	 * @param running whether a worker is at work on a backfill
	 * @param lacking the instances that do not know the data that is due, as text
	 */
	record Data(boolean installed, boolean running, @Nullable String lacking) {
	}

	static NextActionDescriptor of(DatabaseStatus status, Data data) {
		NextActionDescriptor run = ofRuns(status);
		if (run != null) {
			return run;
		}
		PhasesDescriptor phases = status.phases();
		if (!data.installed()) {
			return action(NextAction.EXPAND,
					"The starter's tables are not there yet; boot an instance with the starter, "
							+ "or run the command expand");
		}
		if (phases.expand().pending() > 0) {
			return action(NextAction.EXPAND, changeSets(phases.expand().pending(), "expand")
					+ " pending; boot an instance of this release with expand-contract.on-boot=expand, or run the command expand");
		}
		if (phases.migrate().pending() > 0) {
			return ofData(status, data);
		}
		return (phases.contract().pending() > 0 || !status.gate().open()) ? ofGate(status)
				: action(NextAction.UP_TO_DATE, "Everything is done");
	}

	private static @Nullable NextActionDescriptor ofRuns(DatabaseStatus status) {
		Optional<RunDescriptor> running = status.runs()
			.stream()
			.filter((run) -> run.state() == RunState.RUNNING)
			.findFirst();
		if (running.isPresent()) {
			return action(NextAction.WAIT_FOR_RUN, "The " + name(running.get()) + " is at work");
		}
		if (status.lock().isPresent()) {
			return action(NextAction.WAIT_FOR_RUN,
					"Session " + status.lock().get().session() + " holds the migration lock");
		}
		if (status.runs().isEmpty() || pending(status.phases(), status.runs().get(0).operation()) == 0) {
			return null;
		}
		RunDescriptor latest = status.runs().get(0);
		return switch (latest.state()) {
			case FAILED ->
				action(NextAction.RECOVER, "The " + name(latest) + " failed; see GET /actuator/migrations/runs/"
						+ latest.id() + ", correct the cause, and try again");
			case INTERRUPTED -> action(NextAction.RECOVER,
					"The " + name(latest) + " was interrupted; try again, which settles what it left");
			default -> null;
		};
	}

	private static int pending(PhasesDescriptor phases, Operation operation) {
		return switch (operation) {
			case EXPAND -> phases.expand().pending();
			case MIGRATE -> phases.migrate().pending();
			case CONTRACT -> phases.contract().pending();
		};
	}

	private static NextActionDescriptor ofData(DatabaseStatus status, Data data) {
		Optional<BackfillDescriptor> held = status.backfills()
			.stream()
			.filter((backfill) -> backfill.state() == BackfillState.PAUSED
					|| backfill.state() == BackfillState.CANCELLED)
			.findFirst();
		if (held.isPresent()) {
			return action(NextAction.DECIDE, "The backfill " + held.get().id() + " of " + held.get().table() + " is "
					+ held.get().state().name().toLowerCase(java.util.Locale.ROOT) + ". " + DataControl.RESUME);
		}
		Optional<BackfillDescriptor> failed = status.backfills()
			.stream()
			.filter((backfill) -> backfill.state() == BackfillState.FAILED)
			.findFirst();
		if (failed.isPresent()) {
			return action(NextAction.RECOVER,
					"The backfill " + failed.get().id() + " of " + failed.get().table() + " failed: "
							+ failed.get().failure().orElse("the log says why") + ". Correct the cause. "
							+ DataControl.RESUME);
		}
		if (data.running()) {
			return action(NextAction.WAIT_FOR_RUN, "Data is being moved");
		}
		if (data.lacking() != null) {
			return action(NextAction.WAIT_FOR_INSTANCES,
					"Data waits for " + data.lacking() + ", which would go on writing the old columns only");
		}
		return action(NextAction.MIGRATE,
				changeSets(status.phases().migrate().pending(), "migrate")
						+ " pending; they start by themselves, or by POST /actuator/migrations/migrate where "
						+ "expand-contract.migrate.start is manual");
	}

	private static NextActionDescriptor ofGate(DatabaseStatus status) {
		List<BlockerDescriptor> blockers = status.gate().blockers();
		if (blockers.isEmpty()) {
			return action(NextAction.CONTRACT, changeSets(status.phases().contract().pending(), "contract")
					+ " pending and the gate is open; POST /actuator/migrations/contract, or run the command contract");
		}
		return blockers.stream()
			.filter((blocker) -> ASK_A_PERSON.contains(blocker.code()))
			.findFirst()
			.map((blocker) -> action(NextAction.DECIDE, blocker.message() + ". " + blocker.remedy()))
			.orElseGet(() -> action(NextAction.WAIT_FOR_INSTANCES, waiting(blockers)));
	}

	private static String waiting(List<BlockerDescriptor> blockers) {
		Map<String, List<String>> byVersion = new TreeMap<>();
		for (BlockerDescriptor blocker : blockers) {
			if (blocker.instance() != null) {
				byVersion.computeIfAbsent(String.valueOf(blocker.version()), (version) -> new java.util.ArrayList<>())
					.add(blocker.instance());
			}
		}
		if (byVersion.isEmpty()) {
			return blockers.get(0).message() + ". " + blockers.get(0).remedy();
		}
		return byVersion.entrySet()
			.stream()
			.map((entry) -> instances(entry.getValue().size(), entry.getKey())
					+ ((entry.getValue().size() == 1) ? " still lives: " : " still live: ") + names(entry.getValue()))
			.collect(Collectors.joining("; "));
	}

	private static String names(List<String> names) {
		String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
		return (names.size() > MOST_NAMES) ? first + " and " + (names.size() - MOST_NAMES) + " more" : first;
	}

	static String instances(int count, String version) {
		return count + ((count == 1) ? " instance of " : " instances of ") + version;
	}

	private static String changeSets(int count, String phase) {
		return count + " " + phase + ((count == 1) ? " changeset is" : " changesets are");
	}

	private static String name(RunDescriptor run) {
		return run.operation().name().toLowerCase(java.util.Locale.ROOT) + " run " + run.id() + " of " + run.instance();
	}

	private static NextActionDescriptor action(NextAction action, String message) {
		return new NextActionDescriptor(action, message);
	}

	/**
	 * Choose one action for several databases: the most urgent.
	 * @param actions what comes next in each database, by its name
	 * @return what comes next
	 */
	static NextActionDescriptor mostUrgent(Map<String, NextActionDescriptor> actions) {
		return actions.entrySet()
			.stream()
			.min(Comparator.comparingInt((entry) -> URGENCY.indexOf(entry.getValue().action())))
			.map((entry) -> (actions.size() == 1) ? entry.getValue()
					: action(entry.getValue().action(), entry.getKey() + ": " + entry.getValue().message()))
			.orElseGet(() -> action(NextAction.UP_TO_DATE, "There is no database to migrate"));
	}

}
