package io.expandcontract.check;

import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.safety.PhaseRule;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.ObjectKind;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.ChangeRights;
import io.expandcontract.sql.Operation.ChangeTable;
import io.expandcontract.sql.Operation.CreateObject;
import io.expandcontract.sql.Operation.DropObject;
import io.expandcontract.sql.Operation.MovePartition;
import io.expandcontract.sql.Operation.Unknown;

/**
 * Types, views, functions, triggers, rights, partitions, and what nobody sees.
 */
final class ObjectRules {

	private ObjectRules() {
	}

	private static List<Hazard> data(String what, SafeStep... safe) {
		return List.of(new Hazard(Danger.DATA, what, List.of(safe)));
	}

	/** A value that the old release does not know. */
	static final class AddEnumValue extends SafetyRule {

		AddEnumValue() {
			super(List.of("P39"), "Add a value to an enumerated type", Danger.DATA,
					"The release that is running fails when it reads the value, as soon as the new one writes it.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof Operation.AddEnumValue add)) {
				return List.of();
			}
			List<Hazard> data = (situation.isHeldBack() || situation.schema().isNew(ObjectKind.TYPE, add.type()))
					? List.of() : data("To " + situation.effect().words()
							+ " lets it in: write it only when no old instance lives");
			String value = "'" + add.value().replace("'", "''") + "'";
			boolean used = situation.isInTransaction() && situation.after()
				.stream()
				.anyMatch((effect) -> effect.statement() != null && effect.statement().text().contains(value));
			return both(data, !used ? List.of() : IndexRules.fails("To " + situation.effect().words()
					+ " and use it in the same transaction, which PostgreSQL refuses. Use it in a changeset of its own"));
		}

	}

	/** Another meaning under the same name. */
	static final class Replace extends SafetyRule {

		Replace() {
			super(List.of("P47"), "Replace a view, function, procedure or trigger", Danger.DATA,
					"The release that is running gets the new one under the old name.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			return situation.operation() instanceof CreateObject && situation.verdict() == PhaseRule.REPLACE_OBJECT
					&& !situation.isHeldBack()
							? data("To " + situation.effect().words()
									+ ". Give the new one a name of its own, unless it does "
									+ "the same and only adds columns at the end")
							: List.of();
		}

	}

	/** More to do for each row. */
	static final class Trigger extends SafetyRule {

		Trigger() {
			super(List.of("P54"), "Create a trigger on a large table", Danger.ADVICE,
					"Each write of the release that is running does more from now on, and fails with the trigger.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			return situation.operation() instanceof CreateObject create && create.kind().isTrigger()
					&& create.table() != null && situation.isLarge(create.table())
							? List.of(new Hazard(Danger.ADVICE, "To " + situation.effect().words(), List.of()))
							: List.of();
		}

	}

	/** A right goes. */
	static final class Rights extends SafetyRule {

		Rights() {
			super(List.of("P55"), "Revoke rights, change an owner, switch row security on, drop a policy",
					Danger.BREAKS, "The release that is running may lose its access.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			Operation operation = situation.operation();
			boolean takes = (operation instanceof ChangeRights rights && !rights.granted())
					|| (operation instanceof ChangeTable change && !situation.schema().isNew(change.table())
							&& (change.what().equals("OWNER") || change.what().equals("ROW LEVEL SECURITY")))
					|| (operation instanceof DropObject drop && drop.kind() == ObjectKind.POLICY);
			return (takes && !situation.isHeldBack())
					? breaks("To " + situation.effect().words() + " now",
							SafeStep.of(Phase.CONTRACT, "when no instance needs the access any more", situation.text()))
					: List.of();
		}

	}

	/** A look at the rows of a partition. */
	static final class Partition extends SafetyRule {

		Partition() {
			super(List.of("P57"), "Attach or detach a partition", Danger.WAITS,
					"Without a check that proves the bounds, all rows of the partition are read under a lock that lets nobody "
							+ "in; and the rows of one that goes are missing.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof MovePartition move)) {
				return List.of();
			}
			String what = "To " + situation.effect().words();
			if (!move.attached()) {
				return situation.breaksRunningRelease()
						? breaks(what + " now",
								SafeStep.outside(Phase.CONTRACT,
										"when no instance needs its rows, and while others write",
										"alter table %s detach partition %s concurrently".formatted(
												situation.quote(move.table()), situation.quote(move.partition()))))
						: List.of();
			}
			boolean proven = situation.facts()
				.constraints(move.partition())
				.stream()
				.anyMatch((check) -> check.kind() == Kind.CHECK && check.validated())
					|| situation.earlier(move.partition())
						.stream()
						.anyMatch((effect) -> effect.operation() instanceof Operation.ValidateConstraint);
			String partition = situation.quote(move.partition());
			String check = situation.quote(move.partition().name() + "_bounds");
			return (!proven && situation.isLarge(move.partition())) ? waits(what,
					SafeStep.of(Phase.CONTRACT, "say what the bounds say",
							"alter table %s add constraint %s check (…) not valid".formatted(partition, check)),
					SafeStep.of(Phase.CONTRACT, "prove it while others write",
							"alter table %s validate constraint %s".formatted(partition, check)),
					SafeStep.of(Phase.CONTRACT, "needs no look at the rows now", situation.text())) : List.of();
		}

	}

	/** Nobody sees what it does. */
	static final class Hidden extends SafetyRule {

		Hidden() {
			super(List.of("P59"), "Run what nobody can judge", Danger.DATA,
					"What a DO block, a call, a custom change or a command does cannot be seen from here.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			return situation.operation() instanceof Unknown
					? data("To " + situation.effect().words()
							+ ". Write what it does as plain statements, or trace it on a scratch database")
					: List.of();
		}

	}

}
