package io.expandcontract.fleet;

/**
 * What an instance is doing, as far as the fleet knows.
 */
public enum InstanceState {

	/** Registered; takes no traffic yet. */
	STARTING,

	/** Takes traffic. */
	SERVING,

	/** Finishes what it began. */
	DRAINING,

	/** Missed its lease. Still counts, and still blocks. */
	STALE,

	/** Recorded as gone. No longer counts. */
	GONE

}
