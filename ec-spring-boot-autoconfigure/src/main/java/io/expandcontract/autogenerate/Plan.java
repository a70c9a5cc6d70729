package io.expandcontract.autogenerate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.expandcontract.autogenerate.Decision.Question;
import io.expandcontract.changelog.Phase;

/**
 * All decisions as changesets in running order, and what is left to a person.
 *
 * @param changeSets the changesets of each phase, in order
 * @param questions what a person must decide
 */
record Plan(Map<Phase, List<Planned>> changeSets, List<Question> questions) {

	/**
	 * One changeset.
	 *
	 * @param id its number within its file
	 * @param phase its phase
	 * @param step what it does
	 * @param dependsOn what must have run before, in other phases
	 */
	record Planned(int id, Phase phase, Step step, List<Planned> dependsOn) {
	}

	private record Entry(Step step, int decision) {
	}

	/**
	 * Decide every difference.
	 * @param differences the differences
	 * @param table the decisions
	 * @return the plan
	 */
	static Plan of(List<Difference> differences, DecisionTable table) {
		List<Entry> entries = new ArrayList<>();
		List<Question> questions = new ArrayList<>();
		DecisionTable decisions = table.knowing(differences);
		for (int index = 0; index < differences.size(); index++) {
			Decision decision = differences.get(index).in(decisions);
			int number = index;
			decision.steps().forEach((step) -> entries.add(new Entry(step, number)));
			if (decision.question() != null) {
				questions.add(decision.question());
			}
		}
		entries.sort(Comparator.comparing((entry) -> entry.step().place()));
		Map<Phase, List<Planned>> changeSets = new EnumMap<>(Phase.class);
		Map<Integer, List<Planned>> earlier = new HashMap<>();
		for (Entry entry : entries) {
			Phase phase = entry.step().place().phase();
			List<Planned> ofPhase = changeSets.computeIfAbsent(phase, (key) -> new ArrayList<>());
			List<Planned> ofDecision = earlier.computeIfAbsent(entry.decision(), (key) -> new ArrayList<>());
			List<Planned> dependsOn = (phase == Phase.CONTRACT)
					? ofDecision.stream().filter((planned) -> isNeeded(planned, entry.step())).toList() : List.of();
			Planned planned = new Planned(ofPhase.size() + 1, phase, entry.step(), dependsOn);
			ofPhase.add(planned);
			ofDecision.add(planned);
		}
		return new Plan(changeSets, questions);
	}

	/**
	 * Return whether a contract step waits for another. What is for one engine only would
	 * keep it from running on any other.
	 */
	private static boolean isNeeded(Planned earlier, Step step) {
		return earlier.phase() != Phase.CONTRACT && (!earlier.step().isOfOneEngine() || step.isOfOneEngine());
	}

	List<Planned> of(Phase phase) {
		return this.changeSets.getOrDefault(phase, List.of());
	}

	Plan asking(List<Question> more) {
		List<Question> all = new ArrayList<>(this.questions);
		all.addAll(more);
		return new Plan(this.changeSets, all);
	}

	boolean isEmpty() {
		return this.changeSets.isEmpty();
	}

}
