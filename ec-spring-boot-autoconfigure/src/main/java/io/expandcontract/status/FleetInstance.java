package io.expandcontract.status;

import java.time.Duration;

import io.expandcontract.fleet.Instance;
import io.expandcontract.fleet.InstanceState;
import org.jspecify.annotations.Nullable;

/**
 * An instance on record.
 *
 * @param id its incarnation
 * @param name its name
 * @param version the application's version
 * @param release the fingerprint of its release
 * @param state what it is doing
 * @param lastSeen how long ago it was heard of
 * @param address where the database saw it come from, if it shows that
 */
public record FleetInstance(String id, String name, String version, String release, InstanceState state,
		Duration lastSeen, @Nullable String address) {

	static FleetInstance of(Instance instance) {
		return new FleetInstance(instance.id(), instance.name(), instance.version(),
				instance.release().substring(0, Math.min(8, instance.release().length())), instance.state(),
				DatabaseStatus.micros(instance.silentMicros()), instance.address());
	}

}
