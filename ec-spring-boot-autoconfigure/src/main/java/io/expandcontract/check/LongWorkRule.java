package io.expandcontract.check;

import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.sql.Constraint;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.Operation.ValidateConstraint;

/**
 * What makes nobody wait but the boot, and with it the rollout: work that grows with a
 * table. What is unique is no matter of this rule, since it comes when no old instance
 * writes.
 */
final class LongWorkRule extends SafetyRule {

	private static final String WORDS = "in the background of one instance, after the boot";

	LongWorkRule() {
		super(List.of("P61", "M34"), "Do long work on a large table while the application boots", Danger.ADVICE,
				"The boot waits until all rows have been read, and with it the rollout; in the migrate phase nobody waits.");
	}

	@Override
	List<Hazard> check(Situation situation) {
		Operation operation = situation.operation();
		Name table = operation.table();
		if (!situation.isExpand() || table == null || !situation.isLarge(table) || situation.facts().rows(table) < 0) {
			return List.of();
		}
		if (operation instanceof CreateIndex create && !create.unique() && isOnline(situation, create)) {
			return advice(situation, List.of(build(situation, create)));
		}
		if (operation instanceof ValidateConstraint) {
			return advice(situation, situation.text().isEmpty() ? List.of()
					: List.of(SafeStep.of(Phase.MIGRATE, "look at the rows " + WORDS, situation.text())));
		}
		return (operation instanceof AddConstraint add && isValidated(add.constraint()) && situation.isMadeSafe())
				? advice(situation, List.of()) : List.of();
	}

	private static boolean isOnline(Situation situation, CreateIndex create) {
		return situation.dialect().isMySqlFamily() ? !create.special()
				: create.concurrently() || situation.isMadeSafe();
	}

	private static boolean isValidated(Constraint constraint) {
		return constraint.validated() && (constraint.kind() == Kind.FOREIGN_KEY || constraint.kind() == Kind.CHECK);
	}

	private static SafeStep build(Situation situation, CreateIndex create) {
		String words = "build it " + WORDS;
		if (!situation.dialect().isMySqlFamily()) {
			return SafeStep.outside(Phase.MIGRATE, words, IndexRules.concurrently(situation, create).sql());
		}
		String text = situation.text();
		return SafeStep.of(Phase.MIGRATE, words,
				!text.isEmpty() ? text
						: "create index %s on %s (%s)".formatted(
								(create.index() != null) ? situation.quote(create.index().name()) : "…",
								situation.quote(create.table()),
								String.join(", ", create.columns().stream().map(situation::quote).toList())));
	}

	private static List<Hazard> advice(Situation situation, List<SafeStep> safe) {
		return List
			.of(new Hazard(Danger.ADVICE, "To " + situation.effect().words() + " reads a large table at boot", safe));
	}

}
