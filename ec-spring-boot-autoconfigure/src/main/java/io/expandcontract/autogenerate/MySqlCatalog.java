package io.expandcontract.autogenerate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.expandcontract.autogenerate.Constraint.Action;
import io.expandcontract.autogenerate.Constraint.Check;
import io.expandcontract.autogenerate.Constraint.ForeignKey;
import io.expandcontract.autogenerate.Constraint.Index;
import io.expandcontract.autogenerate.Constraint.PrimaryKey;
import io.expandcontract.autogenerate.Constraint.Unique;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads MySQL's information schema.
 */
class MySqlCatalog extends CatalogReader {

	private static final String TABLES = """
			select TABLE_NAME, TABLE_COMMENT from information_schema.TABLES
			where TABLE_SCHEMA = database() and TABLE_TYPE = 'BASE TABLE'
			""";

	private static final String COLUMNS = """
			select TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE = 'YES', COLUMN_DEFAULT, EXTRA, GENERATION_EXPRESSION,
			  nullif(COLLATION_NAME, @@collation_database), nullif(COLUMN_COMMENT, ''), DATA_TYPE
			from information_schema.COLUMNS
			where TABLE_SCHEMA = database()
			order by TABLE_NAME, ORDINAL_POSITION
			""";

	private static final String FOREIGN_KEYS = """
			select k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_NAME, k.REFERENCED_COLUMN_NAME,
			  r.DELETE_RULE, r.UPDATE_RULE
			from information_schema.KEY_COLUMN_USAGE k
			join information_schema.REFERENTIAL_CONSTRAINTS r on r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA
			  and r.TABLE_NAME = k.TABLE_NAME and r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
			where k.TABLE_SCHEMA = database() and k.REFERENCED_TABLE_NAME is not null
			order by k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION
			""";

	static final String COLUMN = "concat('`', replace(COLUMN_NAME, '`', '``'), '`')";

	private static final String INDEXES = """
			select TABLE_NAME, INDEX_NAME, NON_UNIQUE = 0, COLUMN_NAME,
			  SUB_PART is null and coalesce(COLLATION, 'A') = 'A' and INDEX_TYPE = 'BTREE' and COLUMN_NAME is not null,
			  concat(%s, coalesce(concat('(', SUB_PART, ')'), ''), if(COLLATION = 'D', ' desc', '')), INDEX_TYPE
			from information_schema.STATISTICS
			where TABLE_SCHEMA = database()
			order by TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX
			""";

	private static final String CHECKS = """
			select t.TABLE_NAME, c.CONSTRAINT_NAME, c.CHECK_CLAUSE, null
			from information_schema.CHECK_CONSTRAINTS c
			join information_schema.TABLE_CONSTRAINTS t
			  on t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA and t.CONSTRAINT_NAME = c.CONSTRAINT_NAME
			where c.CONSTRAINT_SCHEMA = database() and t.CONSTRAINT_TYPE = 'CHECK'
			order by t.TABLE_NAME, c.CONSTRAINT_NAME
			""";

	@Override
	Schema read(JdbcTemplate jdbc, Set<String> excluded) {
		TableBuilder tables = new TableBuilder(excluded);
		each(jdbc, TABLES, (row) -> tables.table(row.getString(1), row.getString(2)));
		each(jdbc, COLUMNS, (row) -> tables.column(row.getString(1), column(row)));
		Map<String, ForeignKey> foreignKeys = new LinkedHashMap<>();
		each(jdbc, FOREIGN_KEYS, (row) -> addTo(foreignKeys, row));
		Map<String, Key> keys = new LinkedHashMap<>();
		each(jdbc, INDEXES.formatted(indexed()), (row) -> {
			keys.computeIfAbsent(row.getString(1) + "\n" + row.getString(2), (key) -> new Key()).add(row);
		});
		foreignKeys.forEach((key, foreignKey) -> tables.constraint(tableOf(key),
				keys.containsKey(key) ? foreignKey.withIndex() : foreignKey));
		keys.forEach((key, index) -> {
			if (!foreignKeys.containsKey(key)) {
				tables.constraint(tableOf(key), index.constraint());
			}
		});
		each(jdbc, checks(), (row) -> tables.constraint(row.getString(1),
				new Check(row.getString(2), clause(row), row.getString(4))));
		return new Schema(tables.build(), sequences(jdbc), List.of());
	}

