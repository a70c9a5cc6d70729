package io.expandcontract.backfill;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Values that expressions of SQL say: one statement, in which the database does all.
 */
final class ExpressionFilling implements Filling {

	private final JdbcTemplate jdbc;

	private final String name;

	private final KeyColumns key;

	private final String assignments;

	private final String outstanding;

	ExpressionFilling(JdbcTemplate jdbc, String name, KeyColumns key, String assignments, String outstanding) {
		this.jdbc = jdbc;
		this.name = name;
		this.key = key;
		this.assignments = assignments;
		this.outstanding = outstanding;
	}

	@Override
	public int fill(KeyRange range) {
		return this.jdbc.update("""
				update %s
				set %s
				where %s
				  and %s
				""".formatted(this.name, this.assignments, this.key.condition(range), this.outstanding),
				this.key.arguments(range));
	}

	@Override
	public long outstanding(KeyRange range) {
		Long number = this.jdbc.queryForObject("""
				select count(*)
				from %s
				where %s
				  and %s
				""".formatted(this.name, this.key.condition(range), this.outstanding), Long.class,
				this.key.arguments(range));
		return (number != null) ? number : 0;
	}

}
