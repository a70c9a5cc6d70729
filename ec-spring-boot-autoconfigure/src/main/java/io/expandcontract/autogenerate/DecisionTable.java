package io.expandcontract.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.expandcontract.autogenerate.Constraint.ForeignKey;
import io.expandcontract.autogenerate.Constraint.Index;
import io.expandcontract.autogenerate.Constraint.Unique;
import io.expandcontract.autogenerate.Difference.CheckChanged;
import io.expandcontract.autogenerate.Difference.ColumnAdded;
import io.expandcontract.autogenerate.Difference.ColumnRedefined;
import io.expandcontract.autogenerate.Difference.ColumnRemoved;
import io.expandcontract.autogenerate.Difference.ColumnRenameSuspected;
import io.expandcontract.autogenerate.Difference.ColumnRenamed;
import io.expandcontract.autogenerate.Difference.CommentChanged;
import io.expandcontract.autogenerate.Difference.ConstraintAdded;
import io.expandcontract.autogenerate.Difference.ConstraintRemoved;
import io.expandcontract.autogenerate.Difference.DefaultChanged;
import io.expandcontract.autogenerate.Difference.NullabilityChanged;
import io.expandcontract.autogenerate.Difference.PrimaryKeyChanged;
import io.expandcontract.autogenerate.Difference.TableAdded;
import io.expandcontract.autogenerate.Difference.TableRemoved;
import io.expandcontract.autogenerate.Difference.TableRenameSuspected;
import io.expandcontract.autogenerate.Difference.TableRenamed;
import io.expandcontract.autogenerate.Difference.TypeChanged;
import org.jspecify.annotations.Nullable;

/**
 * What is done about each kind of difference, one method a row. The rule behind all of
 * them: in expand, whatever the running release does still works; what new code could not
 * bear goes before it comes; what old code needs stays until no old code is left.
 */
final class DecisionTable extends UnmappedRows {

	private final Schema before;

	private final Violators violators;

	DecisionTable(Ddl ddl, Schema before, Unmapped unmapped) {
		super(ddl, unmapped);
		this.before = before;
		this.violators = new Violators(ddl);
	}

	@Override
	public Decision tableAdded(TableAdded row) {
		Table table = row.table();
		List<Step> steps = new ArrayList<>();
		steps.add(Step.of(Place.CREATE_TABLES, "New table", ddl().createTable(table)));
		table.columns()
			.stream()
			.filter(ddl()::isPeculiar)
			.forEach((column) -> steps.add(Step.of(Place.ADD_COLUMNS, "New column", ddl().addColumn(table, column))));
		table.constraints()
			.stream()
			.filter((constraint) -> !(constraint instanceof ForeignKey))
			.filter((constraint) -> !(constraint instanceof Constraint.PrimaryKey) || !ddl().isInline(table))
			.forEach((constraint) -> steps
				.add(Step.of(Place.ADD_COLUMNS, "Part of a new table", ddl().add(table, constraint))));
		ddl().initialRows(table).forEach((row1) -> steps.add(Step.of(Place.ADD_COLUMNS, "The first value", row1)));
		return Decision.of(steps.toArray(Step[]::new));
	}

