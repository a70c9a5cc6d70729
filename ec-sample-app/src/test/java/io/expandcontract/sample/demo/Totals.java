package io.expandcontract.sample.demo;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted, and the verdict. A request is what a client wants done once, however
 * often it has to be sent; probes and calls to the actuator are none.
 */
class Totals {

	final LongAdder requests = new LongAdder();

	/** Answered with an error, or not answered at all, or done twice. */
	final AtomicInteger failed = new AtomicInteger();

	/** Users whose acknowledged name was not there when they were read. */
	final Set<String> lost = ConcurrentHashMap.newKeySet();

	/** Writes that were cut off and then done under the same idempotency key. */
	final LongAdder sentAgain = new LongAdder();

	/** Writes that were sent once more after they had been answered. */
	final LongAdder repeats = new LongAdder();

	/** Attempts to contract that the gate refused while an old release served. */
	final AtomicInteger refused = new AtomicInteger();

	final AtomicInteger contracted = new AtomicInteger();

	boolean good() {
		return this.failed.get() == 0 && this.lost.isEmpty() && this.refused.get() == 1 && this.contracted.get() == 1;
	}

	String line(double seconds) {
		return String.format(Locale.ROOT, "demo: requests=%d failed=%d lost=%d refused=%d contracted=%d seconds=%.0f",
				this.requests.sum(), this.failed.get(), this.lost.size(), this.refused.get(), this.contracted.get(),
				seconds);
	}

}