	/**
	 * Return nothing: another schema is another database.
	 */
	@Override
	List<String> elsewhere(JdbcTemplate jdbc) {
		return List.of();
	}

	private static String clause(ResultSet row) throws SQLException {
		return row.getString(3).replaceAll("_[a-z0-9]+\\\\'", "'").replace("\\'", "'");
	}

	private static String tableOf(String key) {
		return key.substring(0, key.indexOf('\n'));
	}

	/**
	 * Return the query for check constraints.
	 * @return SQL for table, name, clause, and the column whose definition it is part of
	 */
	String checks() {
		return CHECKS;
	}

	/**
	 * Return what is indexed.
	 * @return SQL for a column, or an expression in parentheses
	 */
	String indexed() {
		return "coalesce(" + COLUMN
				+ ", concat('(', replace(replace(EXPRESSION, '\\\\''', ''''), '\\\\\\\\', '\\\\'), ')'))";
	}

	/**
	 * Return the default as an SQL expression.
	 * @param value what the catalog shows
	 * @param extra the column's further properties
	 * @param type the type's name
	 * @return SQL, or {@code null} if there is no default
	 */
	@Nullable String defaultValue(@Nullable String value, String extra, String type) {
		if (value == null) {
			return null;
		}
		boolean literal = type.matches(".*(char|text|date|time|timestamp|year|enum|set|binary)");
		if (extra.contains("DEFAULT_GENERATED")) {
			return value.toUpperCase(Locale.ROOT).startsWith("CURRENT_TIMESTAMP") ? value : "(" + value + ")";
		}
		return literal ? "'" + value.replace("'", "''") + "'" : value;
	}

	List<Sequence> sequences(JdbcTemplate jdbc) {
		return List.of();
	}

	private Column column(ResultSet row) throws SQLException {
		String extra = row.getString(6);
		String generated = row.getString(7);
		boolean computed = generated != null && !generated.isEmpty();
		@Nullable String value = defaultValue(row.getString(5), extra, row.getString(10));
		int onUpdate = extra.toLowerCase(Locale.ROOT).indexOf("on update");
		if (value != null && onUpdate >= 0) {
			value = value + " " + extra.substring(onUpdate);
		}
		return new Column(row.getString(2), row.getString(3), row.getBoolean(4), value,
				extra.contains("auto_increment"), computed ? generated : null, row.getString(8), row.getString(9));
	}

	private static void addTo(Map<String, ForeignKey> foreignKeys, ResultSet row) throws SQLException {
		String key = row.getString(1) + "\n" + row.getString(2);
		ForeignKey known = foreignKeys.computeIfAbsent(key, (absent) -> new ForeignKey(tableless(absent),
				new ArrayList<>(), "", new ArrayList<>(), Action.NO_ACTION, Action.NO_ACTION, false));
		known.columns().add(row.getString(3));
		known.targetColumns().add(row.getString(5));
		foreignKeys.put(key, new ForeignKey(known.name(), known.columns(), row.getString(4), known.targetColumns(),
				Action.of(row.getString(6)), Action.of(row.getString(7)), false));
	}

	private static String tableless(String key) {
		return key.substring(key.indexOf('\n') + 1);
	}

	/**
	 * The rows of one index.
	 */
	private static final class Key {

		private final List<String> columns = new ArrayList<>();

		private final List<String> definition = new ArrayList<>();

		private String name = "";

		private String type = "";

		private boolean unique;

		private boolean plain = true;

		void add(ResultSet row) throws SQLException {
			this.name = row.getString(2);
			this.unique = row.getBoolean(3);
			this.plain &= row.getBoolean(5);
			this.columns.add(row.getString(4));
			this.definition.add(row.getString(6));
			this.type = row.getString(7);
		}

		Constraint constraint() {
			if (!this.plain) {
				return new Index(this.name, List.of(), definition());
			}
			if (this.name.equals("PRIMARY")) {
				return new PrimaryKey(this.name, this.columns);
			}
			return this.unique ? new Unique(this.name, this.columns, false) : new Index(this.name, this.columns, null);
		}

		private String definition() {
			String parts = "(" + String.join(", ", this.definition) + ")";
			return switch (this.type) {
				case "FULLTEXT" -> "fulltext " + parts;
				case "SPATIAL", "RTREE" -> "spatial " + parts;
				case "HASH" -> (this.unique ? "unique " : "") + parts + " using hash";
				default -> (this.unique ? "unique " : "") + parts;
			};
		}

	}

}
