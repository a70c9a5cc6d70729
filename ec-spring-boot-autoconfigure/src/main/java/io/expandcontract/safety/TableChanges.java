package io.expandcontract.safety;

import java.util.ArrayList;
import java.util.List;

import io.expandcontract.sql.Column;
import io.expandcontract.sql.Column.Generation;
import io.expandcontract.sql.Constraint;
import io.expandcontract.sql.DataType;
import io.expandcontract.sql.DefaultValue;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.AlterType;
import io.expandcontract.sql.Operation.Annotate;
import io.expandcontract.sql.Operation.ChangeRows;
import io.expandcontract.sql.Operation.CreateTable;
import io.expandcontract.sql.Operation.DropColumn;
import io.expandcontract.sql.Operation.DropDefault;
import io.expandcontract.sql.Operation.DropNotNull;
import io.expandcontract.sql.Operation.DropTable;
import io.expandcontract.sql.Operation.RedefineColumn;
import io.expandcontract.sql.Operation.RenameColumn;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.Operation.RowChange;
import io.expandcontract.sql.Operation.SetDefault;
import io.expandcontract.sql.Operation.SetNotNull;
import liquibase.change.AddColumnConfig;
import liquibase.change.core.AddAutoIncrementChange;
import liquibase.change.core.AddColumnChange;
import liquibase.change.core.AddDefaultValueChange;
import liquibase.change.core.AddLookupTableChange;
import liquibase.change.core.AddNotNullConstraintChange;
import liquibase.change.core.CreateTableChange;
import liquibase.change.core.DropColumnChange;
import liquibase.change.core.DropDefaultValueChange;
import liquibase.change.core.DropNotNullConstraintChange;
import liquibase.change.core.DropTableChange;
import liquibase.change.core.MergeColumnChange;
import liquibase.change.core.ModifyDataTypeChange;
import liquibase.change.core.RenameColumnChange;
import liquibase.change.core.RenameTableChange;
import liquibase.change.core.SetColumnRemarksChange;
import liquibase.change.core.SetTableRemarksChange;
import org.jspecify.annotations.Nullable;

/**
 * What Liquibase's changes of tables and columns do.
 */
final class TableChanges {

	private final Identifiers names;

	private final Columns columns;

	TableChanges(Identifiers names, Columns columns) {
		this.names = names;
		this.columns = columns;
	}

	List<Operation> create(CreateTableChange change) {
		String type = change.getTableType();
		return List.of(new CreateTable(this.names.table(change.getSchemaName(), change.getTableName()),
				change.getColumns().stream().map((column) -> this.columns.of(column, false)).toList(), List.of(),
				type != null && type.toLowerCase(java.util.Locale.ROOT).contains("temp"), null));
	}

	List<Operation> drop(DropTableChange change) {
		return List.of(new DropTable(this.names.table(change.getSchemaName(), change.getTableName()),
				Boolean.TRUE.equals(change.isCascadeConstraints())));
	}

	List<Operation> rename(RenameTableChange change) {
		return List.of(new RenameTable(this.names.table(change.getSchemaName(), change.getOldTableName()),
				this.names.table(change.getSchemaName(), change.getNewTableName())));
	}

	List<Operation> remarks(SetTableRemarksChange change) {
		return List.of(new Annotate(this.names.table(change.getSchemaName(), change.getTableName()), "comment"));
	}

	/**
	 * A column that is given a value is added without NOT NULL, filled, and then closed.
	 */
	List<Operation> addColumns(AddColumnChange change) {
		Name table = this.names.table(change.getSchemaName(), change.getTableName());
		List<Operation> added = new ArrayList<>();
		List<Operation> closed = new ArrayList<>();
		for (AddColumnConfig config : change.getColumns()) {
			boolean filled = config.getValueObject() != null;
			Column column = this.columns.of(config, filled);
			added.add(new AddColumn(table, column));
			if (filled) {
				added.add(new ChangeRows(table, RowChange.UPDATE, false));
				if (Columns.isNotNull(config.getConstraints())) {
					closed.add(new SetNotNull(table, column.name()));
				}
			}
		}
		added.addAll(closed);
		return added;
	}

	List<Operation> dropColumns(DropColumnChange change) {
		Name table = this.names.table(change.getSchemaName(), change.getTableName());
		List<Operation> dropped = new ArrayList<>();
		if (change.getColumnName() != null) {
			dropped.add(new DropColumn(table, this.names.column(change.getColumnName()), false));
		}
		change.getColumns()
			.forEach((column) -> dropped.add(new DropColumn(table, this.names.column(column.getName()), false)));
		return dropped;
	}

	List<Operation> renameColumn(RenameColumnChange change) {
		return List.of(new RenameColumn(this.names.table(change.getSchemaName(), change.getTableName()),
				this.names.column(change.getOldColumnName()), this.names.column(change.getNewColumnName())));
	}

