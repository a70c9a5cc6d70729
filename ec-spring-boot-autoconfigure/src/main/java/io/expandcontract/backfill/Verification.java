package io.expandcontract.backfill;

import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Looks at every row of a table, range by range, for what a backfill has still to write.
 * The last range is open, so that rows inserted meanwhile are seen too.
 */
final class Verification {

	private final TargetTable table;

	private final int rowsPerRange;

	Verification(TargetTable table, int rowsPerRange) {
		this.table = table;
		this.rowsPerRange = rowsPerRange;
	}

	long count() {
		return count(() -> true).orElseThrow();
	}

	/**
	 * Count the rows that differ.
	 * @param proceed asked before every range
	 * @return the number, or empty if it was told to stop
	 */
	OptionalLong count(BooleanSupplier proceed) {
		long outstanding = 0;
		KeyRange rest = KeyRange.ALL.to(this.table.last());
		while (proceed.getAsBoolean()) {
			Key end = (rest.upTo() != null) ? this.table.end(rest, this.rowsPerRange) : null;
			outstanding += this.table.outstanding(rest.to(end));
			if (end == null) {
				return OptionalLong.of(outstanding);
			}
			rest = rest.from(end);
		}
		return OptionalLong.empty();
	}

}
