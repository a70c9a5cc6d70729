package io.expandcontract.boot;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.expandcontract.status.MigrationStatus;
import io.expandcontract.status.MigrationStatus.InstanceDescriptor;
import io.expandcontract.status.StatusCache;
import io.expandcontract.status.StatusReader;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health that is out of service while this instance must not take traffic, and otherwise
 * up, also with a contract pending, which is a normal state. It renders the state that
 * was read last and issues no statement.
 */
final class MigrationsHealthIndicator extends AbstractHealthIndicator {

	private final StatusCache cache;

	private final StatusReader reader;

	private final Supplier<@Nullable String> refusal;

	MigrationsHealthIndicator(StatusCache cache, StatusReader reader, Supplier<@Nullable String> refusal) {
		super("The state of the migrations could not be shown");
		this.cache = cache;
		this.reader = reader;
		this.refusal = refusal;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		String refused = this.refusal.get();
		if (refused != null) {
			builder.outOfService().withDetail("reason", refused);
		}
		else {
			builder.up();
		}
		InstanceDescriptor instance = this.reader.instance();
		if (instance != null) {
			builder.withDetail("lease", instance.lease());
			if (instance.heartbeatFailingSince() != null) {
				builder.withDetail("heartbeatFailingSince", instance.heartbeatFailingSince());
			}
		}
		MigrationStatus status = this.cache.last();
		if (status != null && status.asOf() != null) {
			builder.withDetail("asOf", status.asOf())
				.withDetail("nextAction", status.nextAction())
				.withDetail("databases", databases(status));
		}
	}

	private static Map<String, DatabaseDetail> databases(MigrationStatus status) {
		Map<String, DatabaseDetail> details = new TreeMap<>();
		status.databases()
			.forEach((name, database) -> details.put(name,
					new DatabaseDetail(database.phases().expand().pending(), database.phases().migrate().pending(),
							database.phases().contract().pending(), database.gate().open())));
		return details;
	}

	/**
	 * What is pending in one database.
	 *
	 * @param expand pending expand changesets
	 * @param migrate pending migrate changesets
	 * @param contract pending contract changesets
	 * @param gateOpen whether contract changesets may run
	 */
	record DatabaseDetail(int expand, int migrate, int contract, boolean gateOpen) {
	}

}