	@Override
	public Decision tableRemoved(TableRemoved row) {
		Table table = row.table();
		List<Step> steps = new ArrayList<>();
		table.constraints(ForeignKey.class)
			.forEach((key) -> steps
				.add(Step.of(Place.RELAX, "New code knows nothing of these references", ddl().drop(table, key))));
		steps.add(Step.of(Place.DROP_TABLES, "No entity maps it",
				Change.of("dropTable", "tableName", names().attribute(table.name()))));
		return unmapped("table", table.name(), "dropTable: { tableName: " + names().plain(table.name()) + " }", steps);
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
		steps.add(Step.of(Place.KEEP_IN_STEP, "The new name of the same rows: new code writes through the view",
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
	public Decision commentChanged(CommentChanged row) {
		Column column = row.column();
		Change change = (column != null) ? ddl().comment(row.table(), column.withComment(row.comment())) : Change
			.of("setTableRemarks", "tableName", names().attribute(row.table().name()), "remarks", row.comment());
		return Decision.of(Step.of(Place.CHANGE_COLUMNS, "Comment", change));
	}

	@Override
	public Decision columnAdded(ColumnAdded row) {
		Column column = row.column();
		if (column.autoIncrement()) {
			return Decision.ask(where(row.table(), column) + " is to be numbered by the database in a table with rows",
					"Add the column, number the rows, and add the numbering by hand");
		}
		if (!column.needsValue()) {
			return Decision.of(Step.of(Place.ADD_COLUMNS, "Old code leaves it to its default or to null",
					ddl().addColumn(row.table(), column)));
		}
		return Decision.of(
				Step.of(Place.ADD_COLUMNS, "Nullable, since old code knows nothing of it",
						ddl().addColumn(row.table(), column.asNullable(true))),
				fill(row.table(), column, Neutral.value(column), false), demand(row.table(), column));
	}

	private Step fill(Table table, Column column, String value, boolean inStep) {
		return fill(table, column, value, inStep,
				inStep ? "Rows that were there" : "DECIDE: what rows get that were there. This is a proposal");
	}

	private Step fill(Table table, Column column, String value, boolean inStep, String comment) {
		String name = names().sql(column.name());
		return Step.of(Place.FILL, comment,
				Change.of("backfill", "tableName", names().attribute(table.name()), "beforeTraffic",
						inStep ? Boolean.TRUE : null, "columns",
						List.of(Change.of("column", "name", names().attribute(column.name()), "valueComputed", value)),
						"where", name + " is null"));
	}

	private Step demand(Table table, Column column) {
		return Step.of(Place.DEMAND, "No code leaves it null any more", ddl().notNull(table, column))
			.onlyIf(this.violators.nulls(table, column));
	}

	@Override
	public Decision columnRemoved(ColumnRemoved row) {
		return Decision.of(relaxed(row.table(), row.column()),
				Step.of(Place.DROP_COLUMNS, "No code maps it any more", ddl().dropColumn(row.table(), row.column())));
	}

	private @Nullable Step relaxed(Table table, Column column) {
		return column.needsValue()
				? Step.of(Place.RELAX, "New code does not write it", ddl().nullable(table, column.asNullable(true)))
				: null;
	}

	@Override
	public Decision columnRenamed(ColumnRenamed row) {
		Table table = row.table();
		Column after = row.after();
		Constraint.PrimaryKey key = table.primaryKey();
		if (key != null && row.before().stream().anyMatch((column) -> key.columns().contains(column.name()))) {
			return Decision.ask(where(table, row.before().get(0)) + " is part of the primary key and is to be renamed",
					"Keep the name with @Column(name = \"" + names().plain(row.before().get(0).name()) + "\")");
		}
		boolean one = row.before().size() == 1;
		List<Change> inStep = one ? ddl().keepInStep(table, row.before().get(0), after) : List.of();
		List<Step> steps = new ArrayList<>();
		row.before().stream().map((column) -> relaxed(table, column)).filter(Objects::nonNull).forEach(steps::add);
		steps.add(Step.of(Place.ADD_COLUMNS, "Nullable, since old code knows nothing of it",
				ddl().addColumn(table, after.asNullable(true).withDefault(null))));
		inStep.forEach((change) -> steps
			.add(Step.of(Place.KEEP_IN_STEP, "Old code writes the old column, new code the new one", change)));
		FormerColumns former = new FormerColumns(row, names());
		steps.add(inStep.isEmpty() ? fill(table, after, former.value(), false, former.notInStep())
				: fill(table, after, former.value(), true));
		if (after.defaultValue() != null) {
			steps.add(Step.of(Place.DEMAND, "Old code would have set it off",
					ddl().defaultValue(table, after.asNullable(true))));
		}
		if (!after.nullable()) {
			steps.add(demand(table, after));
		}
		(inStep.isEmpty() ? List.<Change>of() : ddl().leaveStep(table, after)).forEach(
				(change) -> steps.add(Step.of(Place.LEAVE_STEP, "Nothing writes the old column any more", change)));
		row.before()
			.forEach((column) -> steps
				.add(Step.of(Place.DROP_COLUMNS, "Its successor holds everything", ddl().dropColumn(table, column))));
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

	@Override
	public Decision typeChanged(TypeChanged row) {
		TypeName before = TypeName.of(row.before().type());
		TypeName after = TypeName.of(row.after().type());
		Step.Condition fits = this.violators.narrowed(row.table(), row.before(), row.after());
		if (!ddl().changesKeys() && standsOnKey(row.table(), row.before())) {
			return otherType(row, "This database refuses while a foreign key stands on it");
		}
		if (after.holds(before)) {
			String comment = after.rewrites(before)
					? "Wider. This rewrites the table under a lock: if it is large, map a new column with @RenamedFrom instead"
					: "Wider, so that old code can go on";
			return Decision.of(Step.of(Place.CHANGE_COLUMNS, comment,
					ddl().type(row.table(), row.before().withType(row.after().type()))));
		}
		if (before.holds(after) && fits != null) {
			return Decision.of(Step.of(Place.DEMAND, "Narrower, once no code writes more",
					ddl().type(row.table(), row.before().withType(row.after().type())))
				.onlyIf(fits));
		}
		return otherType(row, "Old and new code cannot both use it");
	}

	private Decision otherType(TypeChanged row, String why) {
		String name = names().plain(row.before().name());
		return Decision.ask(
				where(row.table(), row.before()) + " is " + row.before().type() + " and is to be " + row.after().type()
						+ ". " + why,
				"Map the attribute to a new column, @Column(name = \"" + name + "_2\") @RenamedFrom(\"" + name
						+ "\"): it is added, kept in step and filled, and the old one dropped");
	}

	private boolean standsOnKey(Table table, Column column) {
		return this.before.tables()
			.stream()
			.flatMap((each) -> each.constraints(ForeignKey.class)
				.filter((key) -> (each.name().equals(table.name()) && key.columns().contains(column.name()))
						|| (key.target().equalsIgnoreCase(table.name())
								&& key.targetColumns().contains(column.name()))))
			.findAny()
			.isPresent();
	}

	/**
	 * Return a column as it is when every step of expand, or of all phases, is done.
	 */
	private static Column changed(Column before, Column after, boolean contracted) {
		TypeName known = TypeName.of(before.type());
		TypeName wanted = TypeName.of(after.type());
		boolean typed = wanted.holds(known) || (contracted && known.holds(wanted));
		return new Column(before.name(), typed ? after.type() : before.type(),
				contracted ? after.nullable() : before.nullable() || after.nullable(),
				(after.defaultValue() != null) ? after.defaultValue() : before.defaultValue(), before.autoIncrement(),
				before.generated(), before.collation(), (after.comment() != null) ? after.comment() : before.comment());
	}

	@Override
	public Decision nullabilityChanged(NullabilityChanged row) {
		if (row.after().nullable()) {
			return Decision.of(Step.of(Place.RELAX, "New code may leave it null",
					ddl().nullable(row.table(), row.before().asNullable(true))));
		}
		Column contracted = changed(row.before(), row.after(), true);
		return Decision.of(fill(row.table(), contracted, Neutral.value(contracted), false),
				demand(row.table(), contracted));
	}

	@Override
	public Decision defaultChanged(DefaultChanged row) {
		return Decision.of(Step.of(Place.CHANGE_COLUMNS, "Default",
				ddl().defaultValue(row.table(), changed(row.before(), row.after(), false))));
	}

	@Override
	public Decision columnRedefined(ColumnRedefined row) {
		return Decision.ask("The " + row.what() + " of " + where(row.table(), row.before()) + " is to change",
				"Write the changesets by hand: what old code still needs belongs to contract");
	}

	@Override
	public Decision primaryKeyChanged(PrimaryKeyChanged row) {
		return Decision.ask(
				"The primary key of " + row.table().name() + " is " + row.before() + " and is to be " + row.after(),
				"Keep the key and make the other columns unique, or move to a new table by hand");
	}

	@Override
	public Decision constraintAdded(ConstraintAdded row) {
		Table table = row.table();
		if (row.constraint() instanceof Index index) {
			boolean taken = table.constraints()
				.stream()
				.anyMatch((other) -> other.name().equalsIgnoreCase(index.name()));
			Index named = taken ? new Index(index.name() + "_2", index.columns(), index.definition()) : index;
			return Decision.of(Step.of(Place.ADD_CONSTRAINTS, "New index", ddl().add(table, named)));
		}
		if (row.newTable()) {
			return Decision
				.of(Step.of(Place.ADD_CONSTRAINTS, "Part of a new table", ddl().add(table, row.constraint())));
		}
		Place place = (row.constraint() instanceof ForeignKey) ? Place.REFER : Place.CONSTRAIN;
		return Decision.of(Step.of(place, "Old code would violate it", ddl().add(table, row.constraint()))
			.onlyIf(this.violators.of(table, row.constraint())));
	}

	@Override
	public Decision constraintRemoved(ConstraintRemoved row) {
		boolean staysNull = row.constraint()
			.columns()
			.stream()
			.map(row.table()::find)
			.flatMap(Stream::ofNullable)
			.allMatch((column) -> column.defaultValue() == null);
		boolean harmless = row.constraint() instanceof Index
				|| (row.withColumn() && row.constraint() instanceof Unique && staysNull);
		Change drop = ddl().drop(row.table(), row.constraint());
		return Decision.of(harmless ? Step.of(Place.RELEASE, "Nothing needs it any more", drop)
				: Step.of(Place.RELAX, "New code may violate it" + ddl().waiver(row.constraint()), drop));
	}

	@Override
	public Decision checkChanged(CheckChanged row) {
		CheckValues before = CheckValues.of(row.before().expression());
		CheckValues after = CheckValues.of(row.after().expression());
		Change drop = ddl().drop(row.table(), row.before());
		Change add = ddl().add(row.table(), row.after());
		Step.Condition fulfilled = this.violators.of(row.table(), row.after());
		if (before != null && after != null && before.allows(after)) {
			return Decision.of(Step.of(Place.RELEASE, "Gives way to a narrower one", drop),
					Step.of(Place.CONSTRAIN, "Old code would violate it", add).onlyIf(fulfilled));
		}
		return Decision.of(Step.of(Place.RELAX, "New code would violate it", drop),
				Step.of(Place.CONSTRAIN, "What new code keeps to", add).onlyIf(fulfilled));
	}

	private static String where(Table table, Column column) {
		return table.name() + "." + column.name();
	}

}
