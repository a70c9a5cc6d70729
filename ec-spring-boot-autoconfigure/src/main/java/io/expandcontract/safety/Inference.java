package io.expandcontract.safety;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhaseSource;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.sql.Dialect;
import liquibase.changelog.ChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * Infers the phases of pending changesets, and finds what contradicts the declared ones.
 */
public final class Inference {

	private final InferenceMode mode;

	private final Unphased unphased;

	private final PhaseClassifier classifier;

	private final ChangeOperations operations;

	/**
	 * Create the inference of one database.
	 * @param mode what to do with inferred phases
	 * @param unphased what to do with changesets that nobody can judge
	 * @param classifier knows what only the application knows
	 * @param operations tells what changesets do to the database
	 */
	public Inference(InferenceMode mode, Unphased unphased, PhaseClassifier classifier, ChangeOperations operations) {
		this.mode = mode;
		this.unphased = unphased;
		this.classifier = classifier;
		this.operations = operations;
	}

	/**
	 * What was inferred.
	 *
	 * @param phases the phases of changesets that had none
	 * @param refusals why a changeset cannot run as it is, and what to do
	 * @param findings what contradicts a declared phase
	 */
	public record Inferred(Map<ChangeSetKey, Phase> phases, Map<ChangeSetKey, String> refusals,
			Map<ChangeSetKey, String> findings) {

		/**
		 * Return the lines that tell what enforcing would do.
		 * @return sentences for the log
		 */
		public List<String> report() {
			List<String> lines = new ArrayList<>();
			this.phases.forEach((key, phase) -> {
				if (phase != Phase.EXPAND) {
					lines.add(key + " would be held back as " + phase);
				}
			});
			this.refusals.values().forEach((refusal) -> lines.add("would be refused: " + refusal));
			return lines;
		}

	}

	/**
	 * Return what to do with inferred phases.
	 * @return the mode
	 */
	public InferenceMode mode() {
		return this.mode;
	}

	/**
	 * Return the SQL of the database.
	 * @return the dialect
	 */
	public Dialect dialect() {
		return this.operations.dialect();
	}

	/**
	 * Tell what a changeset does.
	 * @param changeSet a parsed changeset
	 * @return its effects in order
	 */
	public List<Effect> effects(ChangeSet changeSet) {
		return this.operations.of(changeSet);
	}

