package io.expandcontract.migration;

/**
 * How a run stands. That it runs follows from the session that holds its lock, not from
 * its row.
 */
public enum RunState {

	/** Its session holds the migration lock. */
	RUNNING,

	/** It did all that it could. */
	SUCCEEDED,

	/** It was refused and changed nothing. */
	REFUSED,

	/** A changeset failed. */
	FAILED,

	/** Its session is gone; the next run settles what it left. */
	INTERRUPTED

}
