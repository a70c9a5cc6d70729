package io.expandcontract.fleet;

/**
 * Why an instance no longer counts.
 */
public enum GoneBecause {

	/** It withdrew its registration itself. */
	DEREGISTERED,

	/** It was silent, and the database showed none of its sessions. */
	NO_SESSIONS,

	/** It was observed silent for long enough. */
	FORGOTTEN,

	/** A person retired it. */
	RETIRED

}
