package io.expandcontract.fleet;

/**
 * How the gate looks at the database's own sessions.
 */
public enum SessionCheck {

	/** By tag where the database shows tags, else by client address. */
	AUTO,

	/** By tag only. */
	TAGS,

	/** Not at all. */
	OFF

}
