package io.expandcontract.backfill;

/**
 * How far a backfill has come.
 */
public enum BackfillState {

	/** Nobody has begun. */
	PENDING,

	/** Rows are being copied, or wait for a worker to go on. */
	RUNNING,

	/** Every row has been visited; the data is yet to be verified. */
	COPIED,

	/** Verified: every row that shall have a value has it. */
	DONE,

	/** It could not go on, or rows could not be written; resuming tries them again. */
	FAILED,

	/** Someone paused the moving of data; resuming goes on where it stopped. */
	PAUSED,

	/** Someone cancelled it; resuming begins anew. */
	CANCELLED

}
