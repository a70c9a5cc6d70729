package io.expandcontract.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.expandcontract.sql.RowExpression;
import liquibase.change.AbstractChange;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.ChangeWithColumns;
import liquibase.change.ColumnConfig;
import liquibase.change.DatabaseChange;
import liquibase.change.DatabaseChangeProperty;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The change {@code syncColumns}: triggers carry what the release before writes into the
 * new columns, and back. PostgreSQL, MySQL and MariaDB.
 */
@DatabaseChange(name = "syncColumns", description = "Keeps columns of two releases in step by triggers",
		priority = ChangeMetaData.PRIORITY_DEFAULT, appliesTo = "table")
public class SyncColumnsChange extends AbstractChange implements ChangeWithColumns<ColumnConfig> {

	private @Nullable String schemaName;

	private @Nullable String tableName;

	private List<ColumnConfig> columns = new ArrayList<>();

	private List<FormerColumn> formerColumns = new ArrayList<>();

	@DatabaseChangeProperty(description = "Schema of the table", requiredForDatabase = "none", supportsDatabase = "all")
	public @Nullable String getSchemaName() {
		return this.schemaName;
	}

	public void setSchemaName(@Nullable String schemaName) {
		this.schemaName = schemaName;
	}

	@DatabaseChangeProperty(description = "Table of the columns", requiredForDatabase = "all", supportsDatabase = "all")
	public @Nullable String getTableName() {
		return this.tableName;
	}

	public void setTableName(@Nullable String tableName) {
		this.tableName = tableName;
	}

	@Override
	@DatabaseChangeProperty(description = "New columns, each with its name and valueComputed over the former columns",
			requiredForDatabase = "all", supportsDatabase = "all")
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

	@DatabaseChangeProperty(description = "Former columns, each with its name and valueComputed over the new columns",
			requiredForDatabase = "all", supportsDatabase = "all")
	public List<FormerColumn> getFormerColumns() {
		return this.formerColumns;
	}

	public void setFormerColumns(List<FormerColumn> formerColumns) {
		this.formerColumns = formerColumns;
	}

	/**
	 * Return what is declared.
	 * @return the columns with their expressions, empty where something was forgotten
	 */
	public ColumnSync sync() {
		return new ColumnSync(this.schemaName, Objects.toString(this.tableName, ""),
				this.columns.stream()
					.map((column) -> new ColumnSync.Column(Objects.toString(column.getName(), ""),
							(column.getValueComputed() != null)
									? Objects.toString(column.getValueComputed().getValue(), "") : ""))
					.toList(),
				this.formerColumns.stream()
					.map((column) -> new ColumnSync.Column(Objects.toString(column.getName(), ""),
							Objects.toString(column.getValueComputed(), "")))
					.toList());
	}

	@Override
	public ValidationErrors validate(Database database) {
		ValidationErrors errors = new ValidationErrors(this);
		ColumnSync sync = sync();
		if (!SyncTriggers.isSupported(database)) {
			errors.addError("syncColumns needs triggers in SQL, which " + database.getShortName()
					+ " has not. Give the changeset dbms: \"postgresql, mysql, mariadb\"");
			return errors;
		}
		if (!StringUtils.hasText(sync.table())) {
			errors.addError("syncColumns needs a tableName");
		}
		if (sync.columns().isEmpty() || sync.formerColumns().isEmpty()) {
			errors.addError("syncColumns needs columns and formerColumns, each with name and valueComputed");
		}
		SyncTriggers triggers = SyncTriggers.of(database, sync);
		sync.all().forEach((column) -> check(column, triggers, errors));
		return errors;
	}

	private static void check(ColumnSync.Column column, SyncTriggers triggers, ValidationErrors errors) {
		if (!StringUtils.hasText(column.name())) {
			errors.addError("syncColumns has a column without name");
			return;
		}
		RowExpression expression = triggers.expression(column);
		String refusal = expression.refusal();
		if (refusal != null) {
			errors.addError("The expression of " + column.name() + " cannot keep it in step: " + refusal);
			return;
		}
		triggers.ownSide(column)
			.filter(expression.names()::contains)
			.findFirst()
			.ifPresent((name) -> errors.addError("The expression of " + column.name() + " names " + name
					+ ", a column of its own side; new columns are computed from former ones and former ones from new"));
	}

	/**
	 * Return that statements depend on what is in the database, so that Liquibase makes
	 * them only where they run.
	 */
	@Override
	public boolean generateStatementsVolatile(Database database) {
		return true;
	}

	@Override
	public SqlStatement[] generateStatements(Database database) {
		SyncTriggers triggers = SyncTriggers.of(database, sync());
		SyncedTable table = SyncedTable.of(database, triggers);
		if (table != null) {
			table.requireFit();
		}
		List<String> present = (table != null) ? table.triggersAsDeclared() : List.of();
		return triggers.create(present).stream().map(SyncTriggers::statement).toArray(SqlStatement[]::new);
	}

	@Override
	protected Change[] createInverses() {
		DropSyncColumnsChange drop = new DropSyncColumnsChange();
		drop.setSchemaName(this.schemaName);
		drop.setTableName(this.tableName);
		drop.setColumnNames(String.join(", ", this.columns.stream().map(ColumnConfig::getName).toList()));
		return new Change[] { drop };
	}

	Stream<String> names() {
		return sync().all().stream().map(ColumnSync.Column::name);
	}

	@Override
	public String getConfirmationMessage() {
		return "Keeping " + sync() + " in step";
	}

	@Override
	public String getSerializedObjectNamespace() {
		return GENERIC_CHANGELOG_EXTENSION_NAMESPACE;
	}

}
