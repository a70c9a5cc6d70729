package io.expandcontract.status;

/**
 * What comes next, and for whom to do it. The same words name the state.
 */
public enum NextAction {

	/** Nothing is left to do. */
	UP_TO_DATE,

	/** Expand changesets are pending: boot an instance of this release. */
	EXPAND,

	/** Data is to be moved, and may be. */
	MIGRATE,

	/** Contract changesets are pending, and the gate is open. */
	CONTRACT,

	/** Instances that lack a changeset still live. */
	WAIT_FOR_INSTANCES,

	/** A run is at work. */
	WAIT_FOR_RUN,

	/** Nothing shows what is right, so a person has to say it. */
	DECIDE,

	/** A run failed or was interrupted, and the next call goes on from there. */
	RECOVER

}
