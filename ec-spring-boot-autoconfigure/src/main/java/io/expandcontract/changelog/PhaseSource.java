package io.expandcontract.changelog;

/**
 * Why a changeset has its phase. The first that answers wins.
 */
public enum PhaseSource {

	/** Its context expression, own or inherited, names the phase. */
	DECLARED,

	/** A parent folder or the file name says it. */
	PATH,

	/** It follows from what the changeset does. */
	INFERRED,

	/** Nothing said it, and {@code phases.unphased} allows that. */
	DEFAULT

}
