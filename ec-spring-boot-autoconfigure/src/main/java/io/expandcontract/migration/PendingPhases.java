package io.expandcontract.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.RefusedChangesException;
import io.expandcontract.check.Danger;
import io.expandcontract.check.DatabaseFacts;
import io.expandcontract.check.Finding;
import io.expandcontract.check.Severity;
import io.expandcontract.safety.Inference;
import io.expandcontract.safety.InferenceMode;
import io.expandcontract.safety.JdbcSchemaFacts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Has the phases of pending changesets inferred, and records them with the release before
 * anything runs. So a boot that goes on where another died, with half of it done, finds
 * the verdicts of the first; and every instance, of whatever release, finds what is
 * contract once it has run.
 */
final class PendingPhases {

	private static final Log logger = LogFactory.getLog(PendingPhases.class);

	private final MigratedDatabase database;

	PendingPhases(MigratedDatabase database) {
		this.database = database;
	}

	/**
	 * What is known of what is pending.
	 *
	 * @param changeSets what is pending, with the phases that are known or inferred
	 * @param refusals why a changeset cannot run as it is
	 * @param contradictions what contradicts a declared phase, where no rule says so
	 * @param findings what the safety rules say
	 */
	record Judged(List<PhasedChangeSet> changeSets, Map<ChangeSetKey, String> refusals,
			Map<ChangeSetKey, String> contradictions, List<Finding> findings) {
	}

	/**
	 * Judge what is pending, and change nothing.
	 */
	Judged judge() {
		Inference inference = this.database.inference();
		List<PhasedChangeSet> pending = judged(this.database.pending());
		JdbcSchemaFacts facts = facts();
		Inference.Inferred inferred = (inference.mode() != InferenceMode.OFF)
				? inference.infer(with(pending, recorded(this.database.registration().release().id())), facts)
				: new Inference.Inferred(Map.of(), Map.of(), Map.of());
		Map<ChangeSetKey, Phase> phases = new HashMap<>(inferred.phases());
		phases.putAll(recorded(this.database.registration().release().id()));
		List<PhasedChangeSet> phased = with(pending, phases);
		List<Finding> findings = this.database.safety()
			.check(this.database.changelog(), phased, facts, databaseFacts());
		Map<ChangeSetKey, String> contradictions = new HashMap<>(inferred.findings());
		contradictions.keySet().removeAll(broken(findings));
		Map<ChangeSetKey, String> refusals = new HashMap<>(inferred.refusals());
		refusals.putAll(brokenSyncs(pending));
		return new Judged(phased, refusals, contradictions, findings);
	}

	private Map<ChangeSetKey, String> brokenSyncs(List<PhasedChangeSet> pending) {
		return this.database.inference().brokenSyncs(this.database.changelog().changeSets(), pending);
	}

	/**
	 * Refuse what would leave triggers behind that write a column no longer there. That
	 * holds on a fresh database too, and before its contract has its turn.
	 */
	private void requireWholeSyncs() {
		Map<ChangeSetKey, String> broken = brokenSyncs(this.database.pending());
		if (!broken.isEmpty()) {
			throw new RefusedChangesException(List.copyOf(broken.values()));
		}
	}

	private boolean hasBegun() {
		return this.database.isInstalled() && new RunStore(this.database.tables(), this.database.control())
			.hasExpanded(this.database.registration().release().id());
	}

	private JdbcSchemaFacts facts() {
		return new JdbcSchemaFacts(this.database.control(), this.database.inference().dialect(),
				this.database.target().naming().defaultSchema());
	}

	private DatabaseFacts databaseFacts() {
		return DatabaseFacts.of(this.database.control(), this.database.inference().dialect(),
				this.database.target().naming().defaultSchema());
	}

	private static Set<ChangeSetKey> broken(List<Finding> findings) {
		return findings.stream()
			.filter((finding) -> finding.danger() == Danger.BREAKS)
			.map(Finding::changeSet)
			.collect(Collectors.toSet());
	}

