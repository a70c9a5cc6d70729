package io.expandcontract.status;

/**
 * How far a phase of a checkpoint has come.
 */
public enum CheckpointState {

	/** None of its changesets has yet to run. */
	DONE,

	/** Some have yet to run. */
	PENDING,

	/** Some have yet to run, and a run is at work on the phase. */
	RUNNING

}
