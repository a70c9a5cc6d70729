package io.expandcontract.safety;

import io.expandcontract.sql.Column;
import io.expandcontract.sql.DataType;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a column as it is.
 *
 * @param type its type, or {@code null} if it is not understood
 * @param notNull whether it refuses null
 * @param hasDefault whether it has a default or is made by the database
 */
public record ColumnFacts(@Nullable DataType type, boolean notNull, boolean hasDefault) {

	static ColumnFacts of(Column column) {
		return new ColumnFacts(column.type(), column.notNull(), column.generation() != Column.Generation.NONE
				|| (column.defaultValue() != null && column.defaultValue().isValue()));
	}

	boolean isRequired() {
		return this.notNull && !this.hasDefault;
	}

}
