package io.expandcontract.boot;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.expandcontract.fleet.Lease;

/**
 * Lets no work in unless this instance's leases are held. It stands where a connection is
 * borrowed, and asks with the connection in hand, so that schedulers and listeners are
 * covered as requests are.
 */
final class LeaseFence {

	/** How long work is held before it is refused. */
	static final Duration MOMENT = Duration.ofSeconds(1);

	static final String REFUSAL = "This instance lets no work in: its lease in the fleet is not acknowledged. "
			+ "See docs/messages.md#lease-not-held";

	private final List<Lease> leases = new CopyOnWriteArrayList<>();

	void add(Lease lease) {
		if (!this.leases.contains(lease)) {
			this.leases.add(lease);
		}
	}

	/**
	 * Hold the caller for a moment while a lease is not held.
	 * @throws SQLTransientConnectionException if it stays so
	 */
	void check() throws SQLTransientConnectionException {
		if (!isOpen() && !becomesOpen()) {
			throw new SQLTransientConnectionException(REFUSAL);
		}
	}

	boolean isOpen() {
		return this.leases.stream().allMatch(Lease::letsWorkIn);
	}

	boolean becomesOpen() {
		try {
			for (Lease lease : this.leases) {
				if (!lease.letsWorkIn() && !lease.await(MOMENT)) {
					return false;
				}
			}
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
