package io.expandcontract.boot;

import io.expandcontract.fleet.FleetMember;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Migrations;
import org.jspecify.annotations.Nullable;

/**
 * Whether this instance may take traffic: it was let into every fleet, the data it relies
 * on is there, and its leases hold.
 */
public final class TrafficGate {

	private final Migrations migrations;

	private volatile boolean open;

	private volatile @Nullable String closedBecause = "the application is starting";

	/**
	 * Create a gate that is closed.
	 * @param migrations the databases
	 */
	public TrafficGate(Migrations migrations) {
		this.migrations = migrations;
	}

	void open() {
		this.closedBecause = null;
		this.open = true;
	}

	boolean isOpen() {
		return this.open;
	}

	void close(String because) {
		this.open = false;
		this.closedBecause = because;
	}

	/**
	 * Return why traffic is refused.
	 * @return the reason, or {@code null} if traffic is accepted
	 */
	public @Nullable String refusal() {
		if (!this.open) {
			return String.valueOf(this.closedBecause);
		}
		for (MigratedDatabase database : this.migrations.databases()) {
			FleetMember member = database.member();
			if (member.lease().refusesTraffic()) {
				return "the lease in the fleet of " + database.name() + " is " + member.lease().state();
			}
		}
		return null;
	}

}
