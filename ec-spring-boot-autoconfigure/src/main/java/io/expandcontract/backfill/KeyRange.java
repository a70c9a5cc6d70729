package io.expandcontract.backfill;

import org.jspecify.annotations.Nullable;

/**
 * Rows by their primary key.
 *
 * @param after the key below the first row, or {@code null} for the table's beginning
 * @param upTo the key of the last row, or {@code null} for the table's end
 */
record KeyRange(@Nullable Key after, @Nullable Key upTo) {

	static final KeyRange ALL = new KeyRange(null, null);

	KeyRange from(@Nullable Key key) {
		return new KeyRange(key, this.upTo);
	}

	KeyRange to(@Nullable Key key) {
		return new KeyRange(this.after, key);
	}

	boolean isEmpty() {
		return this.after != null && this.after.equals(this.upTo);
	}

	@Override
	public String toString() {
		return "after " + ((this.after != null) ? this.after : "the beginning") + " up to "
				+ ((this.upTo != null) ? this.upTo : "the end");
	}

}
