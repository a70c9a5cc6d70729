package io.expandcontract.backfill;

import java.time.Duration;

/**
 * Steers the number of rows in a batch towards a duration, at most doubling or halving it
 * each time.
 */
final class BatchSize {

	private static final int SMALLEST = 100;

	private static final int FIRST = 1000;

	private final double target;

	private final int largest;

	private int rows;

	BatchSize(Duration target, int largest) {
		this.target = target.toNanos();
		this.largest = largest;
		this.rows = Math.min(FIRST, largest);
	}

	int rows() {
		return this.rows;
	}

	void took(long nanos) {
		double factor = Math.min(2.0, Math.max(0.5, this.target / Math.max(1, nanos)));
		resize(this.rows * factor);
	}

	void shrink() {
		resize(this.rows / 2.0);
	}

	private void resize(double wanted) {
		this.rows = (int) Math.min(this.largest, Math.max(SMALLEST, wanted));
	}

}
