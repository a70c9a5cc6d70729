package io.expandcontract.boot;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.status.DatabaseStatus.BlockerDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call that changes something: the worst outcome over the databases, each
 * of which carries its own.
 *
 * @param outcome the worst outcome
 * @param reason why it was refused, if it was
 * @param message the same for people
 * @param run the run, if there is one
 * @param databases the outcomes by the name of the bean that runs Liquibase
 */
public record OutcomeDescriptor(Outcome outcome, @Nullable RefusalReason reason, String message, Optional<String> run,
		Map<String, DatabaseOutcomeDescriptor> databases) {

	/**
	 * Describe how a call ended.
	 * @param outcomes how it ended in each database, by its name
	 * @return the worst, with all of them
	 */
	public static OutcomeDescriptor of(Map<String, MigrationOutcome> outcomes) {
		Map<String, DatabaseOutcomeDescriptor> databases = new TreeMap<>();
		outcomes.forEach((name, outcome) -> databases.put(name, DatabaseOutcomeDescriptor.of(outcome)));
		return outcomes.values()
			.stream()
			.min(Comparator.comparing(MigrationOutcome::outcome))
			.map((worst) -> new OutcomeDescriptor(worst.outcome(), worst.reason(), worst.message(),
					Optional.ofNullable(worst.run()), databases))
			.orElseGet(() -> new OutcomeDescriptor(Outcome.NOTHING_TO_DO, null, "There is no database to migrate",
					Optional.empty(), databases));
	}

	/**
	 * Return the HTTP status that says the same.
	 * @param outcome the outcome
	 * @return the status
	 */
	static int httpStatus(Outcome outcome) {
		return switch (outcome) {
			case DONE, NOTHING_TO_DO -> 200;
			case RUNNING -> 202;
			case REFUSED -> 409;
			case FAILED -> 500;
		};
	}

	/**
	 * How the call ended in one database.
	 *
	 * @param outcome the outcome
	 * @param reason why it was refused, if it was
	 * @param message the same for people
	 * @param run the run, if there is one
	 * @param executed the changesets that were executed
	 * @param pending the changesets that are still pending
	 * @param blockers what stands in the way of those
	 */
	public record DatabaseOutcomeDescriptor(Outcome outcome, @Nullable RefusalReason reason, String message,
			@Nullable String run, List<String> executed, List<String> pending, List<BlockerDescriptor> blockers) {

		static DatabaseOutcomeDescriptor of(MigrationOutcome outcome) {
			return new DatabaseOutcomeDescriptor(outcome.outcome(), outcome.reason(), outcome.message(), outcome.run(),
					names(outcome.executed()), names(outcome.pending()),
					outcome.blockers().stream().map(BlockerDescriptor::of).toList());
		}

		private static List<String> names(List<ChangeSetKey> changeSets) {
			return changeSets.stream().map(ChangeSetKey::toString).toList();
		}

	}

}
