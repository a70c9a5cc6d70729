package io.expandcontract.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What PostgreSQL's catalog says about a table.
 */
final class PostgreSqlTableFacts {

	private static final String TABLE = """
			select c.oid, c.relkind in ('r', 'p') as stored, c.relhasrules as ruled,
			  c.relkind = 'r' and exists (select from pg_inherits where inhparent = c.oid) as inherited
			from pg_class c
			where c.oid = to_regclass(?)
			""";

	private static final String COLUMNS = """
			select a.attname as name, not a.attnotnull as nullable, a.atthasdef and a.attgenerated = '' as preset,
			  a.attgenerated <> '' as generated, a.attidentity <> '' as identity,
			  exists (select from pg_index i where i.indrelid = a.attrelid and i.indisprimary
			          and a.attnum = any (i.indkey)) as key,
			  exists (select from pg_partitioned_table p where p.partrelid = a.attrelid
			          and a.attnum = any (p.partattrs)) as partitioned
			from pg_attribute a
			where a.attrelid = ? and a.attnum > 0 and not a.attisdropped
			""";

	/** Bit 0 is FOR EACH ROW, bit 1 is BEFORE. */
	private static final String TRIGGERS = """
			select t.tgname as name, p.prosrc || ' ' || pg_get_triggerdef(t.oid) as text
			from pg_trigger t
			join pg_proc p on p.oid = t.tgfoid
			where t.tgrelid = ? and not t.tgisinternal and t.tgenabled <> 'D' and t.tgtype & 3 = 3
			""";

	private final JdbcTemplate jdbc;

	PostgreSqlTableFacts(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Look at a table.
	 * @param table its name as SQL writes it
	 * @return what is known, or {@code null} if there is no such table
	 */
	@Nullable TableFacts of(String table) {
		List<String> problems = new ArrayList<>();
		List<Long> ids = this.jdbc.query(TABLE, (row, index) -> {
			if (!row.getBoolean("stored")) {
				problems.add("it is no table of rows");
			}
			if (row.getBoolean("ruled")) {
				problems.add("it has rewrite rules, which go past triggers");
			}
			if (row.getBoolean("inherited")) {
				problems.add("other tables inherit from it, whose rows its triggers do not see");
			}
			return row.getLong("oid");
		}, table);
		if (ids.isEmpty()) {
			return null;
		}
		Map<String, TableFacts.ColumnFacts> columns = new HashMap<>();
		this.jdbc.query(COLUMNS, (row) -> {
			List<String> reasons = new ArrayList<>();
			if (row.getBoolean("generated")) {
				reasons.add("is computed by the database");
			}
			if (row.getBoolean("identity")) {
				reasons.add("is numbered by the database");
			}
			if (row.getBoolean("key")) {
				reasons.add("belongs to the primary key, by which rows are known");
			}
			if (row.getBoolean("partitioned")) {
				reasons.add("decides on the partition of its row, which is chosen before triggers run");
			}
			columns.put(row.getString("name"),
					new TableFacts.ColumnFacts(row.getBoolean("nullable"), row.getBoolean("preset"), reasons));
		}, ids.get(0));
		Map<String, String> triggers = new HashMap<>();
		this.jdbc.query(TRIGGERS, (row) -> {
			triggers.put(row.getString("name"), row.getString("text"));
		}, ids.get(0));
		return new TableFacts(columns, triggers, problems);
	}

}
