package io.expandcontract.migration;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.expandcontract.backfill.BackfillChange;
import io.expandcontract.database.Engine;
import io.expandcontract.sync.DropSyncColumnsChange;
import io.expandcontract.sync.SyncColumnsChange;
import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.change.core.AddColumnChange;
import liquibase.change.core.AddNotNullConstraintChange;
import liquibase.change.core.CreateIndexChange;
import liquibase.change.core.CreateTableChange;
import liquibase.change.core.DropColumnChange;
import liquibase.change.core.DropIndexChange;
import liquibase.change.core.DropNotNullConstraintChange;
import liquibase.change.core.DropTableChange;
import liquibase.change.core.TagDatabaseChange;
import liquibase.changelog.ChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * What shows, by a look at the catalog, that a changeset outside a transaction took
 * effect: a text such as {@code PRESENT INDEX public users users_name_idx}, which any
 * release can check later.
 */
final class Inspection {

	private static final Pattern CREATE_INDEX = Pattern.compile(
			"\\s*create\\s+(?:unique\\s+)?index\\s+concurrently\\s+(?:if\\s+not\\s+exists\\s+)?\"?(\\w+)\"?\\s+on\\s+[\\s\\S]*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern DROP_INDEX = Pattern.compile(
			"\\s*drop\\s+index\\s+concurrently\\s+(?:if\\s+exists\\s+)?(?:\"?\\w+\"?\\.)?\"?(\\w+)\"?\\s*;?\\s*",
			Pattern.CASE_INSENSITIVE);

