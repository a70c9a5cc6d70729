package io.expandcontract.sync;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import liquibase.change.AbstractChange;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.DatabaseChangeProperty;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The change {@code dropSyncColumns}: drops the triggers that {@code syncColumns} made.
 * It belongs to the contract phase, before the former columns are dropped.
 */
@DatabaseChange(name = "dropSyncColumns", description = "Drops the triggers of syncColumns",
		priority = ChangeMetaData.PRIORITY_DEFAULT, appliesTo = "table")
public class DropSyncColumnsChange extends AbstractChange {

	private @Nullable String schemaName;

	private @Nullable String tableName;

	private @Nullable String columnNames;

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

	@DatabaseChangeProperty(description = "The new columns, with commas, as syncColumns lists them",
			requiredForDatabase = "all", supportsDatabase = "all")
	public @Nullable String getColumnNames() {
		return this.columnNames;
	}

	public void setColumnNames(@Nullable String columnNames) {
		this.columnNames = columnNames;
	}

	/**
	 * Return what is no longer to be kept in step.
	 * @return the table and its new columns, without expressions
	 */
	public ColumnSync sync() {
		List<ColumnSync.Column> columns = Arrays.stream(Objects.toString(this.columnNames, "").split(",", -1))
			.map(String::strip)
			.filter(StringUtils::hasText)
			.map((name) -> new ColumnSync.Column(name, ""))
			.toList();
		return new ColumnSync(this.schemaName, Objects.toString(this.tableName, ""), columns, List.of());
	}

	@Override
	public ValidationErrors validate(Database database) {
		ValidationErrors errors = new ValidationErrors(this);
		if (!SyncTriggers.isSupported(database)) {
			errors.addError("dropSyncColumns needs triggers in SQL, which " + database.getShortName()
					+ " has not. Give the changeset the dbms of its syncColumns");
		}
		if (!StringUtils.hasText(this.tableName) || sync().columns().isEmpty()) {
			errors.addError("dropSyncColumns needs tableName and columnNames, as syncColumns has them");
		}
		return errors;
	}

	@Override
	public SqlStatement[] generateStatements(Database database) {
		return SyncTriggers.of(database, sync())
			.drop()
			.stream()
			.map(SyncTriggers::statement)
			.toArray(SqlStatement[]::new);
	}

	@Override
	public String getConfirmationMessage() {
		return "No longer keeping " + this.columnNames + " of " + this.tableName + " in step";
	}

	@Override
	public String getSerializedObjectNamespace() {
		return GENERIC_CHANGELOG_EXTENSION_NAMESPACE;
	}

}
