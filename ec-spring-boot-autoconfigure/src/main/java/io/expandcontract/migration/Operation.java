package io.expandcontract.migration;

/**
 * What a run does.
 */
public enum Operation {

	/** Runs expand changesets when a release boots. */
	EXPAND,

	/** Moves data. */
	MIGRATE,

	/** Runs contract changesets. */
	CONTRACT

}
