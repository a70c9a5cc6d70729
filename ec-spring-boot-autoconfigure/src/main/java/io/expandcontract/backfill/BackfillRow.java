package io.expandcontract.backfill;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.LinkedCaseInsensitiveMap;

/**
 * A row of a batch, which a {@link BackfillFunction} reads and gives new values.
 */
public final class BackfillRow {

	private final Map<String, @Nullable Object> present;

	private final Map<String, String> columns;

	private final Map<String, Object> values = new LinkedHashMap<>();

	BackfillRow(Map<String, @Nullable Object> present, Map<String, String> columns) {
		LinkedCaseInsensitiveMap<@Nullable Object> copy = new LinkedCaseInsensitiveMap<>();
		copy.putAll(present);
		this.present = Collections.unmodifiableMap(copy);
		this.columns = columns;
	}

	/**
	 * Return a value.
	 * @param column a column of the table, in any case
	 * @return what the row holds, as the driver reads it
	 * @throws IllegalArgumentException if there is no such column
	 */
	public @Nullable Object get(String column) {
		if (!this.present.containsKey(column)) {
			throw new IllegalArgumentException("The table has no column " + column);
		}
		return this.present.get(column);
	}

	/**
	 * Return a value.
	 * @param column a column of the table, in any case
	 * @param type the type that the driver reads it as
	 * @param <T> the type
	 * @return what the row holds
	 * @throws IllegalArgumentException if there is no such column
	 * @throws ClassCastException if the driver reads it as another type
	 */
	public <T> @Nullable T get(String column, Class<T> type) {
		return type.cast(get(column));
	}

	/**
	 * Give the row a value. What is not set, or set to {@code null}, stays as it is.
	 * @param column a column that the changeset declares, in any case
	 * @param value the value, of a type that the driver writes
	 * @throws IllegalArgumentException if the changeset does not declare the column
	 */
	public void set(String column, @Nullable Object value) {
		String declared = this.columns.get(column);
		if (declared == null) {
			throw new IllegalArgumentException(
					"The changeset does not declare the column " + column + ", but " + this.columns.keySet());
		}
		if (value == null) {
			this.values.remove(declared);
		}
		else {
			this.values.put(declared, value);
		}
	}

	/**
	 * Return the values that differ from what the row holds.
	 */
	Map<String, Object> changes() {
		Map<String, Object> changes = new LinkedHashMap<>();
		this.values.forEach((column, value) -> {
			if (!Values.same(this.present.get(column), value)) {
				changes.put(column, value);
			}
		});
		return changes;
	}

}
