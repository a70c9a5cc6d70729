package io.expandcontract.autogenerate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.expandcontract.autogenerate.Constraint.ForeignKey;
import io.expandcontract.autogenerate.Constraint.Index;
import io.expandcontract.autogenerate.Constraint.Unique;
import io.expandcontract.autogenerate.Difference.CheckChanged;
import io.expandcontract.autogenerate.Difference.ColumnAdded;
import io.expandcontract.autogenerate.Difference.ColumnRedefined;
import io.expandcontract.autogenerate.Difference.ColumnRemoved;
import io.expandcontract.autogenerate.Difference.CommentChanged;
import io.expandcontract.autogenerate.Difference.ConstraintAdded;
import io.expandcontract.autogenerate.Difference.ConstraintRemoved;
import io.expandcontract.autogenerate.Difference.DefaultChanged;
import io.expandcontract.autogenerate.Difference.NullabilityChanged;
import io.expandcontract.autogenerate.Difference.PrimaryKeyChanged;
import io.expandcontract.autogenerate.Difference.TableAdded;
import io.expandcontract.autogenerate.Difference.TableRemoved;
import io.expandcontract.autogenerate.Difference.TableRenamed;
import io.expandcontract.autogenerate.Difference.TypeChanged;

/**
 * What is done about each kind of difference, one method a row. The rule behind all of
 * them: in expand, whatever the running release does still works; what new code could not
 * bear goes before it comes; what old code needs stays until no old code is left.
 */
final class DecisionTable extends RenameRows {

	private final Schema before;

	private final Unmapped unmapped;

	private final List<Difference> differences;

	DecisionTable(Ddl ddl, Schema before, Unmapped unmapped) {
		this(ddl, before, unmapped, List.of(), Map.of());
	}

	private DecisionTable(Ddl ddl, Schema before, Unmapped unmapped, List<Difference> differences,
			Map<String, Table> renamed) {
		super(ddl, unmapped, renamed);
		this.before = before;
		this.unmapped = unmapped;
		this.differences = differences;
	}

	/**
	 * Return the table for differences that must be seen together.
	 */
	DecisionTable knowing(List<Difference> differences) {
		Map<String, Table> renamed = new HashMap<>();
		differences.forEach((difference) -> {
			if (difference instanceof TableRenamed row && ddl().hasWritableViews()) {
				renamed.put(row.before().name(), row.after());
			}
		});
		return new DecisionTable(ddl(), this.before, this.unmapped, differences, renamed);
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
		row.references()
			.forEach((reference) -> steps.add(Step.of(Place.RELAX, "What it refers to is to go",
					ddl().drop(reference.table(), reference.key()))));
		steps.add(Step.of(Place.DROP_TABLES, "No entity maps it",
				Change.of("dropTable", "tableName", names().attribute(table.name()))));
		return unmapped("table", table.name(), "dropTable: { tableName: " + names().plain(table.name()) + " }", steps);
	}

