package io.expandcontract.migration;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.expandcontract.backfill.BackfillProgress;
import io.expandcontract.backfill.BackfillState;

/**
 * Tries a backfill that failed again and again, ever more rarely, so that it goes on by
 * itself once its cause is gone. Someone who resumes it need not wait.
 */
final class Patience {

	private static final long FIRST = TimeUnit.SECONDS.toNanos(2);

	private static final long LONGEST = TimeUnit.MINUTES.toNanos(5);

	private long pause;

	private long next;

	boolean allows(Supplier<List<BackfillProgress>> backfills) {
		if (backfills.get().stream().noneMatch((backfill) -> backfill.state() == BackfillState.FAILED)) {
			this.pause = 0;
			return true;
		}
		if (this.pause == 0) {
			lengthen();
		}
		return System.nanoTime() - this.next >= 0;
	}

	void ended(boolean failed) {
		if (failed) {
			lengthen();
		}
		else {
			this.pause = 0;
		}
	}

	private void lengthen() {
		this.pause = (this.pause == 0) ? FIRST : Math.min(LONGEST, 2 * this.pause);
		this.next = System.nanoTime() + this.pause;
	}

}
