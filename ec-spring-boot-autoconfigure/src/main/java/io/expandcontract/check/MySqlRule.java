package io.expandcontract.check;

import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.safety.SplitStep;
import io.expandcontract.sql.Operation.AddColumn;

/**
 * A rule of MySQL and MariaDB alone.
 */
abstract class MySqlRule extends SafetyRule {

	MySqlRule(String id, String title, Danger danger, String why) {
		super(List.of(id), title, danger, why);
	}

	/**
	 * Say that a table is copied. From MariaDB 11.2 on, others write it meanwhile.
	 */
	static List<Hazard> copies(Situation situation, String what, SafeStep... safe) {
		return situation.facts().copiesWhileOthersWrite()
				? advice(what + " copies the table, though others may write it", safe)
				: waits(what + " copies the table", safe);
	}

	static List<Hazard> advice(String what, SafeStep... safe) {
		return List.of(new Hazard(Danger.ADVICE, what, List.of(safe)));
	}

	static List<Hazard> data(String what, SafeStep... safe) {
		return List.of(new Hazard(Danger.DATA, what, List.of(safe)));
	}

	static List<Hazard> fails(String what, SafeStep... safe) {
		return List.of(new Hazard(Danger.FAILS, what, List.of(safe)));
	}

	/**
	 * Return what the statement demands of the server.
	 * @param option {@code ALGORITHM} or {@code LOCK}
	 * @return upper case, or an empty text
	 */
	static String demanded(Situation situation, String option) {
		return (situation.effect().statement() != null)
				? situation.effect().statement().options().getOrDefault(option, "") : "";
	}

	/**
	 * Take a step of which only the YAML is right here.
	 */
	static SafeStep inYaml(SplitStep step) {
		return new SafeStep(step.phase(), step.words(), step.yaml(), "", true);
	}

	/**
	 * Split a column that inserts must name.
	 */
	static SafeStep[] required(Situation situation, AddColumn add) {
		String type = String.valueOf(add.column().type());
		return new SafeStep[] { AddColumnRule.plain(situation, add, type),
				AddColumnRule.fill(add.table(), add.column().name(), "…"),
				SafeStep.of(Phase.CONTRACT, "refuse null when no old instance writes it",
						"alter table %s modify column %s %s not null".formatted(situation.quote(add.table()),
								situation.quote(add.column().name()), type)) };
	}

	/**
	 * Return the statement itself for a later phase.
	 */
	static SafeStep[] later(Situation situation, String words) {
		return situation.text().isEmpty() ? new SafeStep[0]
				: new SafeStep[] { SafeStep.of(Phase.CONTRACT, words, situation.text()) };
	}

}
