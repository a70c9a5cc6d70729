package io.expandcontract.fleet;

/**
 * What keeps a contract changeset from running.
 */
public enum BlockerCode {

	/** A live instance does not know the changeset. */
	INSTANCE_LACKS_CHANGESET,

	/**
	 * The database was restarted or promoted a moment ago; nobody knows yet who lives.
	 */
	FLEET_UNOBSERVED,

	/** A database session belongs to no live instance. */
	UNKNOWN_SESSION,

	/** Instances from before the starter may still live. */
	ADOPTION,

	/** An expand changeset before it has not run. */
	EXPAND_PENDING,

	/** A migrate changeset before it is not done. */
	DATA_PENDING,

	/**
	 * A backfill before it is done, but not verified since the last old instance left.
	 */
	NOT_VERIFIED,

	/** This build's own entities are mapped to what would be removed. */
	MAPPED_BY_MODEL,

	/** Only another release holds the changeset. */
	ASK_RELEASE,

	/** An instance lives, where none may. */
	INSTANCE_LIVES

}
