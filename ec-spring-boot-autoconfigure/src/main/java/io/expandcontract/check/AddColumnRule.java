package io.expandcontract.check;

import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.sql.Column;
import io.expandcontract.sql.Constraint;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation.AddColumn;
import org.jspecify.annotations.Nullable;

/**
 * A rule about new columns of tables with rows.
 */
abstract class AddColumnRule extends SafetyRule {

	AddColumnRule(List<String> ids, String title, Danger danger, String why) {
		super(ids, title, danger, why);
	}

	@Override
	final List<Hazard> check(Situation situation) {
		return (situation.operation() instanceof AddColumn add && situation.isLarge(add.table()))
				? check(situation, add, add.column()) : List.of();
	}

	abstract List<Hazard> check(Situation situation, AddColumn add, Column column);

	static SafeStep plain(Situation situation, AddColumn add, Object type) {
		return SafeStep.of(Phase.EXPAND, "add the column alone", "alter table %s add column %s %s"
			.formatted(situation.quote(add.table()), situation.quote(add.column().name()), type));
	}

	static SafeStep defaulted(Situation situation, AddColumn add, String value) {
		return SafeStep.of(Phase.EXPAND, "give new rows a value", "alter table %s alter column %s set default %s"
			.formatted(situation.quote(add.table()), situation.quote(add.column().name()), value));
	}

	static SafeStep fill(Name table, String column, String expression) {
		return new SafeStep(Phase.MIGRATE, "fill the rows that are there, in batches",
				"backfill: { tableName: %s, columns: [ { column: { name: %s, valueComputed: \"%s\" } } ], where: \"%s is null\" }"
					.formatted(table.name(), column, Texts.escaped(expression), column),
				"", true);
	}

	static @Nullable Constraint constraint(Column column, Constraint.Kind... kinds) {
		return column.constraints()
			.stream()
			.filter((constraint) -> List.of(kinds).contains(constraint.kind()))
			.findFirst()
			.orElse(null);
	}

	static boolean hasValue(Column column) {
		return column.defaultValue() != null && column.defaultValue().isValue();
	}

	static String nameOf(Constraint constraint, AddColumn add, String ending) {
		return (constraint.name() != null) ? constraint.name()
				: add.table().name() + "_" + add.column().name() + "_" + ending;
	}

}
