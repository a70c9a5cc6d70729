package io.expandcontract.safety;

/**
 * What to do with phases that follow from what changesets do.
 */
public enum InferenceMode {

	/**
	 * They are phases like any others, and what must be split or declared stops the boot.
	 */
	ENFORCE,

	/** Only log what would be held back or refused. */
	REPORT,

	/** Look at no changeset. */
	OFF

}
