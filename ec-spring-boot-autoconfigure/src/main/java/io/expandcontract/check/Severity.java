package io.expandcontract.check;

/**
 * How much a finding weighs, from the least on.
 */
public enum Severity {

	/** To be known. */
	INFO,

	/** To be looked at. */
	WARN,

	/** Stops the boot before anything runs. */
	FAIL

}
