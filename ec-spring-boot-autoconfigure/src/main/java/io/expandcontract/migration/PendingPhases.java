package io.expandcontract.migration;

import java.util.HashMap;
import java.util.HashSet;
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
		List<PhasedChangeSet> pending = open();
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

	private Map<ChangeSetKey, Phase> recorded(String release) {
		return this.database.isInstalled() ? this.database.releases().phases(release) : Map.of();
	}

	/**
	 * What ran before and runs always is past as well.
	 */
	private List<PhasedChangeSet> open() {
		List<PhasedChangeSet> pending = this.database.pending();
		if (pending.isEmpty()) {
			return pending;
		}
		Set<ChangeSetKey> ran = pending.stream().anyMatch((changeSet) -> changeSet.changeSet().isAlwaysRun())
				? this.database.ran().keySet() : new HashSet<>();
		return pending.stream()
			.filter((changeSet) -> !changeSet.isCheckpoint())
			.filter((changeSet) -> !this.database.changelog().isPast(changeSet))
			.filter((changeSet) -> !changeSet.changeSet().isAlwaysRun() || !ran.contains(changeSet.key()))
			.toList();
	}

	private static List<PhasedChangeSet> with(List<PhasedChangeSet> pending, Map<ChangeSetKey, Phase> known) {
		return pending.stream().map((changeSet) -> {
			Phase phase = known.get(changeSet.key());
			return (changeSet.phase() == null && phase != null) ? changeSet.inferred(phase) : changeSet;
		}).toList();
	}

}