	/** In the dialect of MySQL, where a trigger's name is its schema's. */
	private static final Pattern CREATE_TRIGGER = Pattern.compile(
			"\\s*create\\s+trigger\\s+(?:if\\s+not\\s+exists\\s+)?`?(\\w+)`?\\s+(?:before|after)\\s[\\s\\S]*",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern DROP_TRIGGER = Pattern
		.compile("\\s*drop\\s+trigger\\s+(?:if\\s+exists\\s+)?`?(\\w+)`?\\s*;?\\s*", Pattern.CASE_INSENSITIVE);

	private static final String NONE = "-";

	/** Of what may run twice, and so need not be looked for. */
	private static final String AGAIN = "PRESENT AGAIN - - -";

	private Inspection() {
	}

	static @Nullable String of(ChangeSet changeSet) {
		if (changeSet.getChanges().size() != 1) {
			return null;
		}
		Change change = changeSet.getChanges().get(0);
		if (change instanceof TagDatabaseChange || change instanceof BackfillChange) {
			return AGAIN;
		}
		if (change instanceof CreateTableChange create) {
			return text("PRESENT", "TABLE", create.getSchemaName(), create.getTableName(), null);
		}
		if (change instanceof DropTableChange drop) {
			return text("ABSENT", "TABLE", drop.getSchemaName(), drop.getTableName(), null);
		}
		if (change instanceof AddColumnChange add && add.getColumns().size() == 1) {
			return text("PRESENT", "COLUMN", add.getSchemaName(), add.getTableName(),
					add.getColumns().get(0).getName());
		}
		if (change instanceof DropColumnChange drop && drop.getColumns().isEmpty()) {
			return text("ABSENT", "COLUMN", drop.getSchemaName(), drop.getTableName(), drop.getColumnName());
		}
		if (change instanceof CreateIndexChange create) {
			return text("PRESENT", "INDEX", create.getSchemaName(), create.getTableName(), create.getIndexName());
		}
		if (change instanceof DropIndexChange drop) {
			return text("ABSENT", "INDEX", drop.getSchemaName(), drop.getTableName(), drop.getIndexName());
		}
		if (change instanceof AddNotNullConstraintChange add) {
			return text("PRESENT", "NOTNULL", add.getSchemaName(), add.getTableName(), add.getColumnName());
		}
		if (change instanceof DropNotNullConstraintChange drop) {
			return text("ABSENT", "NOTNULL", drop.getSchemaName(), drop.getTableName(), drop.getColumnName());
		}
		if (change instanceof SyncColumnsChange made) {
			return text("PRESENT", "TRIGGER", made.getSchemaName(), null, made.sync().name() + "_insert");
		}
		if (change instanceof DropSyncColumnsChange dropped) {
			return text("ABSENT", "TRIGGER", dropped.getSchemaName(), null, dropped.sync().name() + "_insert");
		}
		return (change instanceof AbstractSQLChange sql) ? ofSql(sql) : null;
	}

	private static @Nullable String ofSql(AbstractSQLChange change) {
		String sql = change.getSql();
		if (sql == null || isSeveral(change, sql)) {
			return null;
		}
		Matcher create = CREATE_INDEX.matcher(sql);
		if (create.matches()) {
			return text("PRESENT", "INDEX", null, null, create.group(1));
		}
		Matcher createTrigger = CREATE_TRIGGER.matcher(sql);
		if (createTrigger.matches()) {
			return text("PRESENT", "TRIGGER", null, null, createTrigger.group(1));
		}
		Matcher dropTrigger = DROP_TRIGGER.matcher(sql);
		if (dropTrigger.matches()) {
			return text("ABSENT", "TRIGGER", null, null, dropTrigger.group(1));
		}
		Matcher drop = DROP_INDEX.matcher(sql);
		return drop.matches() ? text("ABSENT", "INDEX", null, null, drop.group(1)) : null;
	}

	/**
	 * Of several statements, what the first made does not show that the last was run.
	 */
	private static boolean isSeveral(AbstractSQLChange change, String sql) {
		String delimiter = (change.getEndDelimiter() != null) ? change.getEndDelimiter() : ";";
		String text = sql.strip();
		int first = text.indexOf(delimiter);
		return !Boolean.FALSE.equals(change.isSplitStatements()) && first >= 0
				&& first < text.length() - delimiter.length();
	}

	private static @Nullable String text(String expected, String kind, @Nullable String schema, @Nullable String table,
			@Nullable String name) {
		if (table == null && name == null) {
			return null;
		}
		return String.join(" ", expected, kind, orNone(schema), orNone(table), orNone(name));
	}

	private static String orNone(@Nullable String text) {
		return (text != null) ? text : NONE;
	}

	/**
	 * Look.
	 * @param inspection what to look for
	 * @param engine the database's strategy
	 * @param connection the migration connection, in autocommit mode
	 * @param defaultSchema where to look if the changeset named no schema
	 * @return whether the changeset took effect
	 * @throws SQLException if the database cannot be asked
	 */
	static boolean tookEffect(String inspection, Engine engine, Connection connection, @Nullable String defaultSchema)
			throws SQLException {
		String[] parts = inspection.split(" ", 5);
		String schema = NONE.equals(parts[2]) ? defaultSchema : engine.fold(parts[2]);
		boolean present = switch (parts[1]) {
			case "AGAIN" -> false;
			case "TABLE" -> isTable(connection.getMetaData(), schema, engine.fold(parts[3]));
			case "COLUMN" -> isColumn(connection.getMetaData(), schema, engine.fold(parts[3]), engine.fold(parts[4]));
			case "NOTNULL" -> isNotNull(connection.getMetaData(), schema, engine.fold(parts[3]), engine.fold(parts[4]));
			case "TRIGGER" -> engine.hasTrigger(connection, schema, engine.fold(parts[4]));
			default -> engine.hasUsableIndex(connection, schema, NONE.equals(parts[3]) ? null : engine.fold(parts[3]),
					engine.fold(parts[4]));
		};
		return present == "PRESENT".equals(parts[0]);
	}

	private static boolean isTable(DatabaseMetaData metadata, @Nullable String schema, String table)
			throws SQLException {
		try (ResultSet rows = metadata.getTables(metadata.getConnection().getCatalog(), schema, escape(metadata, table),
				null)) {
			return rows.next();
		}
	}

	private static boolean isColumn(DatabaseMetaData metadata, @Nullable String schema, String table, String column)
			throws SQLException {
		try (ResultSet rows = metadata.getColumns(metadata.getConnection().getCatalog(), schema,
				escape(metadata, table), escape(metadata, column))) {
			return rows.next();
		}
	}

	private static boolean isNotNull(DatabaseMetaData metadata, @Nullable String schema, String table, String column)
			throws SQLException {
		try (ResultSet rows = metadata.getColumns(metadata.getConnection().getCatalog(), schema,
				escape(metadata, table), escape(metadata, column))) {
			return rows.next() && rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls;
		}
	}

	private static String escape(DatabaseMetaData metadata, String name) throws SQLException {
		return name.replace("_", metadata.getSearchStringEscape() + "_");
	}

}
