package io.expandcontract.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.expandcontract.changelog.Phase;
import io.expandcontract.safety.ColumnFacts;
import io.expandcontract.safety.PhaseRule;
import io.expandcontract.safety.Splits;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.DataType;
import io.expandcontract.sql.Operation.AlterType;
import org.jspecify.annotations.Nullable;

/**
 * What another type of a column costs on PostgreSQL.
 */
final class TypeRules {

	private static final Set<String> NUMBERS = Set.of("smallint", "int2", "integer", "int", "int4", "bigint", "int8",
			"real", "float4", "double precision", "float8");

	private static final Set<String> UNBOUNDED = Set.of("text", "varchar", "character varying");

	private TypeRules() {
	}

	private abstract static class TypeRule extends SafetyRule {

		TypeRule(String id, String title, Danger danger, String why) {
			super(List.of(id), title, danger, why);
		}

		@Override
		final List<Hazard> check(Situation situation) {
			return (situation.operation() instanceof AlterType alter && !situation.schema().isNew(alter.table())
					&& situation.verdict() != PhaseRule.ON_NEW_COLUMN) ? check(situation, alter) : List.of();
		}

		abstract List<Hazard> check(Situation situation, AlterType alter);

		static SafeStep[] split(AlterType alter) {
			return Splits.of(alter, alter.type()).stream().map(SafeStep::of).toArray(SafeStep[]::new);
		}

		static boolean rewrites(Situation situation, AlterType alter) {
			ColumnFacts before = situation.column(alter.table(), alter.column());
			return TypeRules.rewrites(situation.verdict(), (before != null) ? before.type() : null, alter);
		}

	}

	/**
	 * Return whether the values are stored in another way, so that all of them are
	 * written anew.
	 */
	private static boolean rewrites(PhaseRule verdict, @Nullable DataType before, AlterType alter) {
		DataType after = alter.type();
		if (before == null || alter.converted()) {
			return true;
		}
		if (verdict == PhaseRule.SAME_TYPE || (before.name().equals("cidr") && after.name().equals("inet"))) {
			return false;
		}
		boolean text = UNBOUNDED.contains(before.name()) && UNBOUNDED.contains(after.name());
		if (text && (after.arguments().isEmpty() || after.arguments().equals(before.arguments()))) {
			return false;
		}
		if (verdict != PhaseRule.WIDEN_TYPE) {
			return true;
		}
		boolean scaled = after.arguments().size() > 1 && before.arguments().size() > 1
				&& !after.arguments().get(1).equals(before.arguments().get(1));
		return scaled || NUMBERS.contains(before.name());
	}

	/** All values are stored in another way. */
	static final class Rewrite extends TypeRule {

		Rewrite() {
			super("P16", "Change a type so that the table is written anew", Danger.WAITS,
					"Nobody reads or writes the table meanwhile, and the release that is running may write what does not "
							+ "fit any more.");
		}

		@Override
		List<Hazard> check(Situation situation, AlterType alter) {
			String what = "To " + situation.effect().words();
			List<Hazard> breaks = situation.breaksRunningRelease()
					? breaks(what + " while the old release writes the old one", split(alter)) : List.of();
			return both(breaks, situation.isLarge(alter.table()) && rewrites(situation, alter)
					? waits(what + " writes each row anew", split(alter)) : List.of());
		}

	}

	/** Values that are too long for the old release. */
	static final class Widen extends TypeRule {

		Widen() {
			super("P17", "Widen a type", Danger.DATA,
					"The release that is running may read values longer than it can bear.");
		}

		@Override
		List<Hazard> check(Situation situation, AlterType alter) {
			boolean widens = situation.verdict() == PhaseRule.WIDEN_TYPE && !rewrites(situation, alter);
			return widens && !situation.isHeldBack() ? List.of(new Hazard(Danger.DATA,
					"To " + situation.effect().words()
							+ " lets in what the old release may not bear: write it only when no old instance lives",
					List.of())) : List.of();
		}

	}

	/** Another order, and with it other indexes. */
	static final class Collate extends TypeRule {

		Collate() {
			super("P18", "Change the collation of a column", Danger.WAITS,
					"The indexes on the column are built anew under a lock that lets nobody in.");
		}

