package io.expandcontract.backfill;

import java.time.Duration;

/**
 * Steers the number of rows in a batch towards a duration, at most doubling or halving it
 * each time. Where rows fail it is cut down to them, and grows again from there.
 */
final class BatchSize {

	private static final int SMALLEST = 100;

	private static final int FIRST = 1000;

	private double target;

	private int largest;

	private int rows;

	private int limit = Integer.MAX_VALUE;

	BatchSize(Duration target, int largest) {
		this.target = target.toNanos();
		this.largest = largest;
		this.rows = Math.min(FIRST, largest);
	}

	int rows() {
		return Math.min(this.rows, this.limit);
	}

	/**
	 * Aim at another duration, below another maximum.
	 */
	void aim(Duration duration, int most) {
		this.target = duration.toNanos();
		this.largest = most;
		resize(this.rows);
	}

	void took(long nanos) {
		if (this.limit < this.rows) {
			this.limit = 2 * this.limit;
			return;
		}
		this.limit = Integer.MAX_VALUE;
		double factor = Math.min(2.0, Math.max(0.5, this.target / Math.max(1, nanos)));
		resize(this.rows * factor);
	}

	void shrink() {
		resize(this.rows / 2.0);
	}

	/**
	 * Return whether rows are being looked for that fail.
	 */
	boolean isCutDown() {
		return this.limit != Integer.MAX_VALUE;
	}

	/**
	 * Halve the number of rows, down to a single one.
	 */
	void cutDown() {
		this.limit = Math.max(1, rows() / 2);
	}

	private void resize(double wanted) {
		this.rows = (int) Math.min(this.largest, Math.max(SMALLEST, wanted));
	}

}
