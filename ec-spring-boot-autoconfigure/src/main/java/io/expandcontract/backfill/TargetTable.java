package io.expandcontract.backfill;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table to be filled, resolved against the database: every statement that touches the
 * application's data is here.
 */
final class TargetTable {

	private final JdbcTemplate jdbc;

	private final String name;

	private final KeyColumns key;

	private final String assignments;

	private final String outstanding;

	TargetTable(JdbcTemplate jdbc, String name, KeyColumns key, String assignments, String outstanding) {
		this.jdbc = jdbc;
		this.name = name;
		this.key = key;
		this.assignments = assignments;
		this.outstanding = outstanding;
	}

	/**
	 * Return the greatest key.
	 * @return the key, or {@code null} if the table is empty
	 */
	@Nullable Key last() {
		return first("""
				select %s
				from (select %s from %s order by %s limit 1) last_row
				""".formatted(this.key.texts(), this.key.names(), this.name, this.key.descending()));
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

	long count(KeyRange range) {
		return number("""
				select count(*) from %s where %s
				""".formatted(this.name, this.key.condition(range)), range);
	}

	/**
	 * Write what is outstanding.
	 * @return the number of rows written
	 */
	int fill(KeyRange range) {
		return this.jdbc.update("""
				update %s
				set %s
				where %s
				  and %s
				""".formatted(this.name, this.assignments, this.key.condition(range), this.outstanding),
				this.key.arguments(range));
	}

	/**
	 * Count what {@link #fill} would write.
	 */
	long outstanding(KeyRange range) {
		return number("""
				select count(*)
				from %s
				where %s
				  and %s
				""".formatted(this.name, this.key.condition(range), this.outstanding), range);
	}

	private long number(String sql, KeyRange range) {
		Long number = this.jdbc.queryForObject(sql, Long.class, this.key.arguments(range));
		return (number != null) ? number : 0;
	}

}
