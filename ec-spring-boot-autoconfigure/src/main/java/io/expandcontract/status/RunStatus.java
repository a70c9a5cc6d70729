package io.expandcontract.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.expandcontract.migration.Operation;
import io.expandcontract.migration.Run;
import io.expandcontract.migration.RunState;
import io.expandcontract.status.DatabaseStatus.ActivityDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * One run with all that is on record about it.
 *
 * @param id its id
 * @param database the name of the bean that runs Liquibase
 * @param operation what it does
 * @param state how it stands
 * @param checkpoint the checkpoint up to which it runs, if any
 * @param instance the instance that runs it
 * @param version that instance's version
 * @param startedAt when it began, by the database's clock
 * @param duration how long it took, or has taken
 * @param requestedBy who asked for it
 * @param reason why, if it was forced or confirmed
 * @param forced whether it overrode the fleet check
 * @param executed the changesets that it executed, once it has ended
 * @param message how it ended
 * @param activity what it is at, while it runs a statement
 */
public record RunStatus(String id, String database, Operation operation, RunState state, @Nullable String checkpoint,
		String instance, String version, Instant startedAt, Duration duration, Optional<String> requestedBy,
		@Nullable String reason, boolean forced, List<String> executed, @Nullable String message,
		Optional<ActivityDescriptor> activity) {

	static RunStatus of(String database, Run run, Optional<ActivityDescriptor> activity) {
		return new RunStatus(run.id(), database, run.operation(), run.state(), run.checkpoint(), run.instance(),
				run.version(), DatabaseStatus.instant(run.startedAt()), DatabaseStatus.micros(run.durationMicros()),
				Optional.ofNullable(run.requestedBy()), run.reason(), run.forced(), run.executed(), run.message(),
				activity);
	}

}
