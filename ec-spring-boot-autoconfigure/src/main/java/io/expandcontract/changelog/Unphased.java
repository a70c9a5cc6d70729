package io.expandcontract.changelog;

/**
 * What to do with a changeset to which no source gives a phase.
 */
public enum Unphased {

	/** Stop the boot, once any changeset has a phase. */
	REFUSE,

	/** Run it as if it were expand. */
	EXPAND

}
