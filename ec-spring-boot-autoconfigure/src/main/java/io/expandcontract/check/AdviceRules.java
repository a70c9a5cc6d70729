package io.expandcontract.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.expandcontract.changelog.Phase;
import io.expandcontract.sql.Column;
import io.expandcontract.sql.Constraint;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.Operation.CreateTable;

/**
 * What is better thought of now than later.
 */
final class AdviceRules {

	private static final int LONGEST_NAME = 63;

	private static final int MANY_COLUMNS = 3;

	private static final Set<String> SMALL = Set.of("integer", "int", "int4", "serial", "serial4", "smallint",
			"smallserial");

	private AdviceRules() {
	}

	/** Small things. */
	static final class SecondThoughts extends SafetyRule {

		SecondThoughts() {
			super(List.of("P58"), "Keys, indexes, types and names to think twice about", Danger.ADVICE,
					"It is cheap to change now, and dear when the table is large.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			List<Hazard> hazards = new ArrayList<>();
			Operation operation = situation.operation();
			if (operation instanceof AddConstraint add && add.constraint().kind() == Kind.FOREIGN_KEY) {
				unindexed(situation, add).forEach(hazards::add);
			}
			if (operation instanceof CreateIndex create) {
				index(situation, create, hazards);
			}
			Stream<Column> columns = (operation instanceof CreateTable create) ? create.columns().stream()
					: (operation instanceof AddColumn add) ? Stream.of(add.column()) : Stream.empty();
			columns.forEach((column) -> column(operation, column, hazards));
			return hazards.isEmpty() ? hazards : hazards.subList(0, 1);
		}

		private static List<Hazard> unindexed(Situation situation, AddConstraint add) {
			List<String> columns = add.constraint().columns();
			boolean indexed = Stream
				.concat(situation.facts().indexes(add.table()).stream().map(IndexFacts::columns),
						situation.earlier(add.table())
							.stream()
							.map((effect) -> (effect.operation() instanceof CreateIndex create) ? create.columns()
									: List.<String>of()))
				.anyMatch((index) -> index.size() >= columns.size()
						&& index.subList(0, columns.size()).containsAll(columns));
			if (columns.isEmpty() || indexed || !situation.isLarge(add.table())) {
				return List.of();
			}
			String name = add.table().name() + "_" + String.join("_", columns) + "_idx";
			return List.of(advice(
					"No index begins with " + String.join(", ", columns) + " of " + add.table()
							+ ": to delete a row of the parent reads all of it",
					SafeStep.outside(Phase.EXPAND, "index the referring columns before",
							"create index concurrently %s on %s (%s)".formatted(situation.quote(name),
									situation.quote(add.table()),
									String.join(", ", columns.stream().map(situation::quote).toList())))));
		}

		private static void index(Situation situation, CreateIndex create, List<Hazard> hazards) {
			List<String> columns = create.columns();
			boolean plain = !create.unique() && !situation.text().toLowerCase(java.util.Locale.ROOT).contains("where");
			situation.facts()
				.indexes(create.table())
				.stream()
				.filter((index) -> plain && index.valid() && !columns.isEmpty()
						&& index.columns().size() > columns.size()
						&& index.columns().subList(0, columns.size()).equals(columns))
				.findFirst()
				.ifPresent((index) -> hazards
					.add(advice("The index " + index.name() + " begins with the same columns as the new one")));
			if (columns.size() > MANY_COLUMNS) {
				hazards.add(advice("An index of " + columns.size() + " columns is large and seldom used in full"));
			}
			if (create.index() != null) {
				name(create.index().name(), hazards);
			}
		}

		private static void column(Operation operation, Column column, List<Hazard> hazards) {
			String type = (column.type() != null) ? column.type().name() : "";
			boolean key = column.constraints().stream().map(Constraint::kind).anyMatch(Kind.PRIMARY_KEY::equals);
			if (key && SMALL.contains(type)) {
				hazards.add(advice("The key " + column.name() + " of " + operation.table() + " is of type " + type
						+ ", which ends at 2147483647: take bigint"));
			}
			if (type.equals("char") || type.equals("character") || type.equals("bpchar")) {
				hazards.add(advice("The column " + column.name() + " of " + operation.table() + " is of type " + type
						+ ", which pads with blanks: take varchar or text"));
			}
			name(column.name(), hazards);
		}

		private static void name(String name, List<Hazard> hazards) {
			if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
				hazards.add(advice("The name " + name + " is longer than " + LONGEST_NAME + " bytes, and is cut off"));
			}
		}

		private static Hazard advice(String what, SafeStep... safe) {
			return new Hazard(Danger.ADVICE, what, List.of(safe));
		}

	}

}
