package io.expandcontract.check;

/**
 * What a rule warns of.
 */
public enum Danger {

	/** A running release fails. */
	BREAKS,

	/** Readers or writers wait, for as long as a table is large. */
	WAITS,

	/** The server refuses it, or does something else than it says. */
	FAILS,

	/** The schema bears it, but what it lets in or gives away may harm. */
	DATA,

	/** Worth a thought. */
	ADVICE

}
