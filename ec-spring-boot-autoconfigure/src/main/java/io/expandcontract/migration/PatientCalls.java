package io.expandcontract.migration;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.expandcontract.migration.MigrationOutcome.Outcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Calls that wait while they are refused for something that passes: a rollout, data,
 * another run. While they wait, this process observes the fleet, so that the silence of
 * an instance is noticed although nobody else may be left. What has begun is never cut
 * short.
 */
public final class PatientCalls {

	private static final Log logger = LogFactory.getLog(PatientCalls.class);

	private static final Duration POLL = Duration.ofMillis(500);

	private static final Duration BETWEEN_ENDED_SESSIONS = Duration.ofSeconds(5);

	private static final Set<RefusalReason> PASSING = Set.of(RefusalReason.LIVE_INSTANCES,
			RefusalReason.STALE_INSTANCES, RefusalReason.UNKNOWN_SESSIONS, RefusalReason.ADOPTION,
			RefusalReason.EXPAND_PENDING, RefusalReason.DATA_PENDING, RefusalReason.RUN_IN_PROGRESS);

	private final Migrations migrations;

	private final long deadline;

	private long nextEndOfSessions;

	/**
	 * Create calls that share one time to wait, which begins now.
	 * @param migrations the databases
	 * @param longest longest wait; zero asks once
	 */
	public PatientCalls(Migrations migrations, Duration longest) {
		this.migrations = migrations;
		this.deadline = System.nanoTime() + longest.toNanos();
		this.nextEndOfSessions = System.nanoTime();
	}

	/**
	 * Contract, and again whenever the gate lets something more through.
	 * @param request who asks, and how far
	 * @return how it ended in each database; refused where the time was up
	 */
	public Map<String, MigrationOutcome> contract(MigrationRequest request) {
		return repeat(() -> this.migrations.contract(request), () -> isContractPromising(request));
	}

	private boolean isContractPromising(MigrationRequest request) {
		return this.migrations.databases().stream().anyMatch((database) -> {
			ContractProspect prospect = new ContractProspect(database, request.checkpoint());
			return prospect.isFree() && (prospect.isOpen() || endsSessions(prospect));
		});
	}

	private boolean endsSessions(ContractProspect prospect) {
		if (System.nanoTime() - this.nextEndOfSessions < 0 || !prospect.endsSessions()) {
			return false;
		}
		this.nextEndOfSessions = System.nanoTime() + BETWEEN_ENDED_SESSIONS.toNanos();
		return true;
	}

	/**
	 * Move data, and again while others do or must go first.
	 * @param request who asks, and how far
	 * @return how it ended in each database; refused or running where the time was up
	 */
	public Map<String, MigrationOutcome> migrate(MigrationRequest request) {
		return repeat(() -> this.migrations.migrate(request), () -> true);
	}

	/**
	 * Run every phase as soon as nothing else lives.
	 * @param request who asks
	 * @return how it ended in each database; refused where the time was up
	 */
	public Map<String, MigrationOutcome> offline(MigrationRequest request) {
		return repeat(() -> this.migrations.offline(request), () -> true);
	}

	private Map<String, MigrationOutcome> repeat(Supplier<Map<String, MigrationOutcome>> call,
			BooleanSupplier promising) {
		Map<String, MigrationOutcome> outcomes = new TreeMap<>(call.get());
		tell(outcomes.values());
		while (isPassing(outcomes.values()) && awaitChange(promising)) {
			call.get()
				.forEach((name, outcome) -> outcomes.merge(name, outcome, (earlier, later) -> later.after(earlier)));
		}
		return outcomes;
	}

	private void tell(Collection<MigrationOutcome> outcomes) {
		if (isPassing(outcomes) && isInTime()) {
			outcomes.forEach((outcome) -> logger.info("Waiting. " + outcome.message()));
		}
	}

	private static boolean isPassing(Collection<MigrationOutcome> outcomes) {
		return outcomes.stream().allMatch((outcome) -> isDone(outcome) || isPassing(outcome))
				&& !outcomes.stream().allMatch(PatientCalls::isDone);
	}

	private static boolean isDone(MigrationOutcome outcome) {
		return outcome.outcome() == Outcome.DONE || outcome.outcome() == Outcome.NOTHING_TO_DO;
	}

	private static boolean isPassing(MigrationOutcome outcome) {
		return outcome.outcome() == Outcome.RUNNING
				|| (outcome.outcome() == Outcome.REFUSED && isPassing(outcome.reason()));
	}

	/**
	 * Return whether a refusal may pass by itself.
	 * @param reason the reason of a refusal
	 * @return {@code true} if it is worth waiting
	 */
	public static boolean isPassing(@Nullable RefusalReason reason) {
		return reason != null && PASSING.contains(reason);
	}

	private boolean isInTime() {
		return System.nanoTime() - this.deadline < 0;
	}

	private boolean awaitChange(BooleanSupplier promising) {
		while (isInTime()) {
			pause();
			try {
				if (promising.getAsBoolean()) {
					return true;
				}
			}
			catch (DataAccessException ex) {
				logger.debug("Could not look whether to call again", ex);
			}
		}
		return false;
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting to call again", ex);
		}
	}

}
