package io.expandcontract.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A run on record.
 *
 * @param id its id
 * @param operation what it does
 * @param state how it stands
 * @param checkpoint the checkpoint up to which it runs, if any
 * @param instance the name of the instance that runs it
 * @param version that instance's version
 * @param requestedBy who asked for it, if anyone did
 * @param reason why, if forced or confirmed
 * @param forced whether it overrode the fleet check
 * @param startedAt when, in microseconds of the database's clock
 * @param durationMicros how long it took, or has taken
 * @param executed the changesets it executed
 * @param message how it ended, if it has
 */
public record Run(String id, Operation operation, RunState state, @Nullable String checkpoint, String instance,
		String version, @Nullable String requestedBy, @Nullable String reason, boolean forced, long startedAt,
		long durationMicros, List<String> executed, @Nullable String message) {
}