	@Override
	public Decision commentChanged(CommentChanged row) {
		Column column = row.column();
		Change change = (column != null) ? ddl().comment(row.table(), column) : Change.of("setTableRemarks",
				"tableName", names().attribute(row.table().name()), "remarks", row.comment());
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
				proposal(row.table(), column), demand(row.table(), column));
	}

	private Step proposal(Table table, Column column) {
		ForeignKey key = Stream
			.concat(table.constraints(ForeignKey.class),
					this.differences.stream().flatMap((other) -> addedKey(other, table)))
			.filter((each) -> each.columns().contains(column.name()))
			.findFirst()
			.orElse(null);
		return (key == null)
				? fill(table, List.of(column), List.of(Neutral.value(column)), false,
						"DECIDE: what rows get that were there. This is a proposal")
				: fill(table, List.of(column), List.of("null"), false, "DECIDE: which row of " + key.target()
						+ " those refer to that were there. Contract waits until each has one");
	}

	private static Stream<ForeignKey> addedKey(Difference difference, Table table) {
		return (difference instanceof ConstraintAdded added && added.constraint() instanceof ForeignKey key
				&& added.table().name().equals(table.name())) ? Stream.of(key) : Stream.empty();
	}

	@Override
	public Decision columnRemoved(ColumnRemoved row) {
		return Decision.of(relaxed(row.table(), row.column()), Step.of(Place.DROP_COLUMNS, "No code maps it any more",
				ddl().dropColumn(contracted(row.table()), row.column())));
	}

	@Override
	public Decision typeChanged(TypeChanged row) {
		TypeName before = TypeName.of(row.before().type());
		TypeName after = TypeName.of(row.after().type());
		Step.Condition fits = violators().narrowed(contracted(row.table()), row.before(), row.after());
		if (!ddl().changesKeys() && standsOnKey(row.table(), row.before())) {
			return otherType(row, "This database refuses while a foreign key stands on it");
		}
		if (after.holds(before)) {
			String comment = after.rewrites(before)
					? "Wider. This rewrites the table under a lock: if it is large, map a new column with @RenamedFrom instead"
					: "Wider, so that old code can go on";
			return Decision.of(Step.of(Place.CHANGE_COLUMNS, comment,
					ddl().type(row.table(), row.before().changed(row.after(), false))));
		}
		if (before.holds(after) && fits != null) {
			return Decision
				.of(Step
					.of(Place.DEMAND, "Narrower, once no code writes more",
							ddl().type(contracted(row.table()),
									row.before().changed(row.after(), false).withType(row.after().type())))
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

	@Override
	public Decision nullabilityChanged(NullabilityChanged row) {
		if (row.after().nullable()) {
			return Decision.of(Step.of(Place.RELAX, "New code may leave it null",
					ddl().nullable(row.table(), row.before().asNullable(true))));
		}
		Column contracted = row.before().changed(row.after(), true);
		return Decision.of(proposal(row.table(), contracted), demand(row.table(), contracted));
	}

	@Override
	public Decision defaultChanged(DefaultChanged row) {
		return Decision.of(Step.of(Place.CHANGE_COLUMNS, "Default",
				ddl().defaultValue(row.table(), row.before().changed(row.after(), false))));
	}

	@Override
	public Decision columnRedefined(ColumnRedefined row) {
		return Decision.ask("The " + row.what() + " of " + where(row.table(), row.before()) + " is to change",
				"Write the changesets by hand: what old code still needs belongs to contract"
						+ (row.what().equals("numbering") ? ", and numbers begin above those that were given" : ""));
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
			Constraint constraint = (row.constraint() instanceof ForeignKey key) ? key.to(expanded(key.target()))
					: row.constraint();
			return Decision.of(Step.of(Place.ADD_CONSTRAINTS, "Part of a new table", ddl().add(table, constraint)));
		}
		Place place = (row.constraint() instanceof ForeignKey) ? Place.REFER : Place.CONSTRAIN;
		Table later = contracted(table);
		return Decision.of(Step.of(place, "Old code would violate it", ddl().add(later, row.constraint()))
			.onlyIf(violators().of(later, row.constraint())));
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
		Change drop = ddl().drop(harmless ? contracted(row.table()) : row.table(), row.constraint());
		List<Step> steps = new ArrayList<>();
		if (ddl().needsIndexOfKeys()) {
			row.bereft()
				.forEach((key) -> steps.add(Step.of(Place.RELAX, "What goes has found the rows of a foreign key",
						ddl().add(row.table(), new Index(key.name(), key.columns(), null)))));
		}
		steps.add(harmless ? Step.of(Place.RELEASE, "Nothing needs it any more", drop)
				: Step.of(Place.RELAX, "New code may violate it" + ddl().waiver(row.constraint()), drop));
		return Decision.of(steps.toArray(Step[]::new));
	}

	@Override
	public Decision checkChanged(CheckChanged row) {
		CheckValues before = CheckValues.of(row.before().expression());
		CheckValues after = CheckValues.of(row.after().expression());
		Table later = contracted(row.table());
		Change add = ddl().add(later, row.after());
		Step.Condition fulfilled = violators().of(later, row.after());
		if (before != null && after != null && before.allows(after)) {
			return Decision.of(Step.of(Place.RELEASE, "Gives way to a narrower one", ddl().drop(later, row.before())),
					Step.of(Place.CONSTRAIN, "Old code would violate it", add).onlyIf(fulfilled));
		}
		return Decision.of(Step.of(Place.RELAX, "New code would violate it", ddl().drop(row.table(), row.before())),
				Step.of(Place.CONSTRAIN, "What new code keeps to", add).onlyIf(fulfilled));
	}

}
