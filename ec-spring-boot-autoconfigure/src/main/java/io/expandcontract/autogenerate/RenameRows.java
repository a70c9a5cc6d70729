package io.expandcontract.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.expandcontract.autogenerate.Difference.ColumnRenameSuspected;
import io.expandcontract.autogenerate.Difference.ColumnRenamed;
import io.expandcontract.autogenerate.Difference.TableRenameSuspected;
import io.expandcontract.autogenerate.Difference.TableRenamed;
import org.jspecify.annotations.Nullable;

/**
 * What is done about new names: both names serve until contract.
 */
abstract class RenameRows extends UnmappedRows {

	private final Violators violators;

	private final Map<String, Table> renamed;

	/**
	 * Create the rows.
	 * @param ddl writes changes
	 * @param unmapped what is done about what nothing maps
	 * @param renamed what tables become in contract, by their names
	 */
	RenameRows(Ddl ddl, Unmapped unmapped, Map<String, Table> renamed) {
		super(ddl, unmapped);
		this.violators = new Violators(ddl);
		this.renamed = renamed;
	}

	final Violators violators() {
		return this.violators;
	}

	/**
	 * Return a table as contract changesets name it, which run when it has its new name.
	 */
	final Table contracted(Table table) {
		Table after = this.renamed.get(table.name());
		return (after == null) ? table : new Table(after.name(), table.columns(), table.constraints(), table.comment());
	}

	/**
	 * Return the name of a table as expand changesets find it.
	 */
	final String expanded(String table) {
		return this.renamed.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().name().equalsIgnoreCase(table))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(table);
	}

	@Override
	public Decision tableRenamed(TableRenamed row) {
		if (!ddl().hasWritableViews()) {
			return Decision.ask(
					row.before().name() + " is to become " + row.after().name()
							+ ", and this database cannot write through a view",
					"Keep the name with @Table(name = \"" + names().plain(row.before().name()) + "\")");
		}
		String view = "create view " + names().sql(row.after().name()) + " as select * from "
				+ names().sql(row.before().name());
		List<Step> steps = new ArrayList<>();
		steps.add(Step.of(Place.SHOW, "The new name of the same rows: new code writes through the view",
				Change.sql(view)));
		ddl().swap(row.before(), row.after())
			.forEach((changes) -> steps
				.add(new Step(Place.SWAP, "The table takes the name that the view had", null, changes)));
		return Decision.of(steps.toArray(Step[]::new));
	}

	@Override
	public Decision tableRenameSuspected(TableRenameSuspected row) {
		return Decision.ask(
				"Is the new table " + row.after().name() + " the table " + row.before().name() + ", renamed?",
				"If so, say @RenamedFrom(\"" + names().plain(row.before().name())
						+ "\") on the entity. If not, say @RenamedFrom({})");
	}

	@Override
	public Decision columnRenamed(ColumnRenamed row) {
		Table table = row.table();
		Constraint.PrimaryKey key = table.primaryKey();
		if (key != null && row.before().stream().anyMatch((column) -> key.columns().contains(column.name()))) {
			return Decision.ask(where(table, row.before().get(0)) + " is part of the primary key and is to be renamed",
					"Keep the name with @Column(name = \"" + names().plain(row.before().get(0).name()) + "\")");
		}
		FormerColumns former = new FormerColumns(row, ddl());
		List<String> values = former.values();
		if (values.isEmpty()) {
			return Decision.ask(
					"What does " + where(table, row.after().get(0)) + " receive from "
							+ row.before().stream().map(Column::name).toList() + "?",
					"Say it in @RenamedFrom by valueComputed, and by formerValuesComputed what old code is to see");
		}
		boolean inStep = former.notInStep() == null;
		List<Step> steps = new ArrayList<>();
		row.before().stream().map((column) -> relaxed(table, column)).filter(Objects::nonNull).forEach(steps::add);
		row.after()
			.forEach((column) -> steps.add(Step.of(Place.ADD_COLUMNS, "Nullable, since old code knows nothing of it",
					ddl().addColumn(table, column.asNullable(true).withDefault(null)))));
		Name tableName = names().attribute(table.name());
		if (inStep) {
			steps.add(Step.of(Place.KEEP_IN_STEP, former.commentInStep(),
					Change.of("syncColumns", "tableName", tableName, "columns", columns("column", row.after(), values),
							"formerColumns", columns("formerColumn", row.before(), former.formerValues()))));
			steps.add(Step.of(Place.LEAVE_STEP, "Nothing writes the former columns any more",
					Change.of("dropSyncColumns", "tableName", tableName, "columnNames",
							names().attribute(row.after().stream().map(Column::name).toList()))));
		}
		steps.add(fill(table, row.after(), values, inStep, former.comment()));
		for (Column column : row.after()) {
			if (column.defaultValue() != null) {
				steps.add(Step.of(Place.DEMAND, "Old code would have set it off",
						ddl().defaultValue(contracted(table), column.asNullable(true))));
			}
			if (!column.nullable()) {
				steps.add(demand(table, column));
			}
		}
		row.before()
			.forEach((column) -> steps.add(Step.of(Place.DROP_COLUMNS, "Its successor holds everything",
					ddl().dropColumn(contracted(table), column))));
		return Decision.of(steps.toArray(Step[]::new));
	}

	@Override
	public Decision columnRenameSuspected(ColumnRenameSuspected row) {
		return Decision.ask(
				"Is the new column " + where(row.table(), row.after()) + " the column " + row.before().name()
						+ ", renamed?",
				"If so, say @RenamedFrom(\"" + names().plain(row.before().name())
						+ "\") on the attribute. If not, say @RenamedFrom({})");
	}

	final @Nullable Step relaxed(Table table, Column column) {
		return column.needsValue()
				? Step.of(Place.RELAX, "New code does not write it", ddl().nullable(table, column.asNullable(true)))
				: null;
	}

	final Step fill(Table table, List<Column> columns, List<String> values, boolean inStep, String comment) {
		String where = String.join(" or ",
				columns.stream().map((column) -> names().sql(column.name()) + " is null").toList());
		return Step.of(Place.FILL, comment,
				Change.of("backfill", "tableName", names().attribute(table.name()), "beforeTraffic",
						inStep ? Boolean.TRUE : null, "columns", columns("column", columns, values), "where", where));
	}

	private List<Change> columns(String kind, List<Column> columns, List<String> values) {
		return IntStream.range(0, columns.size())
			.mapToObj((index) -> Change.of(kind, "name", names().attribute(columns.get(index).name()), "valueComputed",
					values.get(index)))
			.toList();
	}

	final Step demand(Table table, Column column) {
		Table later = contracted(table);
		return Step.of(Place.DEMAND, "No code leaves it null any more", ddl().notNull(later, column))
			.onlyIf(this.violators.nulls(later, column));
	}

	static String where(Table table, Column column) {
		return table.name() + "." + column.name();
	}

}
