package io.expandcontract.safety;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.ChangeRows;
import io.expandcontract.sql.Operation.RowChange;
import io.expandcontract.sql.Operation.Unknown;
import io.expandcontract.sync.DropSyncColumnsChange;
import io.expandcontract.sync.SyncColumnsChange;
import liquibase.change.Change;
import liquibase.change.core.AddAutoIncrementChange;
import liquibase.change.core.AddColumnChange;
import liquibase.change.core.AddDefaultValueChange;
import liquibase.change.core.AddForeignKeyConstraintChange;
import liquibase.change.core.AddLookupTableChange;
import liquibase.change.core.AddNotNullConstraintChange;
import liquibase.change.core.AddPrimaryKeyChange;
import liquibase.change.core.AddUniqueConstraintChange;
import liquibase.change.core.AlterSequenceChange;
import liquibase.change.core.CreateIndexChange;
import liquibase.change.core.CreateSequenceChange;
import liquibase.change.core.CreateTableChange;
import liquibase.change.core.CreateViewChange;
import liquibase.change.core.DeleteDataChange;
import liquibase.change.core.DropAllForeignKeyConstraintsChange;
import liquibase.change.core.DropColumnChange;
import liquibase.change.core.DropDefaultValueChange;
import liquibase.change.core.DropForeignKeyConstraintChange;
import liquibase.change.core.DropIndexChange;
import liquibase.change.core.DropNotNullConstraintChange;
import liquibase.change.core.DropPrimaryKeyChange;
import liquibase.change.core.DropProcedureChange;
import liquibase.change.core.DropSequenceChange;
import liquibase.change.core.DropTableChange;
import liquibase.change.core.DropUniqueConstraintChange;
import liquibase.change.core.DropViewChange;
import liquibase.change.core.EmptyChange;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.core.InsertDataChange;
import liquibase.change.core.LoadDataChange;
import liquibase.change.core.LoadUpdateDataChange;
import liquibase.change.core.MergeColumnChange;
import liquibase.change.core.ModifyDataTypeChange;
import liquibase.change.core.OutputChange;
import liquibase.change.core.RenameColumnChange;
import liquibase.change.core.RenameSequenceChange;
import liquibase.change.core.RenameTableChange;
import liquibase.change.core.RenameViewChange;
import liquibase.change.core.SetColumnRemarksChange;
import liquibase.change.core.SetTableRemarksChange;
import liquibase.change.core.StopChange;
import liquibase.change.core.TagDatabaseChange;
import liquibase.change.core.UpdateDataChange;
import liquibase.change.custom.CustomChangeWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Every change type of Liquibase that is not SQL by itself, with what it does.
 */
final class ChangeTypes {

	private final Map<Class<? extends Change>, Function<Change, List<Operation>>> types = new LinkedHashMap<>();

	private final Identifiers names;

	ChangeTypes(Identifiers names, Columns columns) {
		this.names = names;
		TableChanges tables = new TableChanges(names, columns);
		add(CreateTableChange.class, tables::create);
		add(DropTableChange.class, tables::drop);
		add(RenameTableChange.class, tables::rename);
		add(SetTableRemarksChange.class, tables::remarks);
		add(AddColumnChange.class, tables::addColumns);
		add(DropColumnChange.class, tables::dropColumns);
		add(RenameColumnChange.class, tables::renameColumn);
		add(ModifyDataTypeChange.class, tables::modifyType);
		add(SetColumnRemarksChange.class, tables::columnRemarks);
		add(AddNotNullConstraintChange.class, tables::addNotNull);
		add(DropNotNullConstraintChange.class, tables::dropNotNull);
		add(AddDefaultValueChange.class, tables::addDefault);
		add(DropDefaultValueChange.class, tables::dropDefault);
		add(AddAutoIncrementChange.class, tables::autoIncrement);
		add(AddLookupTableChange.class, tables::lookupTable);
		add(MergeColumnChange.class, tables::mergeColumns);
		ConstraintChanges constraints = new ConstraintChanges(names);
		add(AddForeignKeyConstraintChange.class, constraints::addForeignKey);
		add(AddPrimaryKeyChange.class, constraints::addPrimaryKey);
		add(AddUniqueConstraintChange.class, constraints::addUnique);
		add(DropForeignKeyConstraintChange.class, constraints::dropForeignKey);
		add(DropAllForeignKeyConstraintsChange.class, constraints::dropForeignKeys);
		add(DropPrimaryKeyChange.class, constraints::dropPrimaryKey);
		add(DropUniqueConstraintChange.class, constraints::dropUnique);
		add(CreateIndexChange.class, constraints::createIndex);
		add(DropIndexChange.class, constraints::dropIndex);
		ObjectChanges objects = new ObjectChanges(names);
		add(CreateViewChange.class, objects::createView);
		add(DropViewChange.class, objects::dropView);
		add(RenameViewChange.class, objects::renameView);
		add(CreateSequenceChange.class, objects::createSequence);
		add(AlterSequenceChange.class, objects::alterSequence);
		add(DropSequenceChange.class, objects::dropSequence);
		add(RenameSequenceChange.class, objects::renameSequence);
		add(DropProcedureChange.class, objects::dropProcedure);
		add(SyncColumnsChange.class, objects::createSync);
		add(DropSyncColumnsChange.class, objects::dropSync);
		add(InsertDataChange.class, (change) -> rows(change.getSchemaName(), change.getTableName(), RowChange.INSERT));
		add(LoadDataChange.class, (change) -> rows(change.getSchemaName(), change.getTableName(), RowChange.INSERT));
		add(LoadUpdateDataChange.class,
				(change) -> rows(change.getSchemaName(), change.getTableName(), RowChange.UPSERT));
		add(UpdateDataChange.class, (change) -> List
			.of(changeRows(change.getSchemaName(), change.getTableName(), RowChange.UPDATE, change.getWhere())));
		add(DeleteDataChange.class, (change) -> List
			.of(changeRows(change.getSchemaName(), change.getTableName(), RowChange.DELETE, change.getWhere())));
		for (Class<? extends Change> nothing : List.of(EmptyChange.class, OutputChange.class, StopChange.class,
				TagDatabaseChange.class)) {
			add(nothing, (change) -> List.of());
		}
		add(CustomChangeWrapper.class, (change) -> unknown("what " + change.getClassName() + " does, nobody sees"));
		add(ExecuteShellCommandChange.class,
				(change) -> unknown("what the command " + change.getExecutable() + " does, nobody sees"));
	}

	private <C extends Change> void add(Class<C> type, Function<C, List<Operation>> effect) {
		this.types.put(type, (change) -> effect.apply(type.cast(change)));
	}

	private List<Operation> rows(@Nullable String schema, String table, RowChange kind) {
		return List.of(changeRows(schema, table, kind, null));
	}

	private ChangeRows changeRows(@Nullable String schema, String table, RowChange kind, @Nullable String where) {
		return new ChangeRows(this.names.table(schema, table), kind, where != null && !where.isBlank());
	}

	private static List<Operation> unknown(String reason) {
		return List.of(new Unknown(reason));
	}

	/**
	 * Tell what a change does.
	 * @param change a change
	 * @return its operations, or {@code null} if its type is not in the list
	 */
	@Nullable List<Operation> operations(Change change) {
		Function<Change, List<Operation>> effect = this.types.get(change.getClass());
		return (effect != null) ? effect.apply(change) : null;
	}

	Set<Class<? extends Change>> types() {
		return this.types.keySet();
	}

}
