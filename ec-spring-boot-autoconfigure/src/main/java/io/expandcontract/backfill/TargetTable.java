package io.expandcontract.backfill;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table to be filled, resolved against the database: every statement that touches the
 * application's data is here.
 */
final class TargetTable {

	private final JdbcTemplate jdbc;

	private final Name names;

	private final String name;

	private final KeyColumns key;

	private final Filling filling;

	/**
	 * Create the table.
	 * @param jdbc the database
	 * @param names its names
	 * @param key what batches are cut by
	 * @param filling what gives the rows their values
	 */
	TargetTable(JdbcTemplate jdbc, Name names, KeyColumns key, Filling filling) {
		this.jdbc = jdbc;
		this.names = names;
		this.name = names.qualified();
		this.key = key;
		this.filling = filling;
	}

	/**
	 * The names of a table.
	 *
	 * @param schema its schema as metadata knows it
	 * @param table the table as metadata knows it
	 * @param qualified both, quoted
	 */
	record Name(String schema, String table, String qualified) {

		/**
		 * Return the name that every backfill of this table finds it by.
		 */
		String key() {
			return (this.qualified.length() <= 255) ? this.qualified : this.qualified.substring(0, 255);
		}

	}

	Name names() {
		return this.names;
	}

	/**
	 * Return the greatest key.
	 * @return the key, or {@code null} if the table is empty
	 */
	@Nullable Key last() {
		return outermost(this.key.descending());
	}

	/**
	 * Return how to stride from one end of the table to the other.
	 * @param rows the number of its rows, about
	 */
	Stride stride(long rows) {
		return this.key.isWholeNumber() ? Stride.between(outermost(this.key.names()), last(), rows) : Stride.UNKNOWN;
	}

	private @Nullable Key outermost(String order) {
		return first("""
				select %s
				from (select %s from %s order by %s limit 1) last_row
				""".formatted(this.key.texts(), this.key.names(), this.name, order));
	}

	/**
	 * Return the key of the row with which a batch ends.
	 * @return the key, or {@code null} if the range holds fewer rows
	 */
	@Nullable Key end(KeyRange range, int rows) {
		return first("""
				select %s
				from (select %s from %s where %s order by %s limit 1 offset %d) last_row
				""".formatted(this.key.texts(), this.key.names(), this.name, this.key.condition(range),
				this.key.names(), rows - 1), this.key.arguments(range));
	}

	private @Nullable Key first(String sql, Object... arguments) {
		List<Key> keys = this.jdbc.query(sql, (row, index) -> {
			String[] values = new String[this.key.columns().size()];
			for (int column = 0; column < values.length; column++) {
				values[column] = row.getString(column + 1);
			}
			return new Key(List.of(values));
		}, arguments);
		return keys.isEmpty() ? null : keys.get(0);
	}

	/**
	 * Count all rows, however long that takes.
	 */
	long size() {
		Long number = new JdbcTemplate(Objects.requireNonNull(this.jdbc.getDataSource()))
			.queryForObject("select count(*) from " + this.name, Long.class);
		return (number != null) ? number : 0;
	}

	long count(KeyRange range) {
		Long number = this.jdbc.queryForObject("""
				select count(*) from %s where %s
				""".formatted(this.name, this.key.condition(range)), Long.class, this.key.arguments(range));
		return (number != null) ? number : 0;
	}

	/**
	 * Write what is outstanding.
	 * @return the number of rows written
	 */
	int fill(KeyRange range) {
		return this.filling.fill(range);
	}

	/**
	 * Count what {@link #fill} would write.
	 */
	long outstanding(KeyRange range) {
		return this.filling.outstanding(range);
	}

}
