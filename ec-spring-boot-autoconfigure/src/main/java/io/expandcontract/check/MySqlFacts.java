package io.expandcontract.check;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Name;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the catalog of MySQL and MariaDB. Of a table that counts as empty it looks at one
 * row.
 */
final class MySqlFacts implements DatabaseFacts {

	private static final Log logger = LogFactory.getLog(MySqlFacts.class);

	/** The first version of MariaDB that copies a table while others write it. */
	private static final int COPIES_ONLINE = 110200;

	private static final String ROWS = """
			select table_rows from information_schema.tables
			where table_schema = coalesce(?, database()) and lower(table_name) = ?
			""";

	/** The table's name in SQL, as the server spells it. */
	private static final String SPELT = """
			select concat('`', replace(table_schema, '`', '``'), '`.`', replace(table_name, '`', '``'), '`')
			from information_schema.tables
			where table_schema = coalesce(?, database()) and lower(table_name) = ?
			""";

	private static final String PARTITIONS = """
			select count(partition_name) from information_schema.partitions
			where table_schema = coalesce(?, database()) and lower(table_name) = ?
			""";

	private static final String CONSTRAINTS = """
			select c.constraint_name, c.constraint_type, (
			         select group_concat(lower(k.column_name) order by k.ordinal_position)
			         from information_schema.key_column_usage k
			         where k.constraint_schema = c.constraint_schema and k.table_name = c.table_name
			         and k.constraint_name = c.constraint_name), (
			         select concat('on delete ', r.delete_rule, ' on update ', r.update_rule)
			         from information_schema.referential_constraints r
			         where r.constraint_schema = c.constraint_schema and r.table_name = c.table_name
			         and r.constraint_name = c.constraint_name)
			from information_schema.table_constraints c
			where c.table_schema = coalesce(?, database()) and lower(c.table_name) = ?
			""";

	private static final String INDEXES = """
			select index_name, group_concat(coalesce(lower(column_name), '') order by seq_in_index), max(non_unique)
			from information_schema.statistics
			where table_schema = coalesce(?, database()) and lower(table_name) = ? group by index_name
			""";

	private static final String TRIGGERS = """
			select trigger_name from information_schema.triggers
			where event_object_schema = coalesce(?, database()) and lower(event_object_table) = ?
			""";

	private static final String TYPE = """
			select column_type from information_schema.columns
			where table_schema = coalesce(?, database()) and lower(table_name) = ? and lower(column_name) = ?
			""";

	private static final String BYTES = """
			select s.maxlen from information_schema.columns c
			join information_schema.character_sets s on s.character_set_name = c.character_set_name
			where c.table_schema = coalesce(?, database()) and lower(c.table_name) = ? and lower(c.column_name) = ?
			""";

	private static final String ROW_VERSIONS = """
			select total_row_versions from information_schema.innodb_tables
			where lower(name) = concat(lower(coalesce(?, database())), '/', ?)
			""";

	private final JdbcTemplate jdbc;

	private final boolean mariaDb;

	private final Map<List<Object>, Object> known = new HashMap<>();

	MySqlFacts(JdbcTemplate jdbc, boolean mariaDb) {
		this.jdbc = jdbc;
		this.mariaDb = mariaDb;
	}

	@Override
	public int version() {
		return once(List.of("version"), () -> {
			String text = this.jdbc.queryForObject("select version()", String.class);
			String[] parts = String.valueOf(text).split("[^0-9]+");
			return Integer.parseInt(parts[0]) * 10000 + Integer.parseInt(parts[1]) * 100 + Integer.parseInt(parts[2]);
		}, 0);
	}

	/**
	 * The estimate of the server may be a day old, so that a table that counts as empty
	 * is looked at.
	 */
	@Override
	public long rows(Name table) {
		return once(List.of(ROWS, table), () -> {
			Long rows = first(this.jdbc.queryForList(ROWS, Long.class, table.schema(), lower(table)));
			if (rows == null || rows > 0) {
				return rows;
			}
			List<String> names = this.jdbc.queryForList(SPELT, String.class, table.schema(), lower(table));
			return names.stream()
				.allMatch(
						(name) -> this.jdbc.queryForList("select 1 from " + name + " limit 1", Integer.class).isEmpty())
								? 0L : -1L;
		}, -1L);
	}

