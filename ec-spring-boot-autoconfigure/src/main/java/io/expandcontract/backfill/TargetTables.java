package io.expandcontract.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.expandcontract.backfill.KeyColumns.KeyColumn;
import io.expandcontract.database.Engine;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.LinkedCaseInsensitiveMap;

/**
 * Finds tables and their columns in the database's metadata. A name counts as written,
 * else in the case that the database gives unquoted names.
 */
final class TargetTables {

	private static final Pattern WHOLE_NUMBER = Pattern
		.compile("(?i)(tiny|small|medium|big)?int(eger)?(\\(\\d+\\))?( unsigned| signed)?");

	private final JdbcTemplate jdbc;

	private final Engine engine;

	private final BackfillExtensions extensions;

	TargetTables(JdbcTemplate jdbc, Engine engine, BackfillExtensions extensions) {
		this.jdbc = jdbc;
		this.engine = engine;
		this.extensions = extensions;
	}

	/**
	 * Resolve the table of a backfill.
	 * @throws BackfillRefusedException if table, column, key or bean are missing
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
		List<KeyColumn> columns = KeyFinder.find(connection, schema, table)
			.stream()
			.map((name) -> keyColumn(backfill, name, types.getOrDefault(name, "varchar")))
			.toList();
		if (columns.isEmpty()) {
			throw new BackfillRefusedException(backfill,
					"it has neither a primary key nor a unique index over columns that are not null, and batches are cut by "
							+ "such a key. Add one in an expand changeset");
		}
		KeyColumns key = new KeyColumns(columns);
		String name = this.engine.quote(schema) + "." + this.engine.quote(table);
		Filling filling = (backfill.bean() != null) ? function(backfill, backfill.bean(), name, key, types)
				: expressions(backfill, name, key, types);
		return new TargetTable(this.jdbc, new TargetTable.Name(schema, table, name), key, filling);
	}

	private Filling expressions(Backfill backfill, String name, KeyColumns key, Map<String, String> types) {
		List<Assignment> assignments = backfill.columns()
			.stream()
			.map((column) -> assignment(backfill, column, types))
			.toList();
		String where = backfill.where();
		return new ExpressionFilling(this.jdbc, name, key, Assignment.set(assignments),
				new ExpressionFilling.Conditions(Assignment.outstanding(assignments, where, this.engine::differs),
						Assignment.nullOrOutstanding(assignments, where, this.engine::differs),
						Assignment.staysNull(assignments, where)));
	}

	private Filling function(Backfill backfill, String bean, String name, KeyColumns key, Map<String, String> types) {
		BackfillFunction function = this.extensions.functions().find(bean);
		if (function == null) {
			throw new BackfillRefusedException(backfill,
					"there is no bean " + bean + " of the type BackfillFunction, which gives it its values");
		}
		Map<String, String> columns = new LinkedCaseInsensitiveMap<>();
		for (Backfill.Column column : backfill.columns()) {
			columns.put(column.name(), column(backfill, column, types));
		}
		return new FunctionFilling(this.jdbc, name, key, backfill.where(), columns, this.engine::quote, function);
	}

	private KeyColumn keyColumn(Backfill backfill, String column, String type) {
		if (type.endsWith("enum")) {
			throw new BackfillRefusedException(backfill, "its key holds " + column
					+ ", which is compared as text and ordered by number, so that no batch could be cut");
		}
		String name = this.engine.quote(column);
		return new KeyColumn(name, this.engine.text(name, type), this.engine.parameter(type),
				WHOLE_NUMBER.matcher(type).matches());
	}

	/**
	 * Return where tables are that no schema is named for: on MySQL and MariaDB the
	 * catalog.
	 */
	private static @Nullable String defaultSchema(Connection connection) throws SQLException {
		return (connection.getSchema() != null) ? connection.getSchema() : connection.getCatalog();
	}

	private Assignment assignment(Backfill backfill, Backfill.Column column, Map<String, String> types) {
		String name = column(backfill, column, types);
		String type = types.getOrDefault(name, "varchar");
		String stored = cutsWhenCast(type) ? column.expression()
				: "cast((" + column.expression() + ") as " + type + ")";
		return new Assignment(this.engine.quote(name), column.expression(), stored, type);
	}

	private String column(Backfill backfill, Backfill.Column column, Map<String, String> types) {
		return spellings(column.name()).stream()
			.filter(types::containsKey)
			.findFirst()
			.orElseThrow(() -> new BackfillRefusedException(backfill, "it has no column " + column.name()));
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
