package io.expandcontract.sync;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.sql.Dialect;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds the triggers that are there and enabled. A user who may not see them sees none.
 */
public final class PresentTriggers {

	private static final String POSTGRESQL = """
			select t.tgname, n.nspname, pg_table_is_visible(t.tgrelid)
			from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
			where t.tgname like 'ec\\_sync\\_%' and not t.tgisinternal and t.tgenabled <> 'D'
			""";

	private static final String MYSQL = """
			select trigger_name, event_object_schema, event_object_schema = database()
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
	 * Return which of some columns are kept in step now, in one statement. Triggers of
	 * the same name in another schema keep nothing in step here.
	 * @param declared what was declared
	 * @param defaultSchema Liquibase's default schema, or {@code null} for the schema of
	 * the connection
	 * @return those of which both triggers are there
	 */
	public List<ColumnSync> of(List<ColumnSync> declared, @Nullable String defaultSchema) {
		if (declared.isEmpty() || this.dialect == Dialect.H2) {
			return List.of();
		}
		List<Present> present = this.jdbc.query(this.dialect.isMySqlFamily() ? MYSQL : POSTGRESQL,
				(row, index) -> new Present(row.getString(1), row.getString(2), row.getBoolean(3)));
		return declared.stream().filter((sync) -> {
			String schema = (sync.schema() != null) ? sync.schema() : defaultSchema;
			Set<String> names = present.stream()
				.filter((trigger) -> trigger.isIn(schema))
				.map((trigger) -> trigger.name().toLowerCase(Locale.ROOT))
				.collect(Collectors.toSet());
			return names.contains(sync.name() + "_insert") && names.contains(sync.name() + "_update");
		}).toList();
	}

	private record Present(String name, String schema, boolean visible) {

		boolean isIn(@Nullable String wanted) {
			return (wanted != null) ? this.schema.equalsIgnoreCase(wanted) : this.visible;
		}

	}

}
