package io.expandcontract.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the catalog of MySQL or MariaDB says about a table.
 */
final class MySqlTableFacts {

	private static final String TABLE = """
			select table_type = 'BASE TABLE' as is_stored
			from information_schema.tables
			where table_schema = coalesce(nullif(?, ''), database()) and table_name = ?
			""";

	/** MariaDB shows the default null as a text. */
	private static final String COLUMNS = """
			select c.column_name as name, c.is_nullable = 'YES' as nullable,
			  c.column_default is not null and upper(c.column_default) <> 'NULL' as preset, upper(c.extra) as extra,
			  c.column_key = 'PRI' as is_key,
			  exists (select 1 from information_schema.key_column_usage k
			          join information_schema.referential_constraints r
			            on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name
			            and r.table_name = k.table_name
			          where k.table_schema = c.table_schema and k.table_name = c.table_name
			            and k.column_name = c.column_name and k.referenced_table_name is not null
			            and (r.update_rule not in ('RESTRICT', 'NO ACTION') or r.delete_rule in ('SET NULL', 'SET DEFAULT')))
			    as cascades,
			  exists (select 1 from information_schema.partitions p
			          where p.table_schema = c.table_schema and p.table_name = c.table_name
			            and (locate(c.column_name, coalesce(p.partition_expression, '')) > 0
			                 or locate(c.column_name, coalesce(p.subpartition_expression, '')) > 0)) as partitioned
			from information_schema.columns c
			where c.table_schema = coalesce(nullif(?, ''), database()) and c.table_name = ?
			""";

	private static final String TRIGGERS = """
			select trigger_name as name, action_statement as text
			from information_schema.triggers
			where event_object_schema = coalesce(nullif(?, ''), database()) and event_object_table = ? and action_timing = 'BEFORE'
			""";

	private final JdbcTemplate jdbc;

	MySqlTableFacts(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Look at a table.
	 * @param table its name as SQL writes it, with or without its schema
	 * @return what is known, or {@code null} if there is no such table
	 */
	@Nullable TableFacts of(String table) {
		String[] parts = table.replace("`", "").split("\\.", 2);
		Object[] name = { (parts.length > 1) ? parts[0] : "", parts[parts.length - 1] };
		List<Boolean> stored = this.jdbc.queryForList(TABLE, Boolean.class, name);
		if (stored.isEmpty()) {
			return null;
		}
		Map<String, TableFacts.ColumnFacts> columns = new HashMap<>();
		this.jdbc.query(COLUMNS, (row) -> {
			List<String> reasons = new ArrayList<>();
			String extra = row.getString("extra");
			if (extra.contains("GENERATED") && !extra.contains("DEFAULT_GENERATED")) {
				reasons.add("is computed by the database");
			}
			if (extra.contains("AUTO_INCREMENT")) {
				reasons.add("is numbered by the database");
			}
			if (extra.contains("ON UPDATE")) {
				reasons.add("is set by the database at each update");
			}
			if (row.getBoolean("is_key")) {
				reasons.add("belongs to the primary key, by which rows are known");
			}
			if (row.getBoolean("cascades")) {
				reasons.add("is changed by a cascading foreign key, for which no trigger runs on this database");
			}
			if (row.getBoolean("partitioned")) {
				reasons.add("decides on the partition of its row");
			}
			columns.put(row.getString("name").toLowerCase(Locale.ROOT),
					new TableFacts.ColumnFacts(row.getBoolean("nullable"), row.getBoolean("preset"), reasons));
		}, name);
		Map<String, String> triggers = new HashMap<>();
		this.jdbc.query(TRIGGERS, (row) -> {
			triggers.put(row.getString("name"), row.getString("text"));
		}, name);
		List<String> problems = Boolean.TRUE.equals(stored.get(0)) ? List.of() : List.of("it is no table of rows");
		return new TableFacts(columns, triggers, problems);
	}

}
