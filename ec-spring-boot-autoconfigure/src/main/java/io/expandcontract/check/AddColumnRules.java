package io.expandcontract.check;

import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.safety.PhaseRule;
import io.expandcontract.safety.Splits;
import io.expandcontract.sql.Column;
import io.expandcontract.sql.DefaultValue;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation.AddColumn;

/**
 * What new columns cost.
 */
final class AddColumnRules {

	private AddColumnRules() {
	}

	/**
	 * Another value for each row.
	 */
	static final class VolatileDefault extends SafetyRule {

		VolatileDefault() {
			super(List.of("P5"), "Add a column with a default that differs from row to row", Danger.WAITS,
					"The table is written anew, and nobody reads or writes it meanwhile.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof AddColumn add) || !situation.isLarge(add.table())) {
				return List.of();
			}
			Column column = add.column();
			DefaultValue value = column.defaultValue();
			if (value == null || value.kind() != DefaultValue.Kind.VOLATILE) {
				return List.of();
			}
			String table = situation.quote(add.table());
			String name = situation.quote(column.name());
			return waits("To " + situation.effect().words() + " with the default " + value.text() + " fills each row",
					SafeStep.of(Phase.EXPAND, "add the column without default",
							"alter table %s add column %s %s".formatted(table, name, column.type())),
					SafeStep.of(Phase.EXPAND, "give new rows a value",
							"alter table %s alter column %s set default %s".formatted(table, name, value.text())),
					fill(add.table(), column.name(), value.text()));
		}

	}

	static SafeStep fill(Name table, String column, String expression) {
		return new SafeStep(Phase.MIGRATE, "fill the rows that are there, in batches",
				"backfill: { tableName: %s, columns: [ { column: { name: %s, valueComputed: \"%s\" } } ], where: \"%s is null\" }"
					.formatted(table.name(), column, expression.replace("\"", "\\\""), column),
				"", true);
	}

	/**
	 * No value for what the old release inserts.
	 */
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
					Splits.of(add, add.column().type()).stream().map(SafeStep::of).toArray(SafeStep[]::new));
		}

	}

}
