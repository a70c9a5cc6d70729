package io.expandcontract.check;

import java.util.List;
import java.util.regex.Pattern;

import io.expandcontract.changelog.Phase;
import io.expandcontract.safety.Effect;
import io.expandcontract.safety.PhaseRule;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.ValidateConstraint;

/**
 * What it costs to allow or to forbid null.
 */
final class NullRules {

	private NullRules() {
	}

	/** Null is let in. */
	static final class DropNotNull extends SafetyRule {

		DropNotNull() {
			super(List.of("P44", "M33"), "Drop NOT NULL", Danger.DATA,
					"The release that is running does not expect null, and reads it as soon as the new one writes it.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			return situation.verdict() == PhaseRule.DROP_NOT_NULL && !situation.isHeldBack()
					? List.of(new Hazard(Danger.DATA,
							"To " + situation.effect().words()
									+ " lets null in: write it only when no old instance lives",
							List.of()))
					: List.of();
		}

	}

	/** A default goes. */
	static final class DropDefault extends SafetyRule {

		DropDefault() {
			super(List.of("P11", "M32"), "Drop a default", Danger.BREAKS,
					"Inserts of the release that is running leave the column out, and fail if it is NOT NULL.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			return situation.verdict() == PhaseRule.DROP_DEFAULT && situation.breaksRunningRelease()
					? breaks("To " + situation.effect().words() + " now", later(situation)) : List.of();
		}

		private static SafeStep[] later(Situation situation) {
			return situation.operation() instanceof Operation.DropDefault drop
					? new SafeStep[] {
							SafeStep.of(Phase.CONTRACT, "drop it when no instance relies on it any more",
									"alter table %s alter column %s drop default"
										.formatted(situation.quote(drop.table()), situation.quote(drop.column()))) }
					: new SafeStep[0];
		}

	}

	/** A default comes. */
	static final class SetDefault extends SafetyRule {

		SetDefault() {
			super(List.of("P45"), "Set a default", Danger.ADVICE,
					"What the release that is running leaves out becomes the new default, which it does not know.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			return situation.verdict() == PhaseRule.SET_DEFAULT && !situation.isHeldBack()
					&& situation.operation() instanceof Operation.SetDefault set
					&& !situation.schema().isNew(set.table(), set.column())
							? List.of(new Hazard(Danger.ADVICE, "To " + situation.effect().words(), List.of()))
							: List.of();
		}

	}

	/**
	 * Null is refused.
	 */
	static final class SetNotNull extends SafetyRule {

		SetNotNull() {
			super(List.of("P21"), "Set NOT NULL", Danger.WAITS,
					"All rows are read under a lock that lets nobody in, and what the old release inserts without a "
							+ "value fails.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (situation.verdict() == PhaseRule.SET_NOT_NULL_AGAIN) {
				return List.of();
			}
			if (situation.operation() instanceof Operation.SetNotNull set) {
				return check(situation, set.table(), set.column(), true);
			}
			return (situation.operation() instanceof AddConstraint add && add.constraint().kind() == Kind.NOT_NULL)
					? check(situation, add.table(), add.constraint().columns().get(0), add.constraint().validated())
					: List.of();
		}

		private static List<Hazard> check(Situation situation, Name table, String column, boolean looks) {
			String what = "To " + situation.effect().words();
			boolean breaks = situation.breaksRunningRelease() && !situation.schema().isNew(table);
			boolean waits = looks && situation.isLarge(table) && !situation.isMadeSafe()
					&& !isProven(situation, table, column);
			SafeStep[] safe = (breaks || waits) ? steps(situation, table, column) : new SafeStep[0];
			return both(breaks ? breaks(what + " while the old release may leave it null", safe) : List.of(),
					waits ? waits(what + " reads all rows of " + table + " at once", safe) : List.of());
		}

	}

	static SafeStep[] steps(Situation situation, Name of, String column) {
		String table = "alter table " + situation.quote(of);
		String name = situation.quote(column);
		String check = situation.quote(of.name() + "_" + column + "_not_null");
		return new SafeStep[] {
				SafeStep.of(Phase.CONTRACT, "refuse null from now on, without a look at the rows",
						"%s add constraint %s check (%s is not null) not valid".formatted(table, check, name)),
				SafeStep.of(Phase.CONTRACT, "look at the rows while others write them",
						"%s validate constraint %s".formatted(table, check)),
				SafeStep.of(Phase.CONTRACT, "needs no look at the rows now",
						"%s alter column %s set not null".formatted(table, name)),
				SafeStep.of(Phase.CONTRACT, "has done its work", "%s drop constraint %s".formatted(table, check)) };
	}

	/**
	 * Return whether a check that is there, or that the run makes before, is known to
	 * hold for all rows.
	 */
	static boolean isProven(Situation situation, Name table, String column) {
		Pattern pattern = Pattern.compile(
				"(?is).*\\bcheck\\s*\\([\\s(]*\"?" + Pattern.quote(column) + "\"?\\s+is\\s+not\\s+null[\\s)]*\\).*");
		if (situation.facts()
			.constraints(table)
			.stream()
			.anyMatch((check) -> check.validated() && check.kind() == Kind.CHECK
					&& pattern.matcher(check.definition()).matches())) {
			return true;
		}
		List<Effect> earlier = situation.earlier(table);
		return earlier.stream()
			.filter((effect) -> effect.statement() != null && pattern.matcher(effect.statement().text()).matches())
			.map(Effect::operation)
			.anyMatch((operation) -> operation instanceof AddConstraint add
					&& (add.constraint().validated() || isValidated(earlier, add.constraint().name())));
	}

	private static boolean isValidated(List<Effect> effects, @org.jspecify.annotations.Nullable String constraint) {
		return effects.stream()
			.anyMatch((effect) -> effect.operation() instanceof ValidateConstraint validate
					&& validate.constraint().equals(constraint));
	}

}
