package io.expandcontract.backfill;

/**
 * Gives the rows of a range their values.
 */
interface Filling {

	/**
	 * Write what is outstanding.
	 * @return the number of rows written
	 */
	int fill(KeyRange range);

	/**
	 * Count what {@link #fill} would write, and write nothing.
	 */
	long outstanding(KeyRange range);

}
