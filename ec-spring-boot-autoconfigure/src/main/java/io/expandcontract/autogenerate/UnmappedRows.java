package io.expandcontract.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.expandcontract.autogenerate.Difference.EnumAdded;
import io.expandcontract.autogenerate.Difference.EnumChanged;
import io.expandcontract.autogenerate.Difference.EnumRemoved;
import io.expandcontract.autogenerate.Difference.SequenceAdded;
import io.expandcontract.autogenerate.Difference.SequenceChanged;
import io.expandcontract.autogenerate.Difference.SequenceRemoved;

/**
 * The rows of the {@link DecisionTable} for sequences and enumerations, and what all
 * things have in common that no entity maps.
 */
abstract class UnmappedRows implements Difference.Rows<Decision> {

	private final Ddl ddl;

	private final Unmapped unmapped;

	UnmappedRows(Ddl ddl, Unmapped unmapped) {
		this.ddl = ddl;
		this.unmapped = unmapped;
	}

	final Ddl ddl() {
		return this.ddl;
	}

	final Names names() {
		return this.ddl.names();
	}

	final Decision unmapped(String kind, String name, String drop, List<Step> steps) {
		return switch (this.unmapped) {
			case KEEP -> Decision.of();
			case DROP -> Decision.of(steps.toArray(Step[]::new));
			case ASK -> Decision.ask("No entity maps the " + kind + " " + name,
					"If the application uses it without an entity, name it in expand-contract.autogenerate.keep. "
							+ "If nothing does, drop it in a contract changeset: " + drop);
		};
	}

	@Override
	public Decision sequenceAdded(SequenceAdded row) {
		Sequence sequence = row.sequence();
		return Decision.of(Step.of(Place.CREATE_TYPES, "New sequence",
				Change.of("createSequence", "sequenceName", names().attribute(sequence.name()), "startValue",
						String.valueOf(sequence.start()), "incrementBy", String.valueOf(sequence.increment()))));
	}

	@Override
	public Decision sequenceRemoved(SequenceRemoved row) {
		Name name = names().attribute(row.sequence().name());
		return unmapped("sequence", row.sequence().name(), "dropSequence: { sequenceName: " + name + " }", List
			.of(Step.of(Place.DROP_TYPES, "No entity uses it", Change.of("dropSequence", "sequenceName", name))));
	}

	@Override
	public Decision sequenceChanged(SequenceChanged row) {
		return Decision.ask(
				"The increment of the sequence " + row.before().name() + " is " + row.before().increment()
						+ " and is to be " + row.after().increment(),
				"Old code takes that many numbers at a time and would hand out numbers twice: keep it with "
						+ "allocationSize = " + row.before().increment() + ", or use a new sequence");
	}

	@Override
	public Decision enumAdded(EnumAdded row) {
		String labels = row.type().labels().stream().map(UnmappedRows::text).collect(Collectors.joining(", "));
		return Decision.of(Step.of(Place.CREATE_TYPES, "New type",
				Change.sql("create type " + names().sql(row.type().name()) + " as enum (" + labels + ")")));
	}

	@Override
	public Decision enumRemoved(EnumRemoved row) {
		String drop = "drop type " + names().sql(row.type().name());
		return unmapped("type", row.type().name(), "sql: " + drop,
				List.of(Step.of(Place.DROP_TYPES, "No entity uses it", Change.sql(drop))));
	}

	@Override
	public Decision enumChanged(EnumChanged row) {
		List<Step> steps = new ArrayList<>();
		row.after()
			.labels()
			.stream()
			.filter((label) -> !row.before().labels().contains(label))
			.forEach((label) -> steps
				.add(Step.of(Place.CREATE_TYPES, "Old code cannot read it: write it once old code is gone",
						Change.sql("alter type " + names().sql(row.after().name()) + " add value " + text(label)))));
		return Decision.of(steps.toArray(Step[]::new));
	}

	private static String text(String label) {
		return "'" + label.replace("'", "''") + "'";
	}

}
