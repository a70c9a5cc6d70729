package io.expandcontract.backfill;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Values that a bean of the application gives. Its rows are locked while it thinks, so
 * that it never writes over what it did not see.
 */
final class FunctionFilling implements Filling {

	private final JdbcTemplate jdbc;

	private final String name;

	private final KeyColumns key;

	private final @Nullable String where;

	private final Map<String, String> columns;

	private final UnaryOperator<String> quote;

	private final BackfillFunction function;

	/**
	 * Create the filling.
	 * @param columns the columns that it may write, by their names in any case
	 * @param quote quotes a column
	 */
	FunctionFilling(JdbcTemplate jdbc, String name, KeyColumns key, @Nullable String where, Map<String, String> columns,
			UnaryOperator<String> quote, BackfillFunction function) {
		this.quote = quote;
		this.jdbc = jdbc;
		this.name = name;
		this.key = key;
		this.where = where;
		this.columns = columns;
		this.function = function;
	}

	private record Found(List<String> key, BackfillRow row) {
	}

	@Override
	public int fill(KeyRange range) {
		List<Found> rows = filled(range, " for update");
		int written = 0;
		for (Found found : rows) {
			written += write(found);
		}
		return written;
	}

	@Override
	public long outstanding(KeyRange range) {
		return filled(range, "").stream().filter((found) -> !found.row().changes().isEmpty()).count();
	}

	private List<Found> filled(KeyRange range, String lock) {
		List<Found> rows = this.jdbc.query(
				"""
						select %s, t.*
						from %s t
						where %s%s%s
						""".formatted(this.key.texts(), this.name, this.key.condition(range),
						(this.where != null) ? " and (" + this.where + ")" : "", lock),
				(row, index) -> found(row), this.key.arguments(range));
		this.jdbc.execute((ConnectionCallback<Boolean>) (connection) -> {
			call(rows.stream().map(Found::row).toList(), connection);
			return true;
		});
		return rows;
	}

	private Found found(ResultSet row) throws SQLException {
		ResultSetMetaData metadata = row.getMetaData();
		int keys = this.key.columns().size();
		List<String> key = new ArrayList<>();
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (int column = 1; column <= metadata.getColumnCount(); column++) {
			if (column <= keys) {
				key.add(row.getString(column));
			}
			else {
				values.put(JdbcUtils.lookupColumnName(metadata, column), JdbcUtils.getResultSetValue(row, column));
			}
		}
		return new Found(key, new BackfillRow(values, this.columns));
	}

	private void call(List<BackfillRow> rows, Connection connection) throws SQLException {
		if (rows.isEmpty()) {
			return;
		}
		try {
			this.function.fill(rows, connection);
		}
		catch (SQLException | DataAccessException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ValueException(ex);
		}
	}

	private int write(Found found) {
		Map<String, Object> changes = found.row().changes();
		if (changes.isEmpty()) {
			return 0;
		}
		String assignments = changes.keySet()
			.stream()
			.map((column) -> this.quote.apply(column) + " = ?")
			.collect(Collectors.joining(", "));
		List<Object> arguments = new ArrayList<>(changes.values());
		arguments.addAll(found.key());
		return this.jdbc.update("update %s set %s where %s".formatted(this.name, assignments, this.key.equality()),
				arguments.toArray());
	}

}
