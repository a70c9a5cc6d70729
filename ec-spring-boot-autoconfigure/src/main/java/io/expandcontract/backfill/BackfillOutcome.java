package io.expandcontract.backfill;

/**
 * How an attempt to work on a backfill ended.
 */
public enum BackfillOutcome {

	/** Everything is copied and verified, now or before. */
	DONE,

	/** The caller said not to proceed; the position is kept and the lease given back. */
	STOPPED,

	/** Another worker holds the lease, or took it over because this one had expired. */
	TAKEN

}
