package io.expandcontract.backfill;

import java.sql.Connection;
import java.util.List;

/**
 * A bean of the application that gives rows values that SQL cannot say. A changeset names
 * it with {@code bean}. It is asked again for every row when the backfill is verified, so
 * that it must give the same values for the same row and have no other effect.
 */
@FunctionalInterface
public interface BackfillFunction {

	/**
	 * Give each row its values, with {@link BackfillRow#set}.
	 * @param rows the rows of a batch, in any order
	 * @param connection the connection of the backfill, in the transaction of the batch:
	 * not to be committed, rolled back or closed
	 * @throws Exception if a value cannot be given: the batch is tried again, then cut
	 * down to the rows that fail, which are recorded and left as they are
	 */
	void fill(List<BackfillRow> rows, Connection connection) throws Exception;

}