	@Override
	public boolean isPartitioned(Name table) {
		return once(List.of(PARTITIONS, table), () -> {
			Integer count = this.jdbc.queryForObject(PARTITIONS, Integer.class, table.schema(), lower(table));
			return count != null && count > 0;
		}, false);
	}

	@Override
	public List<ConstraintFacts> constraints(Name table) {
		return once(List.of(CONSTRAINTS, table),
				() -> this.jdbc.query(CONSTRAINTS, (row, number) -> constraint(row), table.schema(), lower(table)),
				List.of());
	}

	private static ConstraintFacts constraint(ResultSet row) throws SQLException {
		Kind kind = switch (row.getString(2)) {
			case "PRIMARY KEY" -> Kind.PRIMARY_KEY;
			case "UNIQUE" -> Kind.UNIQUE;
			case "FOREIGN KEY" -> Kind.FOREIGN_KEY;
			default -> Kind.CHECK;
		};
		String definition = row.getString(4);
		return new ConstraintFacts(row.getString(1), kind, columns(row.getString(3)), true,
				(definition != null) ? definition : "");
	}

	private static List<String> columns(@Nullable String names) {
		return (names != null) ? Arrays.asList(names.split(",", -1)) : List.of();
	}

	@Override
	public List<IndexFacts> indexes(Name table) {
		return once(List.of(INDEXES, table), () -> this.jdbc.query(INDEXES,
				(row, number) -> new IndexFacts(row.getString(1), columns(row.getString(2)), row.getInt(3) == 0, true),
				table.schema(), lower(table)), List.of());
	}

	@Override
	public List<String> triggers(Name table) {
		return once(List.of(TRIGGERS, table),
				() -> this.jdbc.queryForList(TRIGGERS, String.class, table.schema(), lower(table)), List.of());
	}

	@Override
	public String columnType(Name table, String column) {
		return once(List.of(TYPE, table, column), () -> first(this.jdbc.queryForList(TYPE, String.class, table.schema(),
				lower(table), column.toLowerCase(Locale.ROOT))), "");
	}

	@Override
	public int bytesPerCharacter(Name table, String column) {
		return once(List.of(BYTES, table, column), () -> first(this.jdbc.queryForList(BYTES, Integer.class,
				table.schema(), lower(table), column.toLowerCase(Locale.ROOT))), -1);
	}

	@Override
	public int rowVersions(Name table) {
		return this.mariaDb ? -1 : once(List.of(ROW_VERSIONS, table),
				() -> first(this.jdbc.queryForList(ROW_VERSIONS, Integer.class, table.schema(), lower(table))), -1);
	}

	@Override
	public boolean copiesWhileOthersWrite() {
		return this.mariaDb && version() >= COPIES_ONLINE && once(List.of("old_mode"), () -> {
			String mode = this.jdbc.queryForObject("select @@old_mode", String.class);
			return !String.valueOf(mode).contains("LOCK_ALTER_TABLE_COPY");
		}, false);
	}

	private static <T> @Nullable T first(List<T> values) {
		return values.isEmpty() ? null : values.get(0);
	}

	private static String lower(Name table) {
		return table.name().toLowerCase(Locale.ROOT);
	}

	@SuppressWarnings("unchecked")
	private <T> T once(List<Object> key, Supplier<@Nullable T> query, T unknown) {
		return (T) this.known.computeIfAbsent(key, (missing) -> {
			try {
				T answer = query.get();
				return (answer != null) ? answer : unknown;
			}
			catch (DataAccessException ex) {
				logger.debug("A fact of the database could not be read", ex);
				return unknown;
			}
		});
	}

}
