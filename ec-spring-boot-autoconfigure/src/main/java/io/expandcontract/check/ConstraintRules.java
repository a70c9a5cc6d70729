package io.expandcontract.check;

import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.safety.ColumnFacts;
import io.expandcontract.safety.Effect;
import io.expandcontract.safety.PhaseRule;
import io.expandcontract.sql.Constraint;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.Operation.ValidateConstraint;

/**
 * What new constraints on tables with rows cost.
 */
final class ConstraintRules {

	private ConstraintRules() {
	}

	private abstract static class ConstraintRule extends SafetyRule {

		private final List<Kind> kinds;

		ConstraintRule(List<String> ids, List<Kind> kinds, String title, Danger danger, String why) {
			super(ids, title, danger, why);
			this.kinds = kinds;
		}

		@Override
		List<Hazard> check(Situation situation) {
			return (situation.operation() instanceof AddConstraint add && this.kinds.contains(add.constraint().kind())
					&& !situation.schema().isNew(add.table())) ? check(situation, add, add.constraint()) : List.of();
		}

		abstract List<Hazard> check(Situation situation, AddConstraint add, Constraint constraint);

		static String nameOf(Situation situation, AddConstraint add, String ending) {
			String name = add.constraint().name();
			return situation.quote((name != null) ? name
					: String.join("_", add.table().name(), String.join("_", add.constraint().columns()), ending));
		}

		/**
		 * The constraint without a look at the rows, and that look for itself.
		 */
		static SafeStep[] validated(Situation situation, AddConstraint add, Phase phase, String name,
				String definition) {
			String table = "alter table " + situation.quote(add.table());
			return new SafeStep[] {
					SafeStep.of(phase, "check what is written from now on",
							"%s add constraint %s %s not valid".formatted(table, name, definition)),
					SafeStep.of(phase, "look at the rows while others write them",
							"%s validate constraint %s".formatted(table, name)) };
		}

		static String columns(Situation situation, AddConstraint add) {
			return String.join(", ", add.constraint().columns().stream().map(situation::quote).toList());
		}

	}

	/** A look at two tables. */
	static final class ForeignKey extends ConstraintRule {

		ForeignKey() {
			super(List.of("P22"), List.of(Kind.FOREIGN_KEY), "Add a foreign key", Danger.WAITS,
					"All rows are looked up in the parent while nobody writes either table; and what the release that is "
							+ "running writes may have no parent.");
		}

		@Override
		List<Hazard> check(Situation situation, AddConstraint add, Constraint key) {
			Name parent = key.references();
			if (parent == null) {
				return List.of();
			}
			String columns = Texts.find(situation.text(), "\\breferences\\s+[^\\s(]+\\s*(\\([^)]*\\).*)", "");
			String definition = "foreign key (%s) references %s%s".formatted(columns(situation, add),
					situation.quote(parent), columns.isEmpty() ? "" : " " + columns);
			SafeStep[] safe = validated(situation, add, Phase.CONTRACT, nameOf(situation, add, "fkey"), definition);
			String what = "To " + situation.effect().words();
			boolean waits = key.validated() && !situation.isMadeSafe() && situation.isLarge(add.table());
			List<Hazard> refuses = situation.breaksRunningRelease() ? List.of(new Hazard(Danger.DATA,
					what + " refuses what the old release writes without a parent", List.of(safe))) : List.of();
			return both(refuses, waits ? waits(what + " looks up all rows of " + add.table(), safe) : List.of());
		}

	}

	/** A look at all rows. */
	static final class Check extends ConstraintRule {

		Check() {
			super(List.of("P23"), List.of(Kind.CHECK), "Add a check", Danger.WAITS,
					"All rows are read under a lock that lets nobody in; and what the release that is running writes may "
							+ "be refused.");
		}

		@Override
		List<Hazard> check(Situation situation, AddConstraint add, Constraint check) {
			SafeStep[] safe = validated(situation, add, Phase.CONTRACT, nameOf(situation, add, "check"),
					"check (" + Texts.inParentheses(situation.text(), "check") + ")");
			String what = "To " + situation.effect().words();
			boolean waits = check.validated() && !situation.isMadeSafe() && situation.isLarge(add.table());
			return both(
					situation.breaksRunningRelease() && !isAgain(situation, add)
							? breaks(what + " refuses what the old release may write", safe) : List.of(),
					waits ? waits(what + " reads all rows of " + add.table(), safe) : List.of());
		}

		private static boolean isAgain(Situation situation, AddConstraint add) {
			String name = add.constraint().name();
			return name != null && situation.isConstraintDropped(add.table(), name);
		}

	}

	/** A look at the rows under the lock of the statement before. */
	static final class ValidatedAtOnce extends SafetyRule {

