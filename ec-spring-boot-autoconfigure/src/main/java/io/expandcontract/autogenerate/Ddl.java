package io.expandcontract.autogenerate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.expandcontract.autogenerate.Constraint.Check;
import io.expandcontract.autogenerate.Constraint.ForeignKey;
import io.expandcontract.autogenerate.Constraint.Index;
import io.expandcontract.autogenerate.Constraint.PrimaryKey;
import io.expandcontract.autogenerate.Constraint.Unique;
import io.expandcontract.database.Engine;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes of a schema, by Liquibase's own change types where they say all there is
 * to say. One per family of engines.
 */
abstract class Ddl {

	private static final Pattern INDEX_KIND = Pattern.compile("(unique|fulltext|spatial) ");

	private static final Pattern AUTOMATIC = Pattern.compile("CONSTRAINT_[0-9A-F]+(_\\d+)?");

	private static final Pattern QUOTED = Pattern.compile("('(?:[^']|'')*')|([^']+)");

	private final Engine engine;

	private final Names names;

	private final String product;

	private final LiquibaseTypes types;

	Ddl(Engine engine, String product, LiquibaseTypes types) {
		this.types = types;
		this.engine = engine;
		this.names = new Names(engine);
		this.product = product;
	}

	/**
	 * Return the writer for the database behind a connection.
	 */
	static Ddl of(Connection connection) throws SQLException {
		Engine engine = Engine.of(connection);
		String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
		boolean mariaDb = connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
		LiquibaseTypes types = LiquibaseTypes.of(connection);
		return switch (product) {
			case "postgresql" -> new PostgreSqlDdl(engine, types);
			case "mysql", "mariadb" -> new MySqlDdl(engine, mariaDb ? "mariadb" : product, types);
			default -> new H2Ddl(engine, types);
		};
	}

	final Engine engine() {
		return this.engine;
	}

	final Names names() {
		return this.names;
	}

	/**
	 * Return the engine's name in a changeset's attribute {@code dbms}.
	 */
	final String product() {
		return this.product;
	}

	/**
	 * Return a type as authors of changelogs write it.
	 */
	String type(Column column) {
		String lower = QUOTED.matcher(column.type())
			.replaceAll((match) -> java.util.regex.Matcher
				.quoteReplacement((match.group(1) != null) ? match.group(1) : match.group(2).toLowerCase(Locale.ROOT)));
		return lower.replace("character varying", "varchar")
			.replace("character large object", "clob")
			.replace("binary large object", "blob")
			.replace("binary varying", "varbinary")
			.replace(" without time zone", "")
			.replaceAll("^character(?=\\(|$)", "char");
	}

	/**
	 * Return a column's whole definition in SQL.
	 */
	String definition(Column column) {
		return this.names.sql(column.name()) + " " + column.type()
				+ ((column.collation() != null) ? " collate " + this.engine.quote(column.collation()) : "")
				+ ((column.generated() != null) ? " generated always as (" + column.generated() + ")" + stored() : "")
				+ ((column.defaultValue() != null) ? " default " + column.defaultValue() : "")
				+ (column.nullable() ? "" : " not null");
	}

	String stored() {
		return "";
	}

	/**
	 * Return whether only SQL says all there is to say about a column.
	 */
	final boolean isPeculiar(Column column) {
		return column.generated() != null || column.collation() != null || !this.types.keeps(type(column));
	}

	Change addColumn(Table table, Column column) {
		if (isPeculiar(column)) {
			return alter(table, "add column " + definition(column));
		}
		return Change.of("addColumn", "tableName", this.names.attribute(table.name()), "columns",
				List.of(column(column, false)));
	}

	final Change column(Column column, boolean primaryKey) {
		Change constraints = Change.of("constraints", "primaryKey", primaryKey ? Boolean.TRUE : null, "nullable",
				(primaryKey || !column.nullable()) ? Boolean.FALSE : null);
		return Change.of("column", "name", this.names.attribute(column.name()), "type", type(column), "autoIncrement",
				column.autoIncrement() ? Boolean.TRUE : null, "defaultValueComputed", column.defaultValue(), "remarks",
				column.comment(), "constraints", constraints.attributes().isEmpty() ? null : constraints);
	}

