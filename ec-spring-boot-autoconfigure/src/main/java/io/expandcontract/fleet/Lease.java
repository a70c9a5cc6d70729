package io.expandcontract.fleet;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * An instance's own view of its claim to be alive. It compares only readings of this
 * JVM's monotonic clock, and can only stop this JVM, never judge another.
 */
public final class Lease {

	private final long closesAfter;

	private final long refusesAfter;

	private final LongSupplier nanos;

	private long acknowledged;

	private long heldSince;

	private State state = State.NONE;

	/**
	 * Create a lease that is not held yet.
	 * @param settings the fleet's times
	 * @param nanos a monotonic clock in nanoseconds
	 */
	public Lease(FleetSettings settings, LongSupplier nanos) {
		this.closesAfter = settings.staleAfter().minus(settings.margin()).toNanos();
		this.refusesAfter = Math.max(this.closesAfter, settings.forgetAfter().minus(settings.margin()).toNanos());
		this.nanos = nanos;
	}

	/**
	 * How the lease stands.
	 */
	public enum State {

		/** Never registered, or withdrawn. */
		NONE,

		/** Registered and acknowledged in time. */
		HELD,

		/** No heartbeat was acknowledged in time; no work is let in. */
		LATE,

		/** A heartbeat found the row gone. */
		LOST

	}

	/**
	 * Record that a heartbeat, or the registration, was acknowledged and its row found.
	 * @param sent the reading of the clock before it was sent
	 */
	public synchronized void acknowledged(long sent) {
		if (this.state != State.HELD || this.nanos.getAsLong() - this.acknowledged > this.closesAfter) {
			this.heldSince = sent;
		}
		this.acknowledged = sent;
		this.state = State.HELD;
		notifyAll();
	}

	/**
	 * Record that a heartbeat reached the database and found the row gone.
	 */
	public synchronized void lost() {
		this.state = State.LOST;
		notifyAll();
	}

	/**
	 * Record that the instance withdrew its registration.
	 */
	public synchronized void withdrawn() {
		this.state = State.NONE;
		notifyAll();
	}

	/**
	 * Return how the lease stands now.
	 * @return the state
	 */
	public synchronized State state() {
		if (this.state == State.HELD && this.nanos.getAsLong() - this.acknowledged > this.closesAfter) {
			return State.LATE;
		}
		return this.state;
	}

	/**
	 * Return whether work may be let in.
	 * @return {@code true} while the lease is held
	 */
	public boolean isHeld() {
		return state() == State.HELD;
	}

	/**
	 * Return whether this instance should say that it is not ready: it lost its row, or
	 * it was silent for almost as long as the fleet takes to forget.
	 * @return {@code true} if readiness is to be refused
	 */
	public synchronized boolean refusesTraffic() {
		return this.state == State.LOST
				|| (this.state == State.HELD && this.nanos.getAsLong() - this.acknowledged > this.refusesAfter);
	}

	/**
	 * Return how long heartbeats have been acknowledged without a gap.
	 * @return zero if the lease is not held
	 */
	public synchronized Duration unbroken() {
		return (state() == State.HELD) ? Duration.ofNanos(this.nanos.getAsLong() - this.heldSince) : Duration.ZERO;
	}

	/**
	 * Return how long ago the last acknowledged heartbeat was sent.
	 * @return the time since, zero if none was ever sent
	 */
	public synchronized Duration sinceAcknowledged() {
		return (this.state == State.NONE) ? Duration.ZERO
				: Duration.ofNanos(this.nanos.getAsLong() - this.acknowledged);
	}

	/**
	 * Wait for the lease to be held.
	 * @param longest longest wait
	 * @return whether it is held
	 * @throws InterruptedException if the thread is interrupted
	 */
	public synchronized boolean await(Duration longest) throws InterruptedException {
		long deadline = System.nanoTime() + longest.toNanos();
		while (!isHeld()) {
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				return false;
			}
			wait(left);
		}
		return true;
	}

}
