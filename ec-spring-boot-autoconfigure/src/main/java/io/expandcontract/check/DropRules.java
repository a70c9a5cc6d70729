package io.expandcontract.check;

import java.util.ArrayList;
import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.safety.PhaseRule;
import io.expandcontract.safety.Splits;

/**
 * What breaks when something goes.
 */
final class DropRules {

	private DropRules() {
	}

	/**
	 * A column goes.
	 */
	static final class DropColumn extends SafetyRule {

		DropColumn() {
			super(List.of("P40", "M21"), "Drop a column", Danger.BREAKS,
					"Statements of the release that is running name the column and fail, and its data is lost.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof io.expandcontract.sql.Operation.DropColumn drop)
					|| !situation.breaksRunningRelease()) {
				return List.of();
			}
			List<SafeStep> steps = new ArrayList<>();
			if (situation.verdict() == PhaseRule.DROP_REQUIRED_COLUMN) {
				Splits.of(drop, null)
					.stream()
					.filter((step) -> step.phase() == Phase.EXPAND)
					.map(SafeStep::of)
					.forEach(steps::add);
			}
			steps.add(new SafeStep(Phase.CONTRACT, "drop it when no instance knows it any more",
					"dropColumn: { tableName: %s, columnName: %s }".formatted(drop.table().name(), drop.column()),
					"alter table %s drop column %s".formatted(situation.quote(drop.table()),
							situation.quote(drop.column())),
					true));
			return breaks("To " + situation.effect().words() + " now", steps.toArray(SafeStep[]::new));
		}

	}

}