		ValidatedAtOnce() {
			super(List.of("P24"), "Validate a constraint in the transaction that adds it", Danger.WAITS,
					"The lock under which it was added is held until all rows are read.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof ValidateConstraint validate) || !situation.isInTransaction()
					|| !situation.isLarge(validate.table())) {
				return List.of();
			}
			Effect added = situation.before()
				.stream()
				.filter((effect) -> effect.operation() instanceof AddConstraint add
						&& add.table().mayBe(validate.table()) && validate.constraint().equals(add.constraint().name()))
				.findFirst()
				.orElse(null);
			if (added == null) {
				return List.of();
			}
			String sql = "alter table %s validate constraint %s".formatted(situation.quote(validate.table()),
					situation.quote(validate.constraint()));
			return waits("To " + situation.effect().words() + " beside its addition",
					SafeStep.of(Phase.CONTRACT, "add it without a look at the rows",
							(added.statement() != null) ? added.statement().text() : "…"),
					SafeStep.of(Phase.CONTRACT, "validate it in a changeset of its own", sql));
		}

	}

	/** An index behind a lock, and rows that may not be written any more. */
	static final class Unique extends SafetyRule {

		Unique() {
			super(List.of("P25"), "Add a unique constraint, a primary key or a unique index", Danger.WAITS,
					"The index is built while nobody writes the table; and what the release that is running writes twice is "
							+ "refused.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			String what = "To " + situation.effect().words();
			if (situation.operation() instanceof CreateIndex create && create.unique()) {
				return situation.breaksRunningRelease() && situation.verdict() == PhaseRule.CREATE_UNIQUE_INDEX
						? breaks(what + " refuses what the old release may write twice",
								IndexRules.concurrently(situation, create))
						: List.of();
			}
			if (!(situation.operation() instanceof AddConstraint add) || situation.schema().isNew(add.table())
					|| (add.constraint().kind() != Kind.UNIQUE && add.constraint().kind() != Kind.PRIMARY_KEY)) {
				return List.of();
			}
			String name = ConstraintRule.nameOf(situation, add, "key");
			String table = situation.quote(add.table());
			String kind = (add.constraint().kind() == Kind.UNIQUE) ? "unique" : "primary key";
			SafeStep[] safe = {
					SafeStep.outside(Phase.CONTRACT, "build the index while others write",
							"create unique index concurrently %s on %s (%s)".formatted(name, table,
									ConstraintRule.columns(situation, add))),
					SafeStep.of(Phase.CONTRACT, "make it the constraint",
							"alter table %s add constraint %s %s using index %s".formatted(table, name, kind, name)) };
			boolean waits = !add.constraint().usesIndex() && !situation.isMadeSafe() && situation.isLarge(add.table())
					&& !situation.facts().isPartitioned(add.table());
			return both(
					!add.constraint().usesIndex() && situation.breaksRunningRelease()
							? breaks(what + " refuses what the old release may write twice", safe) : List.of(),
					waits ? waits(what + " builds its index", safe) : List.of());
		}

	}

	/** NOT NULL that nobody wrote. */
	static final class NullableKey extends ConstraintRule {

		NullableKey() {
			super(List.of("P26"), List.of(Kind.PRIMARY_KEY), "Make nullable columns the primary key", Danger.WAITS,
					"The key sets NOT NULL, for which all rows are read under a lock that lets nobody in.");
		}

		@Override
		List<Hazard> check(Situation situation, AddConstraint add, Constraint key) {
			if (!situation.isLarge(add.table())) {
				return List.of();
			}
			String index = Texts.find(situation.text(), "\\busing\\s+index\\s+\"?([^\\s\";]+)", "");
			List<String> columns = !key.columns().isEmpty() ? key.columns()
					: situation.facts()
						.indexes(add.table())
						.stream()
						.filter((each) -> each.name().equals(index))
						.findFirst()
						.map(IndexFacts::columns)
						.orElse(List.of());
			List<String> nullable = columns.stream()
				.filter((column) -> isNullable(situation, add.table(), column))
				.toList();
			return nullable.isEmpty() ? List.of() : waits(
					"To " + situation.effect().words() + " over " + String.join(", ", nullable) + ", which may be null",
					NullRules.steps(situation, add.table(), nullable.get(0)));
		}

		private static boolean isNullable(Situation situation, Name table, String column) {
			ColumnFacts facts = situation.column(table, column);
			return facts != null && !facts.notNull() && !NullRules.isProven(situation, table, column);
		}

	}

	/** No way online. */
	static final class Exclusion extends ConstraintRule {

		Exclusion() {
			super(List.of("P27"), List.of(Kind.EXCLUSION), "Add an exclusion constraint", Danger.WAITS,
					"Its index is built under a lock that lets nobody in, and there is no other way to build it: fill a new "
							+ "table that has it, or choose a quiet hour.");
		}

		@Override
		List<Hazard> check(Situation situation, AddConstraint add, Constraint exclusion) {
			String what = "To " + situation.effect().words();
			return both(
					situation.breaksRunningRelease() ? breaks(what + " refuses what the old release may write")
							: List.of(),
					situation.isLarge(add.table()) ? waits(what + " builds its index") : List.of());
		}

	}

}
