package io.expandcontract.backfill;

import java.time.Duration;

/**
 * How a worker works.
 *
 * @param batchTarget how long a batch shall take
 * @param maxBatchSize the most rows in a batch, at least 1
 * @param lease for how long a worker may be silent before another takes over
 */
public record BackfillSettings(Duration batchTarget, int maxBatchSize, Duration lease) {

	/**
	 * Create the settings.
	 */
	public BackfillSettings {
		if (batchTarget.isNegative() || batchTarget.isZero() || lease.isNegative() || lease.isZero()
				|| maxBatchSize < 1) {
			throw new IllegalArgumentException("Batch target, batch size and lease must be positive");
		}
	}

}
