package io.expandcontract.sync;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.expandcontract.sql.Dialect;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds the triggers that are there and enabled. A user who may not see them sees none.
 */
public final class PresentTriggers {

	private static final String POSTGRESQL = """
			select t.tgname
			from pg_trigger t
			where t.tgname like 'ec\\_sync\\_%' and not t.tgisinternal and t.tgenabled <> 'D'
			""";

	private static final String MYSQL = """
			select trigger_name
			from information_schema.triggers
			where trigger_name like 'ec\\\\_sync\\\\_%'
			""";

	private final JdbcTemplate jdbc;

	private final Dialect dialect;

	/**
	 * Create the finder.
	 * @param jdbc the database
	 * @param dialect its SQL
	 */
	public PresentTriggers(JdbcTemplate jdbc, Dialect dialect) {
		this.jdbc = jdbc;
		this.dialect = dialect;
	}

	/**
	 * Return which of some columns are kept in step now, in one statement.
	 * @param declared what was declared
	 * @return those of which both triggers are there
	 */
	public List<ColumnSync> of(List<ColumnSync> declared) {
		if (declared.isEmpty() || this.dialect == Dialect.H2) {
			return List.of();
		}
		Set<String> names = new HashSet<>();
		this.jdbc.queryForList(this.dialect.isMySqlFamily() ? MYSQL : POSTGRESQL, String.class)
			.forEach((name) -> names.add(name.toLowerCase(Locale.ROOT)));
		return declared.stream()
			.filter((sync) -> names.contains(sync.name() + "_insert") && names.contains(sync.name() + "_update"))
			.toList();
	}

}