	/**
	 * Infer phases and hold what is pending against the safety rules, unless nothing is.
	 * @param record whether this process is registered and may record phases
	 */
	void infer(boolean record) {
		Inference inference = this.database.inference();
		boolean infers = inference.mode() != InferenceMode.OFF;
		List<PhasedChangeSet> pending = infers ? open(this.database.pending())
				: judged(this.database.pending()).stream().filter((changeSet) -> changeSet.phase() != null).toList();
		if (pending.isEmpty()) {
			return;
		}
		requireWholeSyncs();
		JdbcSchemaFacts facts = facts();
		if (!infers) {
			Map<ChangeSetKey, String> refusals = new HashMap<>();
			check(pending, facts, refusals);
			this.database.changelog().infer(Map.of(), refusals, List.of());
			return;
		}
		String release = this.database.registration().release().id();
		Map<ChangeSetKey, Phase> known = recorded(release);
		Inference.Inferred inferred = inference.infer(with(pending, known), facts);
		Map<ChangeSetKey, Phase> phases = new HashMap<>(inferred.phases());
		Map<ChangeSetKey, String> refusals = new HashMap<>(inferred.refusals());
		if (inference.mode() == InferenceMode.REPORT) {
			inferred.report().forEach((line) -> logger.warn("Phases: " + line));
			check(with(pending, phases), facts, refusals);
			inferred.findings().values().forEach(logger::warn);
			return;
		}
		if (record) {
			this.database.releases().recordPhases(release, inferred.phases());
			Map<ChangeSetKey, Phase> standing = recorded(release);
			phases.putAll(standing);
			standing.keySet()
				.stream()
				.filter((key) -> !known.containsKey(key) && !inferred.phases().containsKey(key))
				.forEach(refusals::remove);
		}
		phases.putAll(known);
		Set<ChangeSetKey> broken = check(with(pending, phases), facts, refusals);
		List<String> contradictions = inferred.findings()
			.entrySet()
			.stream()
			.filter((entry) -> !broken.contains(entry.getKey()))
			.map(Map.Entry::getValue)
			.toList();
		this.database.changelog().infer(phases, refusals, contradictions);
		contradictions.forEach(logger::warn);
	}

	/**
	 * Hold changesets against the safety rules.
	 * @param refusals gets what must not run as it is
	 * @return the changesets of which a rule says that they break a running release
	 */
	private Set<ChangeSetKey> check(List<PhasedChangeSet> pending, JdbcSchemaFacts schema,
			Map<ChangeSetKey, String> refusals) {
		List<Finding> findings = this.database.safety()
			.check(this.database.changelog(), pending, schema, databaseFacts());
		boolean begun = findings.stream().anyMatch((finding) -> finding.severity() == Severity.FAIL) && hasBegun();
		for (Finding finding : findings) {
			if (finding.severity() == Severity.FAIL && !begun) {
				refusals.putIfAbsent(finding.changeSet(), finding.toString());
			}
			if (finding.severity() == Severity.INFO) {
				logger.info(finding);
			}
			else {
				logger.warn(finding);
			}
		}
		return broken(findings);
	}

	private List<PhasedChangeSet> judged(List<PhasedChangeSet> pending) {
		return pending.stream()
			.filter((changeSet) -> !changeSet.isCheckpoint() && !this.database.changelog().isPast(changeSet))
			.toList();
	}

	/**
	 * Record what would have been contract before everything runs at once on a fresh
	 * database, unless phases are not inferred, or only reported.
	 */
	void recordHistory() {
		Inference inference = this.database.inference();
		requireWholeSyncs();
		if (inference.mode() == InferenceMode.ENFORCE) {
			Map<ChangeSetKey, Phase> contracts = inference.history(open(this.database.pending()));
			this.database.releases().recordPhases(this.database.registration().release().id(), contracts);
			this.database.changelog().infer(contracts, Map.of(), List.of());
		}
	}

	private Map<ChangeSetKey, Phase> recorded(String release) {
		return this.database.isInstalled() ? this.database.releases().phases(release) : Map.of();
	}

	/**
	 * What ran before and runs always is past as well: it goes on as it did.
	 */
	private List<PhasedChangeSet> open(List<PhasedChangeSet> pending) {
		boolean always = pending.stream().anyMatch((changeSet) -> changeSet.changeSet().isAlwaysRun());
		Set<ChangeSetKey> ran = always ? this.database.ran().keySet() : Set.of();
		Map<ChangeSetKey, Phase> past = new HashMap<>();
		List<PhasedChangeSet> open = new ArrayList<>();
		for (PhasedChangeSet changeSet : pending) {
			if (changeSet.changeSet().isAlwaysRun() && ran.contains(changeSet.key())) {
				past.put(changeSet.key(), Phase.EXPAND);
			}
			else if (!changeSet.isCheckpoint() && !this.database.changelog().isPast(changeSet)) {
				open.add(changeSet);
			}
		}
		if (!past.isEmpty()) {
			this.database.changelog().infer(past, Map.of(), List.of());
		}
		return open;
	}

	private static List<PhasedChangeSet> with(List<PhasedChangeSet> pending, Map<ChangeSetKey, Phase> known) {
		return pending.stream().map((changeSet) -> {
			Phase phase = known.get(changeSet.key());
			return (changeSet.phase() == null && phase != null) ? changeSet.inferred(phase) : changeSet;
		}).toList();
	}

}
