package io.expandcontract.boot;

import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Stops the boot at a value that cannot work, naming the property.
 */
final class PropertyChecks {

	private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,20}");

	private PropertyChecks() {
	}

	static void check(ExpandContractProperties properties) {
		positive("boot-timeout", properties.getBootTimeout());
		positive("fleet.heartbeat-interval", properties.getFleet().getHeartbeatInterval());
		positive("migrate.batch-target", properties.getMigrate().getBatchTarget());
		positive("contract.respond-within", properties.getContract().getRespondWithin());
		positive("ddl.lock-timeout", properties.getDdl().getLockTimeout());
		positive("history.retention", properties.getHistory().getRetention());
		if (properties.getDdl().getRetryFor().isNegative()) {
			refuse("ddl.retry-for", properties.getDdl().getRetryFor(), "It must not be negative.");
		}
		if (properties.getMigrate().getMaxBatchSize() < 1) {
			refuse("migrate.max-batch-size", properties.getMigrate().getMaxBatchSize(), "It must be at least 1.");
		}
		if (!IDENTIFIER.matcher(properties.getTablePrefix()).matches()) {
			refuse("table-prefix", properties.getTablePrefix(),
					"It must be at most 21 letters, digits and underscores, and begin with a letter.");
		}
		if (properties.getSafety().getLargeTableRows() < 0) {
			refuse("safety.large-table-rows", properties.getSafety().getLargeTableRows(), "It must not be negative.");
		}
		Integer maxPending = properties.getCheckpoints().getMaxPending();
		if (maxPending != null && maxPending < 1) {
			refuse("checkpoints.max-pending", maxPending, "It must be at least 1.");
		}
		Duration stale = properties.getFleet().getStaleAfter();
		if (stale.compareTo(properties.getFleet().getHeartbeatInterval().multipliedBy(2)) < 0) {
			refuse("fleet.stale-after", stale, "It must be at least twice expand-contract.fleet.heartbeat-interval.");
		}
		if (properties.getFleet().getForgetAfter().compareTo(stale) < 0) {
			refuse("fleet.forget-after", properties.getFleet().getForgetAfter(),
					"It must not be shorter than expand-contract.fleet.stale-after.");
		}
	}

	private static void positive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			refuse(name, value, "It must be longer than nothing.");
		}
	}

	private static void refuse(String name, Object value, String reason) {
		throw new InvalidConfigurationPropertyValueException("expand-contract." + name, value,
				reason + " See docs/messages.md#bad-value");
	}

}
