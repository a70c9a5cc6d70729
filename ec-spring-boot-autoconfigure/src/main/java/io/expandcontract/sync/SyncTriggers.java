package io.expandcontract.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.RowExpression;
import liquibase.database.Database;
import liquibase.database.core.MariaDBDatabase;
import liquibase.database.core.MySQLDatabase;
import liquibase.database.core.PostgresDatabase;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.RawSqlStatement;
import liquibase.structure.core.Column;
import liquibase.structure.core.Table;

/**
 * The SQL of the triggers. Whose columns were written is told by comparing values, since
 * an object mapper names all columns that it knows. The new columns win where both were
 * written. What the other side says already is not written again, so that nothing is lost
 * where an expression forgets something; what the backfill writes is left alone.
 */
abstract class SyncTriggers {

	private final Database database;

	private final ColumnSync sync;

	private final Set<String> columns;

	SyncTriggers(Database database, ColumnSync sync) {
		this.database = database;
		this.sync = sync;
		this.columns = sync.all().stream().map(this::name).collect(Collectors.toSet());
	}

	static boolean isSupported(Database database) {
		return database instanceof PostgresDatabase || database instanceof MySQLDatabase;
	}

	static SyncTriggers of(Database database, ColumnSync sync) {
		return (database instanceof MySQLDatabase) ? new MySqlSyncTriggers(database, sync)
				: new PostgreSqlSyncTriggers(database, sync);
	}

	/**
	 * Return what Liquibase runs as it stands. The successor of this type is prepared,
	 * which servers refuse for triggers.
	 * @param sql one statement
	 * @return the statement
	 */
	@SuppressWarnings("deprecation")
	static SqlStatement statement(String sql) {
		return new RawSqlStatement(sql);
	}

	/**
	 * Return the statements that create the triggers.
	 * @param present which of the triggers are there already
	 * @return SQL
	 */
	abstract List<String> create(List<String> present);

	/**
	 * Return the statements that drop the triggers, whether or not they are there.
	 * @return SQL
	 */
	abstract List<String> drop();

	ColumnSync sync() {
		return this.sync;
	}

	Dialect dialect() {
		if (this.database instanceof PostgresDatabase) {
			return Dialect.POSTGRESQL;
		}
		return (this.database instanceof MariaDBDatabase) ? Dialect.MARIADB : Dialect.MYSQL;
	}

	RowExpression expression(ColumnSync.Column column) {
		return RowExpression.of(column.expression(), dialect());
	}

	/**
	 * Return a column's name as the catalog knows it.
	 */
	final String name(ColumnSync.Column column) {
		String escaped = column(column);
		char first = escaped.charAt(0);
		boolean quoted = first == '"' || first == '`';
		return dialect().fold(quoted ? escaped.substring(1, escaped.length() - 1) : escaped, quoted);
	}

	Stream<String> ownSide(ColumnSync.Column column) {
		return (this.sync.columns().contains(column) ? this.sync.columns() : this.sync.formerColumns()).stream()
			.map(this::name);
	}

	String table() {
		return this.database.escapeTableName(null, this.sync.schema(), this.sync.table());
	}

	final String column(ColumnSync.Column column) {
		String escaped = this.database.escapeObjectName(column.name(), Column.class);
		return (escaped != null && !escaped.isEmpty()) ? escaped : " ";
	}

	/**
	 * Return a name beside the table: in its schema.
	 */
	String beside(String name) {
		return this.database.escapeObjectName(null, this.sync.schema(), name, Table.class);
	}

	/**
	 * Return an expression over the row that is about to be written.
	 */
	String value(ColumnSync.Column column) {
		return "(" + expression(column).over("NEW", this.columns::contains) + ")";
	}

	String each(List<ColumnSync.Column> columns, String delimiter, Function<ColumnSync.Column, String> text) {
		return columns.stream().map(text).collect(Collectors.joining(delimiter));
	}

	/**
	 * Return all columns of a row, such as {@code OLD.first_name, OLD.name}.
	 */
	String of(String row, List<ColumnSync.Column> columns) {
		return each(columns, ", ", (column) -> row + "." + column(column));
	}

	static List<String> withoutPresent(Map<String, String> statements, List<String> present) {
		List<String> missing = new ArrayList<>();
		statements.forEach((trigger, sql) -> {
			if (!present.contains(trigger)) {
				missing.add(sql);
			}
		});
		return missing;
	}

}
