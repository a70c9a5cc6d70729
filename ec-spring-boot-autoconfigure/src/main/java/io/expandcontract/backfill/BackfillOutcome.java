package io.expandcontract.backfill;

/**
 * How an attempt to work on a backfill ended.
 */
public enum BackfillOutcome {

	/** Everything is copied and verified, now or before. */
	DONE,

	/** The caller said not to proceed; the position is kept and the lease given back. */
	STOPPED,

	/** Someone paused the moving of data; the position is kept. */
	PAUSED,

	/** Someone cancelled the backfill; it begins anew once it is resumed. */
	CANCELLED,

	/**
	 * Another worker holds the lease, or took it over because this one had expired, or
	 * works on another backfill of the same table.
	 */
	TAKEN

}
