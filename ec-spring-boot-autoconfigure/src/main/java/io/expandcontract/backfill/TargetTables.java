package io.expandcontract.backfill;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.expandcontract.backfill.KeyColumns.KeyColumn;
import io.expandcontract.database.Engine;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds tables, their columns and primary keys in the database's metadata. A name counts
 * as written, else in the case that the database gives unquoted names.
 */
final class TargetTables {

	private final JdbcTemplate jdbc;

	private final Engine engine;

	TargetTables(JdbcTemplate jdbc, Engine engine) {
		this.jdbc = jdbc;
		this.engine = engine;
	}

	/**
	 * Resolve the table of a backfill.
	 * @throws BackfillRefusedException if table, column or primary key are missing
	 */
	TargetTable of(Backfill backfill) {
		TargetTable table = this.jdbc.execute((ConnectionCallback<TargetTable>) (connection) -> {
			String schema = (backfill.schema() != null) ? backfill.schema() : defaultSchema(connection);
			for (String candidate : spellings(schema)) {
				for (String name : spellings(backfill.table())) {
					Map<String, String> types = this.engine.columnTypes(connection, candidate, name);
					if (!types.isEmpty()) {
						return resolve(backfill, connection, candidate, name, types);
					}
				}
			}
			throw new BackfillRefusedException(backfill, "there is no such table in the schema " + schema);
		});
		if (table == null) {
			throw new IllegalStateException("No table resolved");
		}
		return table;
	}

	private List<String> spellings(@Nullable String identifier) {
		String name = (identifier != null) ? identifier : "";
		String folded = this.engine.fold(name);
		return name.equals(folded) ? List.of(name) : List.of(name, folded);
	}

	private TargetTable resolve(Backfill backfill, Connection connection, String schema, String table,
			Map<String, String> types) throws SQLException {
		List<KeyColumn> key = primaryKey(connection, schema, table).stream()
			.map((name) -> keyColumn(backfill, name, types.getOrDefault(name, "varchar")))
			.toList();
		if (key.isEmpty()) {
			throw new BackfillRefusedException(backfill,
					"it has no primary key, and batches are cut by the primary key. Add one in an expand changeset");
		}
		List<Assignment> assignments = backfill.columns()
			.stream()
			.map((column) -> assignment(backfill, column, types))
			.toList();
		return new TargetTable(this.jdbc, this.engine.quote(schema) + "." + this.engine.quote(table),
				new KeyColumns(key), Assignment.set(assignments),
				Assignment.outstanding(assignments, backfill.where(), this.engine::differs));
	}

	private KeyColumn keyColumn(Backfill backfill, String column, String type) {
		if (type.endsWith("enum")) {
			throw new BackfillRefusedException(backfill, "its primary key holds " + column
					+ ", which is compared as text and ordered by number, so that no batch could be cut");
		}
		String name = this.engine.quote(column);
		return new KeyColumn(name, this.engine.text(name, type), this.engine.parameter(type));
	}

	/**
	 * Return where tables are that no schema is named for: on MySQL and MariaDB the
	 * catalog.
	 */
	private static @Nullable String defaultSchema(Connection connection) throws SQLException {
		return (connection.getSchema() != null) ? connection.getSchema() : connection.getCatalog();
	}

	private static List<String> primaryKey(Connection connection, String schema, String table) throws SQLException {
		SortedMap<Short, String> columns = new TreeMap<>();
		try (ResultSet rows = (connection.getSchema() != null)
				? connection.getMetaData().getPrimaryKeys(connection.getCatalog(), schema, table)
				: connection.getMetaData().getPrimaryKeys(schema, null, table)) {
			while (rows.next()) {
				columns.put(rows.getShort("KEY_SEQ"), rows.getString("COLUMN_NAME"));
			}
		}
		return List.copyOf(columns.values());
	}

	private Assignment assignment(Backfill backfill, Backfill.Column column, Map<String, String> types) {
		for (String name : spellings(column.name())) {
			String type = types.get(name);
			if (type != null) {
				String stored = cutsWhenCast(type) ? column.expression()
						: "cast((" + column.expression() + ") as " + type + ")";
				return new Assignment(this.engine.quote(name), column.expression(), stored, type);
			}
		}
		throw new BackfillRefusedException(backfill, "it has no column " + column.name());
	}

	/**
	 * Return whether a cast to the type would hide that a value is too long. Casts to
	 * other types round as storing does, so that what was rounded counts as right.
	 */
	private static boolean cutsWhenCast(String type) {
		String name = type.toLowerCase(Locale.ROOT);
		return name.startsWith("char") || name.startsWith("bit") || name.startsWith("binary");
	}

}
