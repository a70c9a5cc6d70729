package io.expandcontract.check;

import java.util.ArrayList;
import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.safety.PhaseRule;
import io.expandcontract.safety.SplitStep;
import io.expandcontract.safety.Splits;
import io.expandcontract.sql.Column;
import io.expandcontract.sql.DefaultValue;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Operation.AddColumn;

/**
 * What new columns cost.
 */
final class AddColumnRules {

	private AddColumnRules() {
	}

	/** Another value for each row. */
	static final class VolatileDefault extends AddColumnRule {

		VolatileDefault() {
			super(List.of("P5"), "Add a column with a default that differs from row to row", Danger.WAITS,
					"The table is written anew, and nobody reads or writes it meanwhile.");
		}

		@Override
		List<Hazard> check(Situation situation, AddColumn add, Column column) {
			DefaultValue value = column.defaultValue();
			if (value == null || value.kind() != DefaultValue.Kind.VOLATILE) {
				return List.of();
			}
			return waits("To " + situation.effect().words() + " with the default " + value.text() + " fills each row",
					plain(situation, add, String.valueOf(column.type())), defaulted(situation, add, value.text()),
					fill(add.table(), column.name(), value.text()));
		}

	}

	/** A number for each row. */
	static final class Numbered extends AddColumnRule {

		Numbered() {
			super(List.of("P6"), "Add a serial or identity column", Danger.WAITS,
					"Each row gets its number at once: the table is written anew, and nobody reads or writes it meanwhile.");
		}

		@Override
		List<Hazard> check(Situation situation, AddColumn add, Column column) {
			if (column.generation() != Column.Generation.SEQUENCE) {
				return List.of();
			}
			String sequence = situation.quote(add.table().name() + "_" + column.name() + "_seq");
			String next = "nextval('" + sequence.replace("'", "''") + "')";
			return waits("To " + situation.effect().words() + " numbers each row",
					SafeStep.of(Phase.EXPAND, "create the sequence", "create sequence " + sequence),
					plain(situation, add, "bigint"), defaulted(situation, add, next),
					fill(add.table(), column.name(), next));
		}

	}

	/** A computed value for each row. */
	static final class Stored extends AddColumnRule {

		Stored() {
			super(List.of("P7"), "Add a stored generated column", Danger.WAITS,
					"The value of each row is computed at once: the table is written anew, and nobody reads or writes it "
							+ "meanwhile.");
		}

		@Override
		List<Hazard> check(Situation situation, AddColumn add, Column column) {
			if (column.generation() != Column.Generation.STORED) {
				return List.of();
			}
			String expression = Texts.inParentheses(situation.text(), "as");
			return waits("To " + situation.effect().words() + ", generated and stored, computes it for each row",
					plain(situation, add, String.valueOf(column.type())), fill(add.table(), column.name(), expression));
		}

	}

	/** A check of each row, hidden in the type. */
	static final class ConstrainedDomain extends AddColumnRule {

		ConstrainedDomain() {
			super(List.of("P8"), "Add a column of a domain with a constraint", Danger.WAITS,
					"The domain's constraint is checked row by row: the table is read or written anew, and nobody reads or "
							+ "writes it meanwhile.");
		}

		@Override
		List<Hazard> check(Situation situation, AddColumn add, Column column) {
			String base = (column.type() != null) ? situation.baseOfConstrainedDomain(column.type().name()) : "";
			return base.isEmpty() ? List.of()
					: waits("To " + situation.effect().words() + " checks each row against " + column.type(),
							plain(situation, add, base));
		}

	}

	/** No value for what the old release inserts. */
	static final class Required extends SafetyRule {

		Required() {
			super(List.of("P9", "M5"), "Add a column that inserts must name", Danger.BREAKS,
					"The release that is running does not know the column, so that each of its inserts fails.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof AddColumn add)
					|| situation.verdict() != PhaseRule.ADD_REQUIRED_COLUMN || !situation.breaksRunningRelease()) {
				return List.of();
			}
			return breaks("To " + situation.effect().words() + ", NOT NULL and without default",
					situation.dialect().isMySqlFamily() ? MySqlRule.required(situation, add)
							: steps(situation, add).toArray(SafeStep[]::new));
		}

		private static List<SafeStep> steps(Situation situation, AddColumn add) {
			List<SafeStep> steps = new ArrayList<>();
			for (SplitStep step : Splits.of(add, add.column().type())) {
				if (step.phase() == Phase.CONTRACT && situation.dialect() == Dialect.POSTGRESQL) {
					steps.addAll(List.of(NullRules.steps(situation, add.table(), add.column().name())));
				}
				else {
					steps.add(SafeStep.of(step));
				}
			}
			return steps;
		}

	}

	/** A type that cannot be compared. */
	static final class Json extends SafetyRule {

		Json() {
			super(List.of("P15"), "Add a column of type json", Danger.ADVICE,
					"Values of json cannot be compared: SELECT DISTINCT and GROUP BY over all columns fail from now on.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			boolean json = situation.operation() instanceof AddColumn add && !situation.schema().isNew(add.table())
					&& add.column().type() != null && add.column().type().name().equals("json");
			return json && situation.operation() instanceof AddColumn add ? List
				.of(new Hazard(Danger.ADVICE, "To " + situation.effect().words() + " of type json and not jsonb",
						List.of(AddColumnRule.plain(situation, add, "jsonb"))))
					: List.of();
		}

	}

}
