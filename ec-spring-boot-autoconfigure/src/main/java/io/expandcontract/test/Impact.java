package io.expandcontract.test;

/**
 * What a statement means for those who read and write the tables that were there before
 * it, from the mildest on.
 */
public enum Impact {

	/** Nobody has to wait. */
	NONE,

	/**
	 * Writers, or readers too, have to wait for an instant: the lock is strong, but what
	 * is done under it does not depend on the size of a table.
	 */
	INSTANT,

	/** It takes as long as the table is large, and the application goes on meanwhile. */
	ONLINE,

	/**
	 * Writers, or readers too, have to wait for as long as the table is large: it is
	 * scanned or rewritten, or an index is built, under a strong lock.
	 */
	BLOCKING

}