		@Override
		List<Hazard> check(Situation situation, AlterType alter) {
			boolean indexed = situation.facts()
				.indexes(alter.table())
				.stream()
				.anyMatch((index) -> index.columns().contains(alter.column()));
			if (!alter.collated() || !indexed || !situation.isLarge(alter.table())) {
				return List.of();
			}
			String collation = Texts.find(situation.text(), "\\bcollate\\s+(\"[^\"]+\"|\\S+)", "…");
			return waits("To " + situation.effect().words() + " with a collation",
					SafeStep.outside(Phase.EXPAND, "index the column in the new order while others write",
							"create index concurrently %s on %s (%s collate %s)".formatted(
									situation.quote(alter.table().name() + "_" + alter.column() + "_collated"),
									situation.quote(alter.table()), situation.quote(alter.column()), collation)));
		}

	}

	/** What uses the column holds its type. */
	static final class UsedElsewhere extends TypeRule {

		UsedElsewhere() {
			super("P19", "Change the type of a column that a view, rule or policy uses", Danger.FAILS,
					"PostgreSQL refuses that.");
		}

		@Override
		List<Hazard> check(Situation situation, AlterType alter) {
			List<String> users = situation.facts()
				.dependents(alter.table(), alter.column())
				.stream()
				.filter((user) -> !situation.isDropped(user))
				.toList();
			if (users.isEmpty() || situation.verdict() == PhaseRule.SAME_TYPE) {
				return List.of();
			}
			return List.of(new Hazard(Danger.FAILS,
					"To " + situation.effect().words() + " fails because of " + String.join(", ", users)
							+ ". Drop it before and create it again in the same changeset, or add a column beside",
					beside(situation, alter)));
		}

		private static List<SafeStep> beside(Situation situation, AlterType alter) {
			List<SafeStep> steps = new ArrayList<>(List.of(split(alter)));
			steps.removeIf((step) -> step.phase() == Phase.CONTRACT);
			steps
				.add(SafeStep.of(Phase.CONTRACT, "make what uses the old column use the new one, then drop the old one",
						"…; alter table %s drop column %s".formatted(situation.quote(alter.table()),
								situation.quote(alter.column()))));
			return steps;
		}

	}

	/** Rows are checked again. */
	static final class Checked extends TypeRule {

		Checked() {
			super("P20", "Change the type of a column that a check looks at", Danger.WAITS,
					"All rows are checked again under a lock that lets nobody in.");
		}

		@Override
		List<Hazard> check(Situation situation, AlterType alter) {
			List<ConstraintFacts> checks = situation.facts()
				.constraints(alter.table())
				.stream()
				.filter((check) -> check.kind() == Kind.CHECK && check.columns().contains(alter.column()))
				.filter((check) -> !situation.isConstraintDropped(alter.table(), check.name()))
				.toList();
			if (checks.isEmpty() || !situation.isLarge(alter.table()) || situation.verdict() == PhaseRule.SAME_TYPE
					|| rewrites(situation, alter)) {
				return List.of();
			}
			ConstraintFacts check = checks.get(0);
			String table = "alter table " + situation.quote(alter.table());
			String name = situation.quote(check.name());
			Phase phase = situation.isHeldBack() ? Phase.CONTRACT : Phase.EXPAND;
			return waits("To " + situation.effect().words() + " checks each row against " + check.name() + " again",
					SafeStep.of(phase, "take the check away", "%s drop constraint %s".formatted(table, name)),
					SafeStep.of(phase, "change the type",
							"%s alter column %s type %s".formatted(table, situation.quote(alter.column()),
									alter.type())),
					SafeStep.of(phase, "check what is written from now on",
							"%s add constraint %s %s not valid".formatted(table, name, check.definition())),
					SafeStep.of(phase, "look at the rows while others write them",
							"%s validate constraint %s".formatted(table, name)));
		}

	}

	/** The old release's prepared statements. */
	static final class PreparedStatements extends TypeRule {

		PreparedStatements() {
			super("P60", "Change a type that prepared statements return", Danger.DATA,
					"In a transaction, a statement that a pooled connection has prepared on the server fails once: cached "
							+ "plan must not change result type.");
		}

		@Override
		List<Hazard> check(Situation situation, AlterType alter) {
			boolean other = situation.verdict() != PhaseRule.SAME_TYPE;
			return other && situation.facts().failsOnNewResultTypes() ? List.of(new Hazard(Danger.DATA,
					"To " + situation.effect().words()
							+ " changes what prepared statements return, and pgjdbc is set to autosave=never. Set "
							+ "autosave=conservative or prepareThreshold=0 in the release before",
					List.of(split(alter)))) : List.of();
		}

	}

}
