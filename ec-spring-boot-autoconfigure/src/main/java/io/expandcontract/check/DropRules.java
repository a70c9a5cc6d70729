package io.expandcontract.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.expandcontract.changelog.Phase;
import io.expandcontract.safety.PhaseRule;
import io.expandcontract.safety.Splits;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.ObjectKind;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.ChangeRows;
import io.expandcontract.sql.Operation.DropConstraint;
import io.expandcontract.sql.Operation.DropObject;
import io.expandcontract.sql.Operation.RowChange;
import org.jspecify.annotations.Nullable;

/**
 * What breaks when something goes.
 */
final class DropRules {

	private DropRules() {
	}

	private static SafeStep later(String words, String yaml, String sql) {
		return new SafeStep(Phase.CONTRACT, words, yaml, sql, true);
	}

	/** A column goes. */
	static final class DropColumn extends SafetyRule {

		DropColumn() {
			super(List.of("P40", "M21"), "Drop a column", Danger.BREAKS,
					"Statements of the release that is running name the column and fail, and its data is lost.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof Operation.DropColumn drop) || !situation.breaksRunningRelease()) {
				return List.of();
			}
			List<SafeStep> steps = new ArrayList<>();
			if (situation.verdict() == PhaseRule.DROP_REQUIRED_COLUMN) {
				Splits.of(drop, null)
					.stream()
					.filter((step) -> step.phase() == Phase.EXPAND)
					.map((step) -> situation.dialect().isMySqlFamily() ? MySqlRule.inYaml(step) : SafeStep.of(step))
					.forEach(steps::add);
			}
			steps.add(later("drop it when no instance knows it any more",
					"dropColumn: { tableName: %s, columnName: %s }".formatted(drop.table().name(), drop.column()),
					"alter table %s drop column %s".formatted(situation.quote(drop.table()),
							situation.quote(drop.column()))));
			return breaks("To " + situation.effect().words() + " now", steps.toArray(SafeStep[]::new));
		}

	}

	/** A table goes. */
	static final class DropTable extends SafetyRule {

		DropTable() {
			super(List.of("P41", "M22"), "Drop a table", Danger.BREAKS,
					"Statements of the release that is running fail, and the data is lost; the parents of its foreign keys are "
							+ "locked too.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			return situation.operation() instanceof Operation.DropTable drop && situation.breaksRunningRelease()
					? breaks("To " + situation.effect().words() + " now",
							later("drop it when no instance knows it any more",
									"dropTable: { tableName: %s }".formatted(drop.table().name()),
									"drop table " + situation.quote(drop.table())))
					: List.of();
		}

	}

	/** Return what a constraint that goes demands, or {@code null} if nobody knows. */
	private static @Nullable Kind kind(Situation situation, DropConstraint drop) {
		return (drop.kind() != null) ? drop.kind()
				: situation.facts()
					.constraints(drop.table())
					.stream()
					.filter((constraint) -> Objects.equals(constraint.name(), drop.constraint()))
					.map(ConstraintFacts::kind)
					.findFirst()
					.orElse(null);
	}

	/** Return whether no release that is alive knows a constraint. */
	private static boolean isNew(Situation situation, DropConstraint drop) {
		return situation.earlier(drop.table())
			.stream()
			.anyMatch((effect) -> effect.operation() instanceof AddConstraint add
					&& Objects.equals(add.constraint().name(), drop.constraint()));
	}

	private static SafeStep later(Situation situation, DropConstraint drop) {
		String constraint = (drop.constraint() != null) ? situation.quote(drop.constraint()) : "…";
		boolean mysql = situation.dialect().isMySqlFamily() && drop.kind() == Kind.FOREIGN_KEY;
		return later("drop it when no instance relies on it any more", "", "alter table %s drop %s %s"
			.formatted(situation.quote(drop.table()), mysql ? "foreign key" : "constraint", constraint));
	}

	/** A foreign key goes. */
	static final class DropForeignKey extends SafetyRule {

		DropForeignKey() {
			super(List.of("P42", "M16"), "Drop a foreign key", Danger.DATA,
					"The release that is running relies on it: on a parent for each row, on rows that go with their parent.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			return situation.operation() instanceof DropConstraint drop && kind(situation, drop) == Kind.FOREIGN_KEY
					&& situation.breaksRunningRelease()
							? List.of(new Hazard(Danger.DATA, "To " + situation.effect().words() + " now",
									List.of(later(situation, drop))))
							: List.of();
		}

	}

	/** A key goes. */
	static final class DropKey extends SafetyRule {

		DropKey() {
			super(List.of("P43"), "Drop a unique constraint or primary key", Danger.BREAKS,
					"Statements with ON CONFLICT need it, and the release that is running relies on it to refuse what is "
							+ "there already.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof DropConstraint drop) || !situation.breaksRunningRelease()
					|| isNew(situation, drop)) {
				return List.of();
			}
			Kind kind = kind(situation, drop);
			return (kind == null || kind == Kind.UNIQUE || kind == Kind.PRIMARY_KEY || kind == Kind.EXCLUSION)
					? breaks("To " + situation.effect().words() + " now", later(situation, drop)) : List.of();
		}

	}

	/** Another object goes, or nobody sees what all goes. */
	static final class DropOther extends SafetyRule {

		DropOther() {
			super(List.of("P46"), "Drop a view, function, trigger, type or sequence, or anything with CASCADE",
					Danger.BREAKS,
					"Statements of the release that is running use it; and CASCADE drops what nobody named.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			Operation operation = situation.operation();
			boolean cascade = (operation instanceof DropObject object && object.cascade())
					|| (operation instanceof Operation.DropTable table && table.cascade())
					|| (operation instanceof Operation.DropColumn column && column.cascade())
					|| (operation instanceof DropConstraint constraint && constraint.cascade());
			boolean known = operation.table() == null || !situation.schema().isNew(operation.table());
			List<Hazard> breaks = operation instanceof DropObject drop && situation.breaksRunningRelease()
					&& drop.kind() != ObjectKind.SCHEMA
							? breaks("To " + situation.effect().words() + " now",
									later("drop it when no instance uses it any more", "", situation.text()))
							: List.of();
			return both(breaks,
					cascade && known && situation.verdict() != PhaseRule.DROP_NEW_OBJECT
							? List.of(new Hazard(Danger.DATA,
									"To " + situation.effect().words()
											+ " with CASCADE. Drop what depends on it by name, before it",
									List.of()))
							: List.of());
		}

	}

	/** All rows go. */
	static final class Empty extends SafetyRule {

		Empty() {
			super(List.of("P48"), "Truncate a table, drop a schema or database", Danger.BREAKS,
					"The rows that the release that is running works with are lost.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			Operation operation = situation.operation();
			Name table = operation.table();
			boolean truncates = operation instanceof ChangeRows rows && rows.kind() == RowChange.TRUNCATE
					&& table != null && situation.hasRows(table);
			boolean drops = operation instanceof DropObject drop && drop.kind() == ObjectKind.SCHEMA
					&& situation.verdict() != PhaseRule.DROP_NEW_OBJECT;
			if (!truncates && !drops) {
				return List.of();
			}
			String what = "To " + situation.effect().words() + " loses all rows";
			return situation.isHeldBack() ? List.of(new Hazard(Danger.DATA, what, List.of())) : breaks(what);
		}

	}

}
