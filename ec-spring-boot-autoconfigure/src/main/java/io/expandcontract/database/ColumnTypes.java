package io.expandcontract.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the columns of one table.
 */
final class ColumnTypes {

	private ColumnTypes() {
	}

	static Map<String, String> query(Connection connection, String sql, String schema, String table)
			throws SQLException {
		Map<String, String> types = new LinkedHashMap<>();
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, schema);
			statement.setString(2, table);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					types.put(rows.getString(1), rows.getString(2));
				}
			}
		}
		return types;
	}

}
