package io.expandcontract.sample.bench;

/**
 * A changelog of any length: cycles of a table, a column, an index and a row.
 */
final class BenchChangelog {

	private BenchChangelog() {
	}

	static String yaml(int size) {
		StringBuilder yaml = new StringBuilder((size == 0) ? "databaseChangeLog: []\n" : "databaseChangeLog:\n");
		for (int index = 0; index < size; index++) {
			yaml.append("  - changeSet: { id: \"")
				.append(index)
				.append("\", author: ann, changes: [ { ")
				.append(change(index, "t" + index / 4))
				.append(" } ] }\n");
		}
		return yaml.toString();
	}

	private static String change(int index, String table) {
		return switch (index % 4) {
			case 0 -> "createTable: { tableName: " + table
					+ ", columns: [ { column: { name: id, type: bigint, constraints: { primaryKey: true } } } ] }";
			case 1 ->
				"addColumn: { tableName: " + table + ", columns: [ { column: { name: note, type: varchar(100) } } ] }";
			case 2 -> "createIndex: { tableName: " + table + ", indexName: i" + index
					+ ", columns: [ { column: { name: note } } ] }";
			default -> "insert: { tableName: " + table + ", columns: [ { column: { name: id, valueNumeric: 1 } } ] }";
		};
	}

}
