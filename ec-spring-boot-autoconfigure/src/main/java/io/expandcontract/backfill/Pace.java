package io.expandcontract.backfill;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Stands before every batch: stops when someone paused the moving of data or the caller
 * says so, follows what someone tuned, and waits while others have it hard. Whoever waits
 * keeps the lease and says why.
 */
final class Pace {

	private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(250);

	private static final long ASK = TimeUnit.SECONDS.toNanos(1);

	private static final long LONGEST_YIELD = TimeUnit.SECONDS.toNanos(5);

	/** Rests this many times as long as it works where nobody can tell. */
	private static final int SLOWLY = 4;

	private static final int LONGEST_REASON = 1000;

	private final BackfillLease lease;

	private final BooleanSupplier proceed;

	private final BackfillControl control;

	private final BackfillSettings configured;

	private final Throttle throttle;

	private final CommitLatency commits;

	private final BatchSize size;

	private final ProgressLog log;

	private long looked;

	private long asked;

	private long renewed = System.nanoTime();

	private long admitted;

	private boolean paused;

	private Health health = Health.GOOD;

	private @Nullable String shown;

	Pace(BackfillLease lease, BooleanSupplier proceed, BackfillControl control, BackfillSettings configured,
			Throttle throttle, Batches batches, ProgressLog log) {
		this.lease = lease;
		this.proceed = proceed;
		this.control = control;
		this.configured = configured;
		this.throttle = throttle;
		this.commits = batches.commits();
		this.size = batches.size();
		this.log = log;
		this.looked = System.nanoTime() - LOOK;
		this.asked = System.nanoTime() - ASK;
	}

	boolean isPaused() {
		return this.paused;
	}

	/**
	 * Wait until a batch may run.
	 * @return {@code false} if the work has to stop
	 */
	boolean admits() {
		long worked = (this.admitted != 0) ? System.nanoTime() - this.admitted : 0;
		long began = System.nanoTime();
		long rest = this.commits.takeRest();
		while (mayGoOn()) {
			long waited = System.nanoTime() - began;
			String reason = reasonToWait(waited, worked, rest);
			if (reason == null) {
				show((this.health.advice() == Health.Advice.SLOW) ? this.health.reason() : null);
				this.admitted = System.nanoTime();
				return true;
			}
			show(reason);
			this.log.tell();
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
		}
		return false;
	}

	private boolean mayGoOn() {
		if (!this.proceed.getAsBoolean() || Thread.currentThread().isInterrupted()) {
			return false;
		}
		if (System.nanoTime() - this.looked >= LOOK) {
			MigrateControl told = this.control.read();
			this.looked = System.nanoTime();
			this.paused = told.paused();
			BackfillSettings settings = told.over(this.configured);
			this.size.aim(settings.batchTarget(), settings.maxBatchSize());
		}
		return !this.paused;
	}

	private @Nullable String reasonToWait(long waited, long worked, long rest) {
		if (waited < rest) {
			return "a commit took " + TimeUnit.NANOSECONDS.toMillis(rest) + " ms";
		}
		if (System.nanoTime() - this.asked >= ASK) {
			this.health = this.throttle.health();
			this.asked = System.nanoTime();
		}
		return switch (this.health.advice()) {
			case GO -> null;
			case WAIT -> this.health.reason();
			case YIELD -> (waited < LONGEST_YIELD) ? this.health.reason() : null;
			case SLOW -> (waited < SLOWLY * worked) ? this.health.reason() : null;
		};
	}

	private void show(@Nullable String reason) {
		String text = (reason != null && reason.length() > LONGEST_REASON) ? reason.substring(0, LONGEST_REASON)
				: reason;
		boolean due = System.nanoTime() - this.renewed > this.configured.lease().toNanos() / 3;
		if (!Objects.equals(text, this.shown) || (text != null && due)) {
			this.lease.waiting(text);
			this.shown = text;
			this.renewed = System.nanoTime();
		}
	}

}
