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

		/** Not registered, or about to withdraw; no work is let in. */
		NONE,

		/** Registered, but not let into the fleet yet; no work is let in. */
		REGISTERED,

		/** Let into the fleet, and acknowledged in time. */
		HELD,

		/** No heartbeat was acknowledged in time; no work is let in. */
		LATE,

		/** A heartbeat found the row gone; no work is let in. */
		LOST,

		/** Turned away, but let to work as the application's settings say. */
		WAIVED

	}

	/**
	 * Record one step of the admission. Work is let in only from the end of the looks
	 * that follow the registration, and no longer once the instance is to withdraw.
	 * @param before the admission before the step
	 * @param after the admission after it
	 * @param sent the reading of the clock before the step
	 */
	public synchronized void follow(Admission before, Admission after, long sent) {
		if (before.step() == Admission.Step.REGISTER) {
			this.state = State.REGISTERED;
			this.acknowledged = sent;
			this.heldSince = sent;
		}
		else if (after.step() == Admission.Step.LEAVE || after.step() == Admission.Step.STEP_ASIDE) {
			this.state = State.NONE;
		}
		else if (after.step() == Admission.Step.ADMITTED && this.state == State.REGISTERED) {
			this.state = State.HELD;
		}
		notifyAll();
	}

	/**
	 * Record that a heartbeat was acknowledged and its row found. Late news of a claim
	 * that was lost or withdrawn since changes nothing.
	 * @param sent the reading of the clock before it was sent
	 */
	public synchronized void acknowledged(long sent) {
		if (this.state != State.HELD && this.state != State.REGISTERED) {
			return;
		}
		if (isLate()) {
			this.heldSince = sent;
		}
		this.acknowledged = sent;
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
	 * Record that the instance is about to withdraw its registration.
	 */
	public synchronized void withdrawn() {
		this.state = State.NONE;
		notifyAll();
	}

	/**
	 * Let work in although this release was turned away, until it registers again.
	 */
	public synchronized void waived() {
		this.state = State.WAIVED;
		notifyAll();
	}

	/**
	 * Return how the lease stands now.
	 * @return the state
	 */
	public synchronized State state() {
		return (this.state == State.HELD && isLate()) ? State.LATE : this.state;
	}

	private boolean isLate() {
		return this.nanos.getAsLong() - this.acknowledged > this.closesAfter;
	}

	/**
	 * Return whether this instance belongs to the fleet and was heard in time.
	 * @return {@code true} while the lease is held
	 */
	public boolean isHeld() {
		return state() == State.HELD;
	}

	/**
	 * Return whether work may be let in.
	 * @return {@code true} while the lease is held or waived
	 */
	public boolean letsWorkIn() {
		State now = state();
		return now == State.HELD || now == State.WAIVED;
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
	 * Wait until work may be let in.
	 * @param longest longest wait
	 * @return whether it may
	 * @throws InterruptedException if the thread is interrupted
	 */
	public synchronized boolean await(Duration longest) throws InterruptedException {
		long deadline = System.nanoTime() + longest.toNanos();
		while (!letsWorkIn()) {
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				return false;
			}
			wait(left);
		}
		return true;
	}

}
