package io.expandcontract.sync;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * Columns to be kept in step.
 *
 * @param schema the table's schema as declared, or {@code null}
 * @param table the table as declared
 * @param columns the columns of the new release, each an expression over the former ones
 * @param formerColumns the columns of the release before, each an expression over the new
 * ones
 */
public record ColumnSync(@Nullable String schema, String table, List<Column> columns, List<Column> formerColumns) {

	/** PostgreSQL's 63 characters, less the longest ending of a trigger. */
	private static final int LONGEST = 56;

	/**
	 * A column and what it receives.
	 *
	 * @param name the column's name as declared
	 * @param expression an SQL expression
	 */
	public record Column(String name, String expression) {
	}

	/**
	 * Return the name that the triggers begin with, so that a person who finds one knows
	 * what it is.
	 * @return letters, digits and underscores
	 */
	public String name() {
		return name(this.table, this.columns.stream().map(Column::name).toList());
	}

	static String name(String table, List<String> columns) {
		String full = "ec_sync_" + table + "_" + String.join("_", columns);
		String plain = full.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
		if (plain.equals(full) && plain.length() <= LONGEST) {
			return plain;
		}
		CRC32 sum = new CRC32();
		sum.update(full.getBytes(StandardCharsets.UTF_8));
		String end = "_" + HexFormat.of().toHexDigits((int) sum.getValue());
		return plain.substring(0, Math.min(plain.length(), LONGEST - end.length())) + end;
	}

	/**
	 * Return all columns.
	 * @return the new ones, then the former ones
	 */
	public List<Column> all() {
		return Stream.concat(this.columns.stream(), this.formerColumns.stream()).toList();
	}

	@Override
	public String toString() {
		return this.formerColumns.stream().map(Column::name).collect(Collectors.joining(", ")) + " and "
				+ this.columns.stream().map(Column::name).collect(Collectors.joining(", ")) + " of " + this.table;
	}

}
