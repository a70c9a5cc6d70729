package io.expandcontract.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.DataType;

/**
 * Writes how a changeset is to be split, in words and, where its author wrote YAML or
 * SQL, in that.
 */
final class SplitText {

	private SplitText() {
	}

	static String of(Judgement judgement, DataTypes types, Dialect dialect) {
		StringBuilder text = new StringBuilder(judgement.changeSet().toString()).append(" must be split");
		List<SplitStep> steps = new ArrayList<>();
		Map<Phase, Set<String>> halves = judgement.halves();
		if (judgement.has(Breaks.BOTH)) {
			for (Judgement.Verdict verdict : judgement.verdicts()) {
				if (verdict.rule().breaks() == Breaks.BOTH) {
					text.append(": to ")
						.append(Words.of(verdict.effect().operation()))
						.append(" breaks ")
						.append(Breaks.BOTH.words());
					steps.addAll(Splits.of(verdict.effect().operation(), types.of(verdict.effect()), dialect));
				}
			}
		}
		else {
			text.append(": it belongs to more than one phase");
		}
		for (Phase phase : Phase.values()) {
			List<String> lines = new ArrayList<>();
			halves.getOrDefault(phase, Set.of()).forEach(lines::add);
			for (SplitStep step : steps) {
				if (step.phase() == phase) {
					lines.add(step.words() + inFormat(judgement.changeSet(), step));
				}
			}
			if (!lines.isEmpty()) {
				text.append("\n      ")
					.append(phase.name().toLowerCase(Locale.ROOT))
					.append(": ")
					.append(String.join("; ", lines));
			}
		}
		return text.toString();
	}

	private static String inFormat(PhasedChangeSet changeSet, SplitStep step) {
		String path = changeSet.key().path().toLowerCase(Locale.ROOT);
		boolean yaml = path.endsWith(".yaml") || path.endsWith(".yml");
		String code = path.endsWith(".sql") ? step.sql() : yaml ? step.yaml() : "";
		return code.isEmpty() ? "" : "\n        " + (yaml ? "- " : "") + code + (yaml ? "" : ";");
	}

	/**
	 * Knows the types of columns.
	 */
	@FunctionalInterface
	interface DataTypes {

		@org.jspecify.annotations.Nullable
		DataType of(Effect effect);

	}

}
