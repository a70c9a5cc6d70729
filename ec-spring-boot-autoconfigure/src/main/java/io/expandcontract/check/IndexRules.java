package io.expandcontract.check;

import java.util.List;

import io.expandcontract.changelog.Phase;

/**
 * What indexes cost.
 */
final class IndexRules {

	private IndexRules() {
	}

	/**
	 * A build that lets nobody write.
	 */
	static final class CreateIndex extends SafetyRule {

		CreateIndex() {
			super(List.of("P28"), "Create an index", Danger.WAITS, "Nobody writes the table until the index is built.");
		}

		@Override
		List<Hazard> check(Situation situation) {
			if (!(situation.operation() instanceof io.expandcontract.sql.Operation.CreateIndex create)
					|| create.concurrently() || situation.isMadeSafe() || !situation.isLarge(create.table())
					|| situation.facts().isPartitioned(create.table())) {
				return List.of();
			}
			return waits("To " + situation.effect().words() + " without CONCURRENTLY", concurrently(situation, create));
		}

	}

	static SafeStep concurrently(Situation situation, io.expandcontract.sql.Operation.CreateIndex create) {
		Phase phase = create.unique() ? Phase.CONTRACT : Phase.EXPAND;
		String text = situation.text();
		if (!text.isEmpty()) {
			return SafeStep.outside(phase, "build it while others write",
					text.replaceFirst("(?i)\\bindex\\b", "index concurrently"));
		}
		String name = (create.index() != null) ? " " + situation.quote(create.index()) : "";
		String columns = String.join(", ", create.columns().stream().map(situation::quote).toList());
		return SafeStep.outside(phase, "build it while others write", "create %sindex concurrently%s on %s (%s)"
			.formatted(create.unique() ? "unique " : "", name, situation.quote(create.table()), columns));
	}

}
