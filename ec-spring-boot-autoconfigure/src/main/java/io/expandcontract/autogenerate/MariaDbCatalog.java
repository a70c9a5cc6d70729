package io.expandcontract.autogenerate;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads MariaDB's information schema, which shows defaults as expressions, checks with
 * their tables, and knows sequences.
 */
final class MariaDbCatalog extends MySqlCatalog {

	@Override
	String checks() {
		return """
				select TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE, if(LEVEL = 'Column', CONSTRAINT_NAME, null)
				from information_schema.CHECK_CONSTRAINTS
				where CONSTRAINT_SCHEMA = database()
				order by TABLE_NAME, CONSTRAINT_NAME
				""";
	}

	/**
	 * Return a column: it indexes no expressions.
	 */
	@Override
	String indexed() {
		return COLUMN;
	}

	@Override
	@Nullable String defaultValue(@Nullable String value, String extra, String type) {
		return (value == null || value.equals("NULL")) ? null : value;
	}

	@Override
	List<Sequence> sequences(JdbcTemplate jdbc) {
		List<String> names = jdbc.queryForList("""
				select TABLE_NAME from information_schema.TABLES
				where TABLE_SCHEMA = database() and TABLE_TYPE = 'SEQUENCE'
				order by TABLE_NAME
				""", String.class);
		return names.stream()
			.map((name) -> Objects.requireNonNull(
					jdbc.queryForObject("select start_value, increment from `" + name.replace("`", "``") + "`",
							(row, number) -> new Sequence(name, row.getLong(1), row.getLong(2)))))
			.toList();
	}

}
