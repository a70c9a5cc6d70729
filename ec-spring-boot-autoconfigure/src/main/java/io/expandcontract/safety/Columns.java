package io.expandcontract.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.expandcontract.sql.Column;
import io.expandcontract.sql.Column.Generation;
import io.expandcontract.sql.Constraint;
import io.expandcontract.sql.DataType;
import io.expandcontract.sql.DefaultValue;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Recogniser;
import liquibase.change.ColumnConfig;
import liquibase.change.ConstraintsConfig;
import liquibase.database.Database;
import liquibase.datatype.DataTypeFactory;
import liquibase.statement.DatabaseFunction;
import liquibase.statement.SequenceCurrentValueFunction;
import liquibase.statement.SequenceNextValueFunction;
import org.jspecify.annotations.Nullable;

/**
 * Columns of Liquibase's changes, with types and defaults as this database would be given
 * them.
 */
final class Columns {

	private static final Column UNKNOWN = new Column("c", null, false, null, Generation.NONE, List.of());

	private final Database database;

	private final Identifiers identifiers;

	private final Recogniser recogniser;

	private final Map<String, Column> recognised = new HashMap<>();

	Columns(Database database, Identifiers identifiers, Recogniser recogniser) {
		this.database = database;
		this.identifiers = identifiers;
		this.recogniser = recogniser;
	}

	/**
	 * Tell what a column is.
	 * @param column Liquibase's definition
	 * @param nullable whether it takes null at first, whatever the definition says
	 * @return the column
	 */
	Column of(ColumnConfig column, boolean nullable) {
		Column typed = recognise((column.getType() != null) ? typeOf(column.getType()) : null);
		ConstraintsConfig demands = column.getConstraints();
		boolean notNull = typed.notNull() || isNotNull(demands);
		DefaultValue defaultValue = defaultOf(column.getDefaultValueObject());
		Generation generation = Boolean.TRUE.equals(column.isAutoIncrement()) ? Generation.SEQUENCE
				: typed.generation();
		List<Constraint> constraints = new ArrayList<>(typed.constraints());
		String name = this.identifiers.column(String.valueOf(column.getName()));
		if (demands != null) {
			constraints.addAll(constraints(demands, name));
		}
		return new Column(name, typed.type(), notNull && !nullable,
				(defaultValue != null) ? defaultValue : typed.defaultValue(), generation, List.copyOf(constraints));
	}

	static boolean isNotNull(@Nullable ConstraintsConfig demands) {
		return demands != null
				&& (Boolean.FALSE.equals(demands.isNullable()) || Boolean.TRUE.equals(demands.isPrimaryKey()));
	}

	private List<Constraint> constraints(ConstraintsConfig demands, String column) {
		List<Constraint> constraints = new ArrayList<>();
		List<String> columns = List.of(column);
		if (Boolean.TRUE.equals(demands.isPrimaryKey())) {
			constraints.add(new Constraint(Constraint.Kind.PRIMARY_KEY,
					this.identifiers.constraint(demands.getPrimaryKeyName()), columns, null, true));
		}
		if (Boolean.TRUE.equals(demands.isUnique())) {
			constraints.add(new Constraint(Constraint.Kind.UNIQUE,
					this.identifiers.constraint(demands.getUniqueConstraintName()), columns, null, true));
		}
		if (demands.getCheckConstraint() != null) {
			constraints.add(new Constraint(Constraint.Kind.CHECK, null, columns, null, true));
		}
		String parent = (demands.getReferencedTableName() != null) ? demands.getReferencedTableName()
				: parentOf(demands.getReferences());
		if (parent != null) {
			constraints.add(new Constraint(Constraint.Kind.FOREIGN_KEY,
					this.identifiers.constraint(demands.getForeignKeyName()), columns,
					this.identifiers.table(demands.getReferencedTableSchemaName(), parent),
					!Boolean.FALSE.equals(demands.getValidateForeignKey())));
		}
		return constraints;
	}

	private static @Nullable String parentOf(@Nullable String references) {
		if (references == null) {
			return null;
		}
		int columns = references.indexOf('(');
		String table = ((columns >= 0) ? references.substring(0, columns) : references).trim();
		return table.substring(table.lastIndexOf('.') + 1);
	}

	@Nullable DataType type(@Nullable String type) {
		return (type != null) ? recognise(typeOf(type)).type() : null;
	}

	private String typeOf(String type) {
		try {
			return DataTypeFactory.getInstance()
				.fromDescription(type, this.database)
				.toDatabaseDataType(this.database)
				.toSql();
		}
		catch (RuntimeException ex) {
			return type;
		}
	}

	/**
	 * Tell what kind of default a value is.
	 * @param value as Liquibase read it, or {@code null} without one
	 * @return the default
	 */
	@Nullable DefaultValue defaultOf(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		String text = value.toString();
		if (text.equalsIgnoreCase("null")) {
			return new DefaultValue(DefaultValue.Kind.NULL, text);
		}
		if (value instanceof SequenceNextValueFunction || value instanceof SequenceCurrentValueFunction) {
			return new DefaultValue(DefaultValue.Kind.VOLATILE, text);
		}
		if (value instanceof DatabaseFunction || text.endsWith(")")) {
			DefaultValue recognised = recognise("int default " + text).defaultValue();
			return (recognised != null) ? recognised : new DefaultValue(DefaultValue.Kind.VOLATILE, text);
		}
		return new DefaultValue(DefaultValue.Kind.CONSTANT, text);
	}

	private Column recognise(@Nullable String definition) {
		return (definition == null) ? UNKNOWN : this.recognised.computeIfAbsent(definition, (text) -> {
			List<Operation> operations = this.recogniser.recognise("alter table t add column c " + text)
				.stream()
				.flatMap((statement) -> statement.operations().stream())
				.toList();
			return (operations.size() == 1 && operations.get(0) instanceof Operation.AddColumn added) ? added.column()
					: UNKNOWN;
		});
	}

}
