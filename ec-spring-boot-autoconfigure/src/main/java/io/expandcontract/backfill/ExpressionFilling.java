package io.expandcontract.backfill;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Values that expressions of SQL say: one statement, in which the database does all.
 * <p>
 * A null that stays null is not to be written, but to know it takes computing the
 * expression of every row twice, a tenth of all work. So the first rows of a batch are
 * asked: if none of them stays null, the batch writes whichever do.
 */
final class ExpressionFilling implements Filling {

	private static final int ASKED = 100;

	private final JdbcTemplate jdbc;

	private final String name;

	private final KeyColumns key;

	private final String assignments;

	private final Conditions conditions;

	ExpressionFilling(JdbcTemplate jdbc, String name, KeyColumns key, String assignments, Conditions conditions) {
		this.jdbc = jdbc;
		this.name = name;
		this.key = key;
		this.assignments = assignments;
		this.conditions = conditions;
	}

	/**
	 * Conditions over the rows of a table.
	 *
	 * @param outstanding lack what they shall get
	 * @param nullOrOutstanding lack it, or are null
	 * @param staysNull have a null that stays one
	 */
	record Conditions(String outstanding, String nullOrOutstanding, String staysNull) {

	}

	@Override
	public int fill(KeyRange range) {
		return this.jdbc.update(
				"""
						update %s
						set %s
						where %s
						  and %s
						""".formatted(this.name, this.assignments, this.key.condition(range),
						anyStaysNull(range) ? this.conditions.outstanding : this.conditions.nullOrOutstanding),
				this.key.arguments(range));
	}

	private boolean anyStaysNull(KeyRange range) {
		Integer number = this.jdbc.queryForObject("""
				select count(*)
				from (
				  select case when %s then 1 else 0 end as stays_null
				  from %s
				  where %s
				  order by %s
				  limit %d
				) head
				where stays_null = 1
				""".formatted(this.conditions.staysNull, this.name, this.key.condition(range), this.key.names(), ASKED),
				Integer.class, this.key.arguments(range));
		return number == null || number > 0;
	}

	@Override
	public long outstanding(KeyRange range) {
		Long number = this.jdbc.queryForObject("""
				select count(*)
				from %s
				where %s
				  and %s
				""".formatted(this.name, this.key.condition(range), this.conditions.outstanding), Long.class,
				this.key.arguments(range));
		return (number != null) ? number : 0;
	}

}
