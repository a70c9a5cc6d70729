package io.expandcontract.status;

import java.time.Instant;
import java.util.Map;

import io.expandcontract.fleet.Lease;
import org.jspecify.annotations.Nullable;

/**
 * The state of every database as one instance sees it for the whole fleet: what the
 * endpoint, health, metrics and commands show.
 *
 * @param status what comes next
 * @param asOf when it was read, by the database's clock, or {@code null} without a
 * database
 * @param nextAction what comes next, with a sentence
 * @param instance the instance that answers, or {@code null} without a database
 * @param databases the databases by the name of the bean that runs Liquibase
 */
public record MigrationStatus(NextAction status, @Nullable Instant asOf, NextActionDescriptor nextAction,
		@Nullable InstanceDescriptor instance, Map<String, DatabaseStatus> databases) {

	/**
	 * What comes next.
	 *
	 * @param action the same for machines
	 * @param message a sentence for people
	 */
	public record NextActionDescriptor(NextAction action, String message) {
	}

	/**
	 * The instance that answers.
	 *
	 * @param id its incarnation, or {@code null} while it is not registered
	 * @param name its name
	 * @param version the application's version
	 * @param release the fingerprint of its release
	 * @param lease how its lease stands
	 * @param heartbeatFailingSince since when its heartbeats fail, by its own clock, or
	 * {@code null} if they do not
	 */
	public record InstanceDescriptor(@Nullable String id, String name, String version, String release,
			Lease.State lease, @Nullable Instant heartbeatFailingSince) {
	}

}