	/**
	 * Infer phases.
	 * @param pending what has yet to run, in order, with the phases that are known
	 * @param facts the schema as it is
	 * @return what follows
	 */
	public Inferred infer(List<PhasedChangeSet> pending, SchemaFacts facts) {
		PhaseJudge judge = new PhaseJudge(this.operations, facts);
		List<Judgement> judgements = judge.judge(pending);
		Inferred inferred = new Inferred(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
		List<@Nullable Phase> phases = new ArrayList<>();
		for (Judgement judgement : judgements) {
			PhasedChangeSet changeSet = judgement.changeSet();
			if (changeSet.phase() != null) {
				contradiction(judgement, inferred.findings());
				phases.add(changeSet.phase());
			}
			else {
				phases.add(infer(judgement, judge, inferred));
			}
		}
		new OrderCheck().check(judgements, phases).forEach(inferred.refusals()::putIfAbsent);
		return inferred;
	}

	/**
	 * Find pending changesets that take away what triggers still write. Nothing may run
	 * them as they are, on a fresh database neither.
	 * @param all the whole changelog, in order
	 * @param pending what has yet to run
	 * @return why each cannot run, and what to do
	 */
	public Map<ChangeSetKey, String> brokenSyncs(List<PhasedChangeSet> all, Collection<PhasedChangeSet> pending) {
		return new SyncOrder(this.operations).check(all,
				pending.stream().map(PhasedChangeSet::key).collect(Collectors.toSet()));
	}

	/**
	 * Find what would have been contract in a changelog that runs as a whole on a fresh
	 * database, where nothing is refused and nothing waits. A release that does not know
	 * these changesets must not serve there later.
	 * @param all what runs, in order, with the phases that are known
	 * @return changesets without a phase that break a release which does not know them,
	 * each as contract
	 */
	public Map<ChangeSetKey, Phase> history(List<PhasedChangeSet> all) {
		Map<ChangeSetKey, Phase> contracts = new LinkedHashMap<>();
		for (Judgement judgement : PhaseJudge.ofHistory(this.operations).judge(all)) {
			PhasedChangeSet changeSet = judgement.changeSet();
			if (changeSet.phase() == null && !isRepeatable(changeSet.changeSet())
					&& (judgement.has(Breaks.OLD) || judgement.has(Breaks.BOTH))) {
				contracts.put(changeSet.key(), Phase.CONTRACT);
			}
		}
		return contracts;
	}

	private @Nullable Phase infer(Judgement judgement, PhaseJudge judge, Inferred inferred) {
		PhasedChangeSet changeSet = judgement.changeSet();
		Phase phase = judgement.phase();
		if (phase == null && judgement.has(Breaks.UNKNOWN)) {
			phase = this.classifier.classify(changeSet.changeSet(),
					judgement.verdicts().stream().map(Judgement.Verdict::effect).toList());
		}
		if (phase == Phase.MIGRATE && isRepeatable(changeSet.changeSet())) {
			phase = Phase.EXPAND;
		}
		if (phase == Phase.CONTRACT && isRepeatable(changeSet.changeSet())) {
			inferred.refusals()
				.put(changeSet.key(), changeSet + " would be contract by what it does, and what runs more than once is "
						+ "never contract. Give it the context expand if every live release bears it, or move what it "
						+ "removes to a changeset without runAlways and runOnChange");
			return null;
		}
		if (phase != null) {
			inferred.phases().put(changeSet.key(), phase);
		}
		else if (judgement.mustBeSplit() || this.unphased == Unphased.REFUSE) {
			inferred.refusals().put(changeSet.key(), judge.explain(judgement));
		}
		return phase;
	}

	private static boolean isRepeatable(ChangeSet changeSet) {
		return changeSet.isAlwaysRun() || changeSet.isRunOnChange();
	}

	private static void contradiction(Judgement judgement, Map<ChangeSetKey, String> findings) {
		PhasedChangeSet changeSet = judgement.changeSet();
		if (changeSet.source() == PhaseSource.INFERRED) {
			return;
		}
		Judgement.Verdict contrary = judgement.verdicts()
			.stream()
			.filter((verdict) -> contradicts(verdict, Objects.requireNonNull(changeSet.phase())))
			.findFirst()
			.orElse(null);
		boolean needless = changeSet.phase() == Phase.CONTRACT && judgement.phase() == Phase.EXPAND;
		if (contrary != null) {
			findings.put(changeSet.key(),
					changeSet + " is " + changeSet.phase() + " by its " + source(changeSet) + ", but to "
							+ Words.of(contrary.effect().operation()) + " breaks " + contrary.rule().breaks().words()
							+ ". The " + source(changeSet) + " wins; make sure that it is meant.");
		}
		else if (needless && !judgement.verdicts().isEmpty()) {
			findings.put(changeSet.key(), changeSet + " is CONTRACT by its " + source(changeSet)
					+ ", though what it does breaks nobody: it is held back all the same.");
		}
	}

	private static boolean contradicts(Judgement.Verdict verdict, Phase phase) {
		return switch (verdict.rule().breaks()) {
			case NOBODY, UNKNOWN -> false;
			case OLD -> phase != Phase.CONTRACT;
			case BOTH -> true;
			case DATA -> phase == Phase.EXPAND;
		};
	}

	private static String source(PhasedChangeSet changeSet) {
		return (changeSet.source() == PhaseSource.PATH) ? "path" : "contexts";
	}

}
