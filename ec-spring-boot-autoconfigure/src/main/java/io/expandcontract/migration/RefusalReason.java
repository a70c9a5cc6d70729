package io.expandcontract.migration;

/**
 * Why a run was refused.
 */
public enum RefusalReason {

	/** A live instance lacks a changeset. */
	LIVE_INSTANCES,

	/** Only silent instances lack a changeset, or nobody knows yet who lives. */
	STALE_INSTANCES,

	/** A database session belongs to no live instance. */
	UNKNOWN_SESSIONS,

	/** Instances from before the starter may still live. */
	ADOPTION,

	/** Expand changesets have not run. */
	EXPAND_PENDING,

	/** Data has not been moved. */
	DATA_PENDING,

	/** Data was moved, but a verification found differences. */
	NOT_VERIFIED,

	/** Someone paused the moving of data. */
	PAUSED,

	/** Someone cancelled a backfill. */
	CANCELLED,

	/** Only another release holds the pending contract changesets. */
	ASK_RELEASE,

	/** Another run holds the migration lock. */
	RUN_IN_PROGRESS,

	/** Force is not allowed by configuration. */
	FORCE_DISABLED,

	/** This build's own model still maps what would be removed. */
	MAPPED_BY_MODEL,

	/** This process cannot connect as the user that migrates. */
	NO_MIGRATION_CREDENTIALS

}
