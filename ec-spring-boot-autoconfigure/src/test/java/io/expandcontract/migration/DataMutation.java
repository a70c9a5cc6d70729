package io.expandcontract.migration;

/**
 * What somebody might leave out of the protocol that keeps moved data complete.
 */
enum DataMutation {

	NONE,

	/** The worker does not look at the fleet again with the lease in hand. */
	NO_LOOK_WITH_LEASE,

	/** Reopening leaves the worker its token. */
	NO_NEW_TOKEN,

	/** The old image reads and reopens first, and registers then. */
	REGISTERS_LAST,

	/** The old image reopens what is relied on. */
	REOPENS_ANYWAY,

	/** The new release relies on what is reopened. */
	RELIES_ANYWAY,

	/** The new release takes traffic without saying that it relies on the data. */
	RELIES_SILENTLY,

	/** A contract believes what it read before it read the fleet. */
	CONTRACTS_UNVERIFIED

}
