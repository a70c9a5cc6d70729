package io.expandcontract.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangeSet;
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
	 * Infer phases, unless nothing is pending.
	 * @param record whether this process is registered and may record them
	 */
	void infer(boolean record) {
		Inference inference = this.database.inference();
		if (inference.mode() == InferenceMode.OFF) {
			return;
		}
		List<PhasedChangeSet> pending = open(this.database.pending());
		if (pending.isEmpty()) {
			return;
		}
		String release = this.database.registration().release().id();
		Map<ChangeSetKey, Phase> known = recorded(release);
		JdbcSchemaFacts facts = new JdbcSchemaFacts(this.database.control(), inference.dialect(),
				this.database.target().naming().defaultSchema());
		Inference.Inferred inferred = inference.infer(with(pending, known), facts);
		if (inference.mode() == InferenceMode.REPORT) {
			inferred.report().forEach((line) -> logger.warn("Phases: " + line));
			inferred.findings().forEach(logger::warn);
			return;
		}
		Map<ChangeSetKey, Phase> phases = new HashMap<>(inferred.phases());
		Map<ChangeSetKey, String> refusals = new HashMap<>(inferred.refusals());
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
		this.database.changelog().infer(phases, refusals, inferred.findings());
		inferred.findings().forEach(logger::warn);
	}

	/**
	 * Record what would have been contract before everything runs at once on a fresh
	 * database, unless phases are not inferred, or only reported.
	 */
	void recordHistory() {
		Inference inference = this.database.inference();
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
