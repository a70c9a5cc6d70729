package io.expandcontract.check;

import java.util.List;

import io.expandcontract.changelog.Phase;

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
		return situation.facts().copiesWhileOthersWrite() ? advice(what + " copies the table, though others may write it",
				safe) : waits(what + " copies the table", safe);
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
	 * Return the statement itself for a later phase.
	 */
	static SafeStep[] later(Situation situation, String words) {
		return situation.text().isEmpty() ? new SafeStep[0]
				: new SafeStep[] { SafeStep.of(Phase.CONTRACT, words, situation.text()) };
	}

}
