package io.expandcontract.backfill;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Finds what tells the rows of a table apart: the primary key, else the shortest unique
 * index of all rows whose columns are never null. A null would be in no range.
 */
final class KeyFinder {

	private final DatabaseMetaData metadata;

	private final @Nullable String catalog;

	private final @Nullable String schema;

	private final String table;

	private KeyFinder(Connection connection, String schema, String table) throws SQLException {
		this.metadata = connection.getMetaData();
		boolean schemas = connection.getSchema() != null;
		this.catalog = schemas ? connection.getCatalog() : schema;
		this.schema = schemas ? schema : null;
		this.table = table;
	}

	/**
	 * Find the key.
	 * @return its columns in its order, none if there is no such key
	 */
	static List<String> find(Connection connection, String schema, String table) throws SQLException {
		KeyFinder finder = new KeyFinder(connection, schema, table);
		List<String> key = finder.primaryKey();
		return key.isEmpty() ? finder.uniqueKey() : key;
	}

	private List<String> primaryKey() throws SQLException {
		SortedMap<Short, String> columns = new TreeMap<>();
		try (ResultSet rows = this.metadata.getPrimaryKeys(this.catalog, this.schema, this.table)) {
			while (rows.next()) {
				columns.put(rows.getShort("KEY_SEQ"), rows.getString("COLUMN_NAME"));
			}
		}
		return List.copyOf(columns.values());
	}

	private List<String> uniqueKey() throws SQLException {
		Map<String, List<String>> indexes = new TreeMap<>();
		Set<String> partial = new HashSet<>();
		try (ResultSet rows = this.metadata.getIndexInfo(this.catalog, this.schema, this.table, true, true)) {
			while (rows.next()) {
				String index = rows.getString("INDEX_NAME");
				String column = rows.getString("COLUMN_NAME");
				if (index == null || rows.getShort("TYPE") == DatabaseMetaData.tableIndexStatistic) {
					continue;
				}
				if (column == null || rows.getString("FILTER_CONDITION") != null) {
					partial.add(index);
				}
				indexes.computeIfAbsent(index, (name) -> new ArrayList<>()).add(String.valueOf(column));
			}
		}
		Set<String> never = neverNull();
		return indexes.entrySet()
			.stream()
			.filter((index) -> !partial.contains(index.getKey()) && never.containsAll(index.getValue()))
			.map(Map.Entry::getValue)
			.min(Comparator.comparingInt(List::size))
			.orElse(List.of());
	}

	private Set<String> neverNull() throws SQLException {
		Set<String> columns = new HashSet<>();
		try (ResultSet rows = this.metadata.getColumns(this.catalog, this.schema,
				this.table.replace("_", this.metadata.getSearchStringEscape() + "_"), "%")) {
			while (rows.next()) {
				if (rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
						&& this.table.equals(rows.getString("TABLE_NAME"))) {
					columns.add(rows.getString("COLUMN_NAME"));
				}
			}
		}
		return columns;
	}

}