	/**
	 * MySQL and MariaDB take a whole definition, so that what Liquibase does not repeat
	 * is lost.
	 */
	List<Operation> modifyType(ModifyDataTypeChange change) {
		Name table = this.names.table(change.getSchemaName(), change.getTableName());
		String column = this.names.column(change.getColumnName());
		DataType type = this.columns.type(change.getNewDataType());
		if (this.names.dialect().isMySqlFamily()) {
			return List
				.of(new RedefineColumn(table, new Column(column, type, false, null, Generation.NONE, List.of())));
		}
		return (type != null) ? List.of(new AlterType(table, column, type, false, false))
				: List.of(new Operation.Unknown("the type " + change.getNewDataType() + " is not recognised"));
	}

	List<Operation> columnRemarks(SetColumnRemarksChange change) {
		Name table = this.names.table(change.getSchemaName(), change.getTableName());
		if (this.names.dialect().isMySqlFamily() && change.getColumnDataType() != null) {
			return List.of(new RedefineColumn(table, new Column(this.names.column(change.getColumnName()),
					this.columns.type(change.getColumnDataType()), false, null, Generation.NONE, List.of())));
		}
		return List.of(new Annotate(table, "comment"));
	}

	List<Operation> addNotNull(AddNotNullConstraintChange change) {
		Name table = this.names.table(change.getSchemaName(), change.getTableName());
		Operation closed = new SetNotNull(table, this.names.column(change.getColumnName()));
		return (change.getDefaultNullValue() != null) ? List.of(new ChangeRows(table, RowChange.UPDATE, true), closed)
				: List.of(closed);
	}

	/**
	 * MySQL and MariaDB lose the default with it.
	 */
	List<Operation> dropNotNull(DropNotNullConstraintChange change) {
		if (this.names.dialect().isMySqlFamily() && change.getColumnDataType() != null) {
			return List.of(new RedefineColumn(this.names.table(change.getSchemaName(), change.getTableName()),
					new Column(this.names.column(String.valueOf(change.getColumnName())),
							this.columns.type(change.getColumnDataType()), false, null, Generation.NONE, List.of())));
		}
		return List.of(new DropNotNull(this.names.table(change.getSchemaName(), change.getTableName()),
				this.names.column(String.valueOf(change.getColumnName()))));
	}

	List<Operation> addDefault(AddDefaultValueChange change) {
		Object value = firstOf(change.getDefaultValue(), change.getDefaultValueNumeric(), change.getDefaultValueDate(),
				change.getDefaultValueBoolean(), change.getDefaultValueComputed(),
				change.getDefaultValueSequenceNext());
		DefaultValue defaultValue = this.columns.defaultOf(value);
		return List.of(new SetDefault(this.names.table(change.getSchemaName(), change.getTableName()),
				this.names.column(change.getColumnName()),
				(defaultValue != null) ? defaultValue : new DefaultValue(DefaultValue.Kind.NULL, "null")));
	}

	private static @Nullable Object firstOf(@Nullable Object... values) {
		for (Object value : values) {
			if (value != null) {
				return value;
			}
		}
		return null;
	}

	List<Operation> dropDefault(DropDefaultValueChange change) {
		return List.of(new DropDefault(this.names.table(change.getSchemaName(), change.getTableName()),
				this.names.column(change.getColumnName())));
	}

	List<Operation> autoIncrement(AddAutoIncrementChange change) {
		Name table = this.names.table(change.getSchemaName(), change.getTableName());
		String column = this.names.column(change.getColumnName());
		if (this.names.dialect().isMySqlFamily()) {
			return List.of(new RedefineColumn(table, new Column(column, this.columns.type(change.getColumnDataType()),
					true, null, Generation.SEQUENCE, List.of())));
		}
		return List.of(new SetDefault(table, column, new DefaultValue(DefaultValue.Kind.VOLATILE, "a sequence")));
	}

	List<Operation> lookupTable(AddLookupTableChange change) {
		Name existing = this.names.table(change.getExistingTableSchemaName(), change.getExistingTableName());
		Name lookup = this.names.table(change.getNewTableSchemaName(), change.getNewTableName());
		String key = this.names.column(change.getNewColumnName());
		Column column = new Column(key, this.columns.type(change.getNewColumnDataType()), true, null, Generation.NONE,
				List.of(new Constraint(Constraint.Kind.PRIMARY_KEY, null, List.of(key), null, true)));
		return List.of(new CreateTable(lookup, List.of(column), List.of(), false, null),
				new ChangeRows(lookup, RowChange.INSERT, false),
				new AddConstraint(existing,
						new Constraint(Constraint.Kind.FOREIGN_KEY, this.names.constraint(change.getConstraintName()),
								List.of(this.names.column(change.getExistingColumnName())), lookup, true)));
	}

	List<Operation> mergeColumns(MergeColumnChange change) {
		Name table = this.names.table(change.getSchemaName(), change.getTableName());
		Column merged = new Column(this.names.column(change.getFinalColumnName()),
				this.columns.type(change.getFinalColumnType()), false, null, Generation.NONE, List.of());
		return List.of(new AddColumn(table, merged), new ChangeRows(table, RowChange.UPDATE, false),
				new DropColumn(table, this.names.column(change.getColumn1Name()), false),
				new DropColumn(table, this.names.column(change.getColumn2Name()), false));
	}

}
