package io.expandcontract.status;

/**
 * What the instances of a release mean for the pending contract changesets.
 */
public enum ReleaseVerdict {

	/** The release knows all of them. */
	ALLOWS,

	/** The release does not know one of them, so its instances block. */
	BLOCKS

}
