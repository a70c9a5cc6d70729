package io.expandcontract.fleet;

import java.time.Duration;

/**
 * How long an instance may be silent before the fleet draws a conclusion.
 *
 * @param heartbeatInterval time between two heartbeats
 * @param staleAfter silence after which an instance is stale; it still blocks
 * @param forgetAfter observed staleness after which an instance is gone
 * @param sessionCheck how the database's sessions are looked at
 */
public record FleetSettings(Duration heartbeatInterval, Duration staleAfter, Duration forgetAfter,
		SessionCheck sessionCheck) {

	/**
	 * Check the times against each other.
	 */
	public FleetSettings {
		if (heartbeatInterval.isNegative() || heartbeatInterval.isZero()) {
			throw new IllegalArgumentException("expand-contract.fleet.heartbeat-interval must be positive");
		}
		if (staleAfter.compareTo(heartbeatInterval.multipliedBy(2)) < 0) {
			throw new IllegalArgumentException("expand-contract.fleet.stale-after (" + staleAfter
					+ ") must be at least twice expand-contract.fleet.heartbeat-interval (" + heartbeatInterval + ")");
		}
		if (forgetAfter.compareTo(staleAfter) < 0) {
			throw new IllegalArgumentException("expand-contract.fleet.forget-after (" + forgetAfter
					+ ") must not be shorter than expand-contract.fleet.stale-after (" + staleAfter + ")");
		}
	}

	/**
	 * Return how long before {@code staleAfter} an instance closes itself.
	 * @return a fifth of it
	 */
	public Duration margin() {
		return this.staleAfter.dividedBy(5);
	}

	long staleAfterMicros() {
		return this.staleAfter.toNanos() / 1000;
	}

	long forgetAfterMicros() {
		return this.forgetAfter.toNanos() / 1000;
	}

}
