package io.expandcontract.changelog;

/**
 * When a changeset runs, relative to the releases that are alive.
 */
public enum Phase {

	/** Additive: runs when the new release boots; the old one does not notice. */
	EXPAND,

	/** Data: moves while everything serves. */
	MIGRATE,

	/** Destructive: runs when no live instance lacks it. */
	CONTRACT

}
