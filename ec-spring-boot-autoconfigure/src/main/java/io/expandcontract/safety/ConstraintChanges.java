package io.expandcontract.safety;

import java.util.List;
import java.util.Objects;

import io.expandcontract.sql.Constraint;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.Operation.DropConstraint;
import io.expandcontract.sql.Operation.DropIndex;
import io.expandcontract.sql.Recogniser;
import liquibase.change.ColumnConfig;
import liquibase.change.core.AddForeignKeyConstraintChange;
import liquibase.change.core.AddPrimaryKeyChange;
import liquibase.change.core.AddUniqueConstraintChange;
import liquibase.change.core.CreateIndexChange;
import liquibase.change.core.DropAllForeignKeyConstraintsChange;
import liquibase.change.core.DropForeignKeyConstraintChange;
import liquibase.change.core.DropIndexChange;
import liquibase.change.core.DropPrimaryKeyChange;
import liquibase.change.core.DropUniqueConstraintChange;
import org.jspecify.annotations.Nullable;

/**
 * What Liquibase's changes of constraints and indexes do.
 */
final class ConstraintChanges {

	private final Identifiers names;

	ConstraintChanges(Identifiers names) {
		this.names = names;
	}

	List<Operation> addForeignKey(AddForeignKeyConstraintChange change) {
		Name parent = this.names.table(change.getReferencedTableSchemaName(), change.getReferencedTableName());
		return List.of(new AddConstraint(this.names.table(change.getBaseTableSchemaName(), change.getBaseTableName()),
				new Constraint(Kind.FOREIGN_KEY, this.names.constraint(change.getConstraintName()),
						this.names.columns(change.getBaseColumnNames()), parent,
						!Boolean.FALSE.equals(change.getValidate()))));
	}

	List<Operation> addPrimaryKey(AddPrimaryKeyChange change) {
		return List.of(new AddConstraint(this.names.table(change.getSchemaName(), change.getTableName()),
				new Constraint(Kind.PRIMARY_KEY, this.names.constraint(change.getConstraintName()),
						this.names.columns(change.getColumnNames()), null, true, index(change.getForIndexName()),
						false)));
	}

	private @Nullable String index(@Nullable String index) {
		return (index != null) ? this.names.index(index) : null;
	}

	List<Operation> addUnique(AddUniqueConstraintChange change) {
		return List.of(new AddConstraint(this.names.table(change.getSchemaName(), change.getTableName()),
				new Constraint(Kind.UNIQUE, this.names.constraint(change.getConstraintName()),
						this.names.columns(change.getColumnNames()), null, true, index(change.getForIndexName()),
						false)));
	}

	List<Operation> dropForeignKey(DropForeignKeyConstraintChange change) {
		return List.of(new DropConstraint(this.names.table(change.getBaseTableSchemaName(), change.getBaseTableName()),
				Kind.FOREIGN_KEY, this.names.constraint(change.getConstraintName()), false));
	}

	List<Operation> dropForeignKeys(DropAllForeignKeyConstraintsChange change) {
		return List.of(new DropConstraint(this.names.table(change.getBaseTableSchemaName(), change.getBaseTableName()),
				Kind.FOREIGN_KEY, null, false));
	}

	List<Operation> dropPrimaryKey(DropPrimaryKeyChange change) {
		return List.of(new DropConstraint(this.names.table(change.getSchemaName(), change.getTableName()),
				Kind.PRIMARY_KEY, this.names.constraint(change.getConstraintName()), false));
	}

	List<Operation> dropUnique(DropUniqueConstraintChange change) {
		return List.of(new DropConstraint(this.names.table(change.getSchemaName(), change.getTableName()), Kind.UNIQUE,
				this.names.constraint(change.getConstraintName()), false));
	}

	List<Operation> createIndex(CreateIndexChange change) {
		String index = change.getIndexName();
		boolean mayFail = change.getColumns().stream().anyMatch((column) -> !isTotal(column));
		List<String> columns = change.getColumns()
			.stream()
			.filter((column) -> !Boolean.TRUE.equals(column.getComputed()))
			.map(ColumnConfig::getName)
			.filter(Objects::nonNull)
			.map(this.names::column)
			.toList();
		return List.of(new CreateIndex((index != null) ? new Name(null, this.names.index(index)) : null,
				this.names.table(change.getSchemaName(), change.getTableName()), columns,
				Boolean.TRUE.equals(change.isUnique()), false, false, false, false, mayFail));
	}

	List<Operation> dropIndex(DropIndexChange change) {
		Name table = (change.getTableName() != null) ? this.names.table(change.getSchemaName(), change.getTableName())
				: null;
		String schema = this.names.table(change.getSchemaName(), "t").schema();
		return List.of(new DropIndex(new Name(schema, this.names.index(change.getIndexName())), table, false));
	}

	/**
	 * An expression is looked at as the database reads it; one that is not understood may
	 * fail.
	 */
	private boolean isTotal(ColumnConfig column) {
		if (!Boolean.TRUE.equals(column.getComputed())) {
			return true;
		}
		return new Recogniser(this.names.dialect()).recognise("create index i on t ((" + column.getName() + "))")
			.stream()
			.flatMap((statement) -> statement.operations().stream())
			.allMatch((operation) -> operation instanceof CreateIndex create && !create.mayFail());
	}

}
