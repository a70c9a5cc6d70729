package io.expandcontract.backfill;

import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

import io.expandcontract.database.Engine;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Looks at every row of a table, range by range, for what a backfill has still to write.
 * The last range is open, so that rows inserted meanwhile are seen too. A row whose value
 * cannot be computed counts as outstanding.
 */
final class Verification {

	private static final int MOST_FAILED_ROWS = 1000;

	private final TargetTable table;

	private final Stride stride;

	private final Engine engine;

	private final int rowsPerRange;

	private int failed;

	Verification(TargetTable table, Stride stride, Engine engine, int rowsPerRange) {
		this.table = table;
		this.stride = stride;
		this.engine = engine;
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
		this.failed = 0;
		long outstanding = 0;
		KeyRange rest = KeyRange.ALL.to(this.table.last());
		while (proceed.getAsBoolean()) {
			Key end = (rest.upTo() != null) ? end(rest) : null;
			outstanding += outstanding(rest.to(end), this.rowsPerRange);
			if (end == null) {
				return OptionalLong.of(outstanding);
			}
			rest = rest.from(end);
		}
		return OptionalLong.empty();
	}

	private @Nullable Key end(KeyRange rest) {
		KeyRange computed = this.stride.first(rest, this.rowsPerRange);
		if (computed == null) {
			return this.table.end(rest, this.rowsPerRange);
		}
		return computed.equals(rest) ? null : computed.upTo();
	}

	private long outstanding(KeyRange range, int rows) {
		try {
			return this.table.outstanding(range);
		}
		catch (DataAccessException ex) {
			if (!Failures.isOfRows(ex, this.engine) || this.failed >= MOST_FAILED_ROWS) {
				throw ex;
			}
			int half = Math.max(1, rows / 2);
			Key middle = this.table.end(range, half);
			if (middle == null || rows == 1) {
				return (rows == 1) ? one() : outstanding(range, half);
			}
			return outstanding(range.to(middle), half) + rest(range.from(middle), rows - half);
		}
	}

	private long rest(KeyRange range, int rows) {
		return range.isEmpty() ? 0 : outstanding(range, Math.max(1, rows));
	}

	private long one() {
		this.failed++;
		return 1;
	}

}