	final Change createTable(Table table) {
		PrimaryKey key = table.primaryKey();
		List<Change> columns = table.columns()
			.stream()
			.filter((column) -> !isPeculiar(column))
			.map((column) -> column(column, key != null && isInline(table) && key.columns().contains(column.name())))
			.toList();
		return Change.of("createTable", "tableName", this.names.attribute(table.name()), "remarks", table.comment(),
				"columns", columns);
	}

	/**
	 * Return whether the primary key has its columns in the table's order, so that it can
	 * stand in the table's definition.
	 */
	final boolean isInline(Table table) {
		PrimaryKey key = table.primaryKey();
		return key != null && table.columns()
			.stream()
			.filter((column) -> !isPeculiar(column))
			.map(Column::name)
			.filter(key.columns()::contains)
			.toList()
			.equals(key.columns());
	}

	Change type(Table table, Column column) {
		if (!this.types.keeps(type(column))) {
			return alter(table, "alter column " + this.names.sql(column.name()) + " set data type " + column.type());
		}
		return Change.of("modifyDataType", "tableName", this.names.attribute(table.name()), "columnName",
				this.names.attribute(column.name()), "newDataType", type(column));
	}

	Change notNull(Table table, Column column) {
		return Change.of("addNotNullConstraint", "tableName", this.names.attribute(table.name()), "columnName",
				this.names.attribute(column.name()), "columnDataType", type(column));
	}

	Change nullable(Table table, Column column) {
		return Change.of("dropNotNullConstraint", "tableName", this.names.attribute(table.name()), "columnName",
				this.names.attribute(column.name()), "columnDataType", type(column));
	}

	Change defaultValue(Table table, Column column) {
		return Change.of("addDefaultValue", "tableName", this.names.attribute(table.name()), "columnName",
				this.names.attribute(column.name()), "columnDataType", type(column), "defaultValueComputed",
				column.defaultValue());
	}

	Change comment(Table table, Column column) {
		return Change.of("setColumnRemarks", "tableName", this.names.attribute(table.name()), "columnName",
				this.names.attribute(column.name()), "columnDataType", type(column), "remarks", column.comment());
	}

	final Change dropColumn(Table table, Column column) {
		return Change.of("dropColumn", "tableName", this.names.attribute(table.name()), "columnName",
				this.names.attribute(column.name()));
	}

	final Change alter(Table table, String action) {
		return Change.sql("alter table " + this.names.sql(table.name()) + " " + action);
	}

	final Change add(Table table, Constraint constraint) {
		Name name = this.names.attribute(given(table, constraint));
		Name tableName = this.names.attribute(table.name());
		if (constraint instanceof Unique unique) {
			return Change.of("addUniqueConstraint", "tableName", tableName, "columnNames",
					this.names.attribute(unique.columns()), "constraintName", name);
		}
		if (constraint instanceof ForeignKey key) {
			return Change.of("addForeignKeyConstraint", "baseTableName", tableName, "baseColumnNames",
					this.names.attribute(key.columns()), "referencedTableName", this.names.attribute(key.target()),
					"referencedColumnNames", this.names.attribute(key.targetColumns()), "constraintName", name,
					"onDelete", action(key.onDelete()), "onUpdate", action(key.onUpdate()));
		}
		if (constraint instanceof Check check) {
			return alter(table, "add constraint " + this.names.sql(name.exact()) + " check (" + condition(check) + ")");
		}
		if (constraint instanceof PrimaryKey key) {
			return Change.of("addPrimaryKey", "tableName", tableName, "columnNames",
					this.names.attribute(key.columns()));
		}
		Index index = (Index) constraint;
		return (index.definition() != null) ? peculiar(table, index, index.definition())
				: Change.of("createIndex", "tableName", tableName, "indexName", name, "columns",
						index.columns()
							.stream()
							.map((column) -> Change.of("column", "name", this.names.attribute(column)))
							.toList());
	}

