package io.expandcontract.backfill;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.expandcontract.changelog.DataChange;
import liquibase.change.AbstractChange;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.ChangeWithColumns;
import liquibase.change.ColumnConfig;
import liquibase.change.DatabaseChange;
import liquibase.change.DatabaseChangeProperty;
import liquibase.database.Database;
import liquibase.database.core.MySQLDatabase;
import liquibase.exception.ValidationErrors;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.RawParameterizedSqlStatement;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * The change {@code backfill}: table, columns and the expressions they receive. The
 * starter runs it in batches while everything serves. On a fresh database, and where
 * Liquibase runs it by itself, it is one plain {@code UPDATE} by the same rules.
 */
@DatabaseChange(name = "backfill", description = "Fills columns of an existing table in small batches",
		priority = ChangeMetaData.PRIORITY_DEFAULT, appliesTo = "table")
public class BackfillChange extends AbstractChange implements DataChange, ChangeWithColumns<ColumnConfig> {

	private @Nullable String schemaName;

	private @Nullable String tableName;

	private List<ColumnConfig> columns = new ArrayList<>();

	private @Nullable String where;

	private @Nullable Boolean beforeTraffic;

	private @Nullable String bean;

	@DatabaseChangeProperty(description = "Schema of the table", requiredForDatabase = "none", supportsDatabase = "all")
	public @Nullable String getSchemaName() {
		return this.schemaName;
	}

	public void setSchemaName(@Nullable String schemaName) {
		this.schemaName = schemaName;
	}

	@DatabaseChangeProperty(description = "Table to fill", requiredForDatabase = "all", supportsDatabase = "all")
	public @Nullable String getTableName() {
		return this.tableName;
	}

	public void setTableName(@Nullable String tableName) {
		this.tableName = tableName;
	}

	@Override
	@DatabaseChangeProperty(description = "Columns, each with its name and valueComputed", requiredForDatabase = "all",
			supportsDatabase = "all")
	public List<ColumnConfig> getColumns() {
		return this.columns;
	}

	@Override
	public void setColumns(List<ColumnConfig> columns) {
		this.columns = columns;
	}

	@Override
	public void addColumn(ColumnConfig column) {
		this.columns.add(column);
	}

	@DatabaseChangeProperty(description = "Condition of the rows to fill; all rows without it",
			requiredForDatabase = "none", supportsDatabase = "all")
	public @Nullable String getWhere() {
		return this.where;
	}

	public void setWhere(@Nullable String where) {
		this.where = where;
	}

	@DatabaseChangeProperty(description = "Whether the release that ships it takes no traffic before it is done",
			requiredForDatabase = "none", supportsDatabase = "all")
	public @Nullable Boolean getBeforeTraffic() {
		return this.beforeTraffic;
	}

	public void setBeforeTraffic(@Nullable Boolean beforeTraffic) {
		this.beforeTraffic = beforeTraffic;
	}

	@DatabaseChangeProperty(description = "Bean of type BackfillFunction that gives the values",
			requiredForDatabase = "none", supportsDatabase = "all")
	public @Nullable String getBean() {
		return this.bean;
	}

	public void setBean(@Nullable String bean) {
		this.bean = bean;
	}

	@Override
	public ValidationErrors validate(Database database) {
		ValidationErrors errors = new ValidationErrors(this);
		if (!StringUtils.hasText(this.tableName)) {
			errors.addError("backfill needs a tableName");
		}
		if (this.columns.isEmpty()) {
			errors.addError("backfill needs at least one column with name and valueComputed");
		}
		for (ColumnConfig column : this.columns) {
			if (!StringUtils.hasText(column.getName())) {
				errors.addError("backfill has a column without name");
			}
			if (this.bean != null && StringUtils.hasText(expression(column))) {
				errors.addError("backfill gives the column " + column.getName()
						+ " both an expression and a bean: leave one of them out");
			}
			if (this.bean == null && !StringUtils.hasText(expression(column))) {
				errors.addError("backfill gives the column " + column.getName()
						+ " no expression: write it as valueComputed, the only kind of value that backfill knows");
			}
		}
		return errors;
	}

	@Override
	public SqlStatement[] generateStatements(Database database) {
		if (this.tableName == null || this.columns.isEmpty()) {
			return new SqlStatement[0];
		}
		if (this.bean != null) {
			BeanFreeRun.check(database, this.tableName, this.bean,
					database.escapeTableName(null, this.schemaName, this.tableName), this.where);
			return new SqlStatement[0];
		}
		List<Assignment> assignments = this.columns.stream()
			.map((column) -> new Assignment(
					database.escapeColumnName(null, this.schemaName, this.tableName, column.getName()),
					expression(column), expression(column), ""))
			.toList();
		Assignment.Difference difference = (database instanceof MySQLDatabase)
				? (left, right, type) -> "not (" + left + " <=> " + right + ")"
				: (left, right, type) -> left + " is distinct from " + right;
		String sql = """
				update %s
				set %s
				where %s""".formatted(database.escapeTableName(null, this.schemaName, this.tableName),
				Assignment.set(assignments), Assignment.outstanding(assignments, this.where, difference));
		return new SqlStatement[] { new RawParameterizedSqlStatement(sql) };
	}

	static String expression(ColumnConfig column) {
		return (column.getValueComputed() != null)
				? Objects.requireNonNullElse(column.getValueComputed().getValue(), "") : "";
	}

	/**
	 * Return that nothing has to be undone: what the columns held before is not needed by
	 * a release that does not know them.
	 */
	@Override
	protected Change[] createInverses() {
		return new Change[0];
	}

	@Override
	public String getConfirmationMessage() {
		return "Filled columns of " + this.tableName;
	}

	@Override
	public String getSerializedObjectNamespace() {
		return GENERIC_CHANGELOG_EXTENSION_NAMESPACE;
	}

}
