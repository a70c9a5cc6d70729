package io.expandcontract.backfill;

/**
 * How long the commits of batches take, compared with how long they took before: a
 * database whose disk or standby is busy shows it there first.
 */
final class CommitLatency {

	/** Nobody minds a commit below this. */
	private static final long UNSUSPICIOUS = 100_000_000L;

	private static final int SUSPICIOUS_FACTOR = 4;

	private static final long LONGEST_REST = 5_000_000_000L;

	private double usual;

	private long rest;

	void took(long nanos) {
		double now = (double) nanos;
		boolean slow = this.usual > 0 && nanos > UNSUSPICIOUS && now > SUSPICIOUS_FACTOR * this.usual;
		this.rest = slow ? Math.min(LONGEST_REST, nanos) : 0;
		this.usual = (this.usual == 0) ? now : 0.9 * this.usual + 0.1 * Math.min(now, 10 * this.usual);
	}

	/**
	 * Return for how long to leave the database alone, and forget it.
	 * @return nanoseconds, as many as the slow commit took
	 */
	long takeRest() {
		long taken = this.rest;
		this.rest = 0;
		return taken;
	}

}
