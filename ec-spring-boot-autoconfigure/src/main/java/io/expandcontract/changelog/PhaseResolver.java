package io.expandcontract.changelog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import liquibase.changelog.ChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives each changeset its phase: declared, by path, or by default. Collects what
 * contradicts itself instead of stopping at the first.
 */
final class PhaseResolver {

	private final List<String> problems = new ArrayList<>();

	private final List<String> findings = new ArrayList<>();

	record Resolved(@Nullable Phase phase, PhaseSource source) {
	}

	Resolved resolve(ChangeSet changeSet) {
		ChangeSetKey key = ChangeSetKey.of(changeSet);
		Phase declared = single(ContextPhases.of(changeSet), key, "its contexts");
		Set<Phase> paths = PathPhases.of(SiblingOrder.physicalPath(changeSet));
		paths.addAll(PathPhases.of(changeSet.getFilePath()));
		Phase byPath = single(paths, key, "its path");
		if (declared != null && byPath != null && declared != byPath) {
			this.findings.add(key + " is " + declared + " by its contexts, though its path says " + byPath
					+ "; the contexts win. Move the file or change the context so that they agree.");
		}
		if (declared == Phase.CONTRACT && !isStrict(changeSet)) {
			this.findings.add(key + " has the plain context \"contract\": a bare \"liquibase update\" would run it. "
					+ "Write \"@contract\".");
		}
		Phase phase = (declared != null) ? declared : byPath;
		if (phase == Phase.CONTRACT && (changeSet.isAlwaysRun() || changeSet.isRunOnChange())) {
			this.problems
				.add(key + " is a contract changeset with runAlways or runOnChange: what runs more than once is "
						+ "never contract. Remove the attribute, or split the changeset");
		}
		boolean movesData = changeSet.getChanges().stream().anyMatch(DataChange.class::isInstance);
		if (movesData && phase != null && phase != Phase.MIGRATE) {
			this.problems.add(key + " holds a backfill but is " + phase + ". Declare the context \"migrate\"");
		}
		if (movesData && changeSet.getChanges().size() > 1) {
			this.problems.add(key + " holds a backfill beside other changes. Give the backfill a changeset of its own");
		}
		if (phase == null && movesData) {
			return new Resolved(Phase.MIGRATE, PhaseSource.INFERRED);
		}
		PhaseSource source = (declared != null) ? PhaseSource.DECLARED
				: (byPath != null) ? PhaseSource.PATH : PhaseSource.DEFAULT;
		return new Resolved(PhasedChangeSet.isCheckpoint(changeSet) ? null : phase, source);
	}

	private @Nullable Phase single(Set<Phase> phases, ChangeSetKey key, String source) {
		if (phases.size() > 1) {
			this.problems.add(key + " has more than one phase: " + source + " give " + phases
					+ ". Leave one, or split the changeset");
		}
		return phases.isEmpty() ? null : phases.iterator().next();
	}

	static boolean isStrict(ChangeSet changeSet) {
		String full = changeSet.buildFullContext();
		return (full != null && full.replaceAll("[\\s()]", "").startsWith("@"))
				|| changeSet.getInheritableContextFilter()
					.stream()
					.anyMatch((expression) -> expression.toString().replaceAll("[\\s()]", "").startsWith("@"));
	}

	List<String> problems() {
		return this.problems;
	}

	List<String> findings() {
		return this.findings;
	}

}