	/**
	 * Return a name that H2 does not give of itself, since it might give it to something
	 * else.
	 */
	private String given(Table table, Constraint constraint) {
		if (!AUTOMATIC.matcher(constraint.name()).matches()) {
			return constraint.name();
		}
		String columns = constraint.columns().isEmpty() ? Integer.toHexString(constraint.hashCode())
				: String.join("_", constraint.columns());
		return this.engine
			.fold(this.names.derived(table.name(), columns, (constraint instanceof Check) ? "_check" : "_key"));
	}

	/**
	 * Return a check's condition, as people write it if it allows a list of values.
	 */
	final String condition(Check check) {
		CheckValues values = CheckValues.of(check.expression());
		return (values != null) ? values.condition(this.names.sql(values.column()), check.expression().contains("'"))
				: check.expression();
	}

	private static @Nullable String action(Constraint.Action action) {
		return (action != Constraint.Action.NO_ACTION) ? action.sql() : null;
	}

	/**
	 * Return the statement that creates an index which no attributes describe.
	 * @param table its table
	 * @param index the index
	 * @param definition its kind, if it has one, and what is indexed
	 * @return the statement
	 */
	Change peculiar(Table table, Index index, String definition) {
		Matcher kind = INDEX_KIND.matcher(definition);
		String before = kind.lookingAt() ? kind.group() : "";
		return Change.sql("create " + before + "index " + this.names.sql(index.name()) + " on "
				+ this.names.sql(table.name()) + " " + definition.substring(before.length()));
	}

	Change drop(Table table, Constraint constraint) {
		Name name = this.names.attribute(constraint.name());
		Name tableName = this.names.attribute(table.name());
		if (constraint instanceof ForeignKey) {
			return Change.of("dropForeignKeyConstraint", "baseTableName", tableName, "constraintName", name);
		}
		if (constraint instanceof Unique unique && !unique.asIndex()) {
			return Change.of("dropUniqueConstraint", "tableName", tableName, "constraintName", name);
		}
		if (constraint instanceof Check check) {
			return alter(table, "drop constraint " + this.names.sql(check.name()));
		}
		return Change.of("dropIndex", "tableName", tableName, "indexName", name);
	}

	/**
	 * Return whether the type of a column can change while foreign keys stand on it.
	 */
	boolean changesKeys() {
		return true;
	}

	/**
	 * Return whether an index stays as long as a foreign key finds its rows by it alone.
	 */
	boolean needsIndexOfKeys() {
		return false;
	}

	/**
	 * Return whether a table can be read and written under a second name, and swap names
	 * with what stood for it at once.
	 */
	boolean hasWritableViews() {
		return false;
	}

	/**
	 * Return what gives a table its new name, which a view has borne.
	 * @return the changes of each changeset
	 */
	List<List<Change>> swap(Table before, Table after) {
		throw new IllegalStateException("No views that can be written through");
	}

	/**
	 * Return whether triggers can be written in SQL.
	 */
	boolean hasTriggers() {
		return true;
	}

	/**
	 * Return a value as another column takes it.
	 */
	String converted(String value, Column from, Column to) {
		TypeName before = TypeName.of(from.type());
		TypeName after = TypeName.of(to.type());
		return (after.holds(before) || after.equals(before)) ? value : "cast(" + value + " as " + to.type() + ")";
	}

	/**
	 * Return what stands before the last blank of a text and what stands behind it.
	 */
	List<String> halves(String text) {
		return List.of("regexp_replace(trim(" + text + "), ' [^ ]*$', '')",
				"coalesce(substring(trim(" + text + ") from ' ([^ ]*)$'), '')");
	}

	/**
	 * Return what tells the safety check that a constraint goes on purpose while old code
	 * runs.
	 */
	String waiver(Constraint constraint) {
		return (constraint instanceof Unique unique && !unique.asIndex())
				? ". ec:waive P43: new code violates it; see that old code does not name it in ON CONFLICT" : "";
	}

	/**
	 * Return further statements that a new table needs.
	 */
	List<Change> initialRows(Table table) {
		return List.of();
	}

}
