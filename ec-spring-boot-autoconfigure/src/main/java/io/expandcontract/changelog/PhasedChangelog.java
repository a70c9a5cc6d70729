package io.expandcontract.changelog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import liquibase.change.core.TagDatabaseChange;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import org.jspecify.annotations.Nullable;

/**
 * A parsed changelog with the phase of every changeset, in the order in which they run.
 * The parsed object is Liquibase's own, kept for every later run, never parsed again.
 */
public final class PhasedChangelog {

	private final DatabaseChangeLog parsed;

	private volatile List<PhasedChangeSet> changeSets;

	private volatile Map<ChangeSetKey, PhasedChangeSet> byKey;

	private volatile Map<ChangeSetKey, String> refusals = Map.of();

	private final List<String> checkpoints;

	private volatile List<String> findings;

	private final Release release;

	private final Unphased unphased;

	private PhasedChangelog(DatabaseChangeLog parsed, List<PhasedChangeSet> changeSets, List<String> checkpoints,
			List<String> findings, Release release, Unphased unphased) {
		this.parsed = parsed;
		this.changeSets = List.copyOf(changeSets);
		this.checkpoints = List.copyOf(checkpoints);
		this.findings = List.copyOf(findings);
		this.release = release;
		this.unphased = unphased;
		this.byKey = byKey(this.changeSets);
	}

	private static Map<ChangeSetKey, PhasedChangeSet> byKey(List<PhasedChangeSet> changeSets) {
		Map<ChangeSetKey, PhasedChangeSet> byKey = new HashMap<>();
		changeSets.forEach((changeSet) -> byKey.put(changeSet.key(), changeSet));
		return byKey;
	}

	/**
	 * Take over what was inferred from what pending changesets do. The release keeps its
	 * fingerprint, which must not depend on what happens to be pending.
	 * @param phases the phases of changesets that have none
	 * @param refused why a changeset cannot run as it is
	 * @param contradictions what contradicts a declared phase
	 */
	public synchronized void infer(Map<ChangeSetKey, Phase> phases, Map<ChangeSetKey, String> refused,
			List<String> contradictions) {
		List<PhasedChangeSet> inferred = new ArrayList<>();
		for (PhasedChangeSet changeSet : this.changeSets) {
			Phase phase = phases.get(changeSet.key());
			boolean open = phase != null && (changeSet.phase() == null || changeSet.source() == PhaseSource.INFERRED)
					&& !changeSet.isCheckpoint();
			inferred.add((open && phase != null) ? changeSet.inferred(phase) : changeSet);
		}
		Set<String> all = new LinkedHashSet<>(this.findings);
		all.addAll(contradictions);
		this.byKey = byKey(inferred);
		this.changeSets = List.copyOf(inferred);
		this.refusals = Map.copyOf(refused);
		this.findings = List.copyOf(all);
	}

	/**
	 * Give backfills that are to run again the phase that they had. One that no longer
	 * was pending when this process began may have none here.
	 * @param backfills identities of migrate changesets
	 */
	public synchronized void recall(Set<ChangeSetKey> backfills) {
		boolean known = this.changeSets.stream()
			.noneMatch((changeSet) -> changeSet.phase() == null && backfills.contains(changeSet.key()));
		if (!known) {
			Map<ChangeSetKey, Phase> phases = new HashMap<>();
			backfills.forEach((key) -> phases.put(key, Phase.MIGRATE));
			infer(phases, this.refusals, List.of());
		}
	}

	/**
	 * Give each changeset its phase, and put sibling folders in phase order. Changes the
	 * order in the parsed changelog, nothing else.
	 * @param parsed the parsed changelog
	 * @param unphased what to do with changesets without phase
	 * @param version the application's version, for people
	 * @param baseline the checkpoint up to which everything is known, if declared
	 * @return the changelog with phases
	 * @throws InvalidChangelogException if a changeset contradicts itself
	 */
	public static PhasedChangelog of(DatabaseChangeLog parsed, Unphased unphased, String version,
			@Nullable String baseline) {
		SiblingOrder.apply(parsed.getChangeSets());
		PhaseContext.apply(parsed.getChangeSets());
		PhaseResolver resolver = new PhaseResolver();
		List<PhasedChangeSet> changeSets = new ArrayList<>();
		List<String> checkpoints = parsed.getChangeSets()
			.stream()
			.map(PhasedChangelog::tag)
			.filter(Objects::nonNull)
			.toList();
		int passed = 0;
		for (ChangeSet changeSet : parsed.getChangeSets()) {
			PhaseResolver.Resolved resolved = resolver.resolve(changeSet);
			changeSets.add(new PhasedChangeSet(ChangeSetKey.of(changeSet), changeSet, resolved.phase(),
					resolved.source(), (passed < checkpoints.size()) ? checkpoints.get(passed) : null));
			passed += (tag(changeSet) != null) ? 1 : 0;
		}
		List<String> problems = new ArrayList<>(resolver.problems());
		problems.addAll(checkpointProblems(checkpoints, baseline));
		if (!problems.isEmpty()) {
			throw new InvalidChangelogException(problems);
		}
		return new PhasedChangelog(parsed, changeSets, checkpoints, resolver.findings(),
				Release.of(version, baseline, unfiltered(parsed, changeSets)), unphased);
	}

	private static List<String> checkpointProblems(List<String> checkpoints, @Nullable String baseline) {
		List<String> problems = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		for (String checkpoint : checkpoints) {
			if (!seen.add(checkpoint)) {
				problems.add("The checkpoint " + checkpoint + " is tagged twice. Give each checkpoint its own name");
			}
			if (Set.of("pause", "resume", "cancel").contains(checkpoint)) {
				problems.add("The checkpoint " + checkpoint + " bears the name of an operation. Rename it");
			}
		}
		if (baseline != null && !checkpoints.isEmpty() && !seen.contains(baseline)) {
			problems.add("expand-contract.baseline names the checkpoint " + baseline + ", which is not among "
					+ checkpoints);
		}
		return problems;
	}

	/**
	 * Stop if a changeset that is about to run cannot run as it is, or has no phase and
	 * must have one.
	 * @param pending the changesets that are about to run
	 * @throws RefusedChangesException if what they do stands against it
	 * @throws InvalidChangelogException if a phase is missing
	 */
	public void checkPending(List<PhasedChangeSet> pending) {
		List<String> refused = pending.stream()
			.map((changeSet) -> this.refusals.get(changeSet.key()))
			.filter(Objects::nonNull)
			.toList();
		if (!refused.isEmpty()) {
			throw new RefusedChangesException(refused);
		}
		if (this.unphased == Unphased.EXPAND
				|| this.changeSets.stream().allMatch((changeSet) -> changeSet.phase() == null)) {
			return;
		}
		List<String> problems = pending.stream()
			.filter((changeSet) -> changeSet.phase() == null && !changeSet.isCheckpoint() && !isPast(changeSet))
			.map((changeSet) -> changeSet
					+ " has no phase. Declare the context expand, migrate or @contract, or set expand-contract.phases.unphased=expand")
			.toList();
		if (!problems.isEmpty()) {
			throw new InvalidChangelogException(problems);
		}
	}

	/**
	 * Return whether a changeset belongs to the past, which nobody judges.
	 * @param changeSet a changeset of this changelog
	 * @return {@code true} if it stands at or before the declared baseline
	 */
	public boolean isPast(PhasedChangeSet changeSet) {
		String baseline = this.release.baseline();
		return baseline != null && this.checkpoints.contains(baseline) && isUpTo(changeSet, baseline);
	}

	private static @Nullable String tag(ChangeSet changeSet) {
		return changeSet.getChanges()
			.stream()
			.filter(TagDatabaseChange.class::isInstance)
			.map((change) -> ((TagDatabaseChange) change).getTag())
			.findFirst()
			.orElse(null);
	}

	private static List<Release.Entry> unfiltered(DatabaseChangeLog parsed, List<PhasedChangeSet> changeSets) {
		Map<ChangeSetKey, Release.Entry> entries = new LinkedHashMap<>();
		changeSets.forEach((changeSet) -> entries.put(changeSet.key(),
				new Release.Entry(changeSet.key(), changeSet.phase(), changeSet.checkpoint())));
		PhaseResolver lenient = new PhaseResolver();
		parsed.getSkippedChangeSets()
			.forEach((changeSet) -> entries.putIfAbsent(ChangeSetKey.of(changeSet),
					new Release.Entry(ChangeSetKey.of(changeSet), lenient.resolve(changeSet).phase(), null)));
		return List.copyOf(entries.values());
	}

	/**
	 * Return the phase of one changeset, leaving it as it is.
	 * @param changeSet a parsed changeset
	 * @return its phase, or {@code null} if nothing says one
	 */
	public static @Nullable Phase phaseOf(ChangeSet changeSet) {
		return new PhaseResolver().resolve(changeSet).phase();
	}

	/**
	 * Return the phase that a history row shows, where no release declares it.
	 * @param contexts the row's CONTEXTS column
	 * @param path the row's FILENAME column
	 * @return its phase, or {@code null} if nothing says one
	 */
	public static @Nullable Phase phaseOfHistoryRow(@Nullable String contexts, String path) {
		Set<Phase> declared = ContextPhases.of(contexts);
		Set<Phase> phases = declared.isEmpty() ? PathPhases.of(path) : declared;
		return phases.contains(Phase.CONTRACT) ? Phase.CONTRACT : phases.stream().findFirst().orElse(null);
	}

	/**
	 * Return Liquibase's own parsed changelog.
	 * @return the parsed object, in running order
	 */
	public DatabaseChangeLog parsed() {
		return this.parsed;
	}

	/**
	 * Return every changeset that the database's filters leave.
	 * @return changesets in running order
	 */
	public List<PhasedChangeSet> changeSets() {
		return this.changeSets;
	}

	/**
	 * Return one changeset.
	 * @param key its identity
	 * @return the changeset, or {@code null} if this build does not hold it
	 */
	public @Nullable PhasedChangeSet find(ChangeSetKey key) {
		return this.byKey.get(key);
	}

	/**
	 * Return the checkpoints.
	 * @return names in changelog order
	 */
	public List<String> checkpoints() {
		return this.checkpoints;
	}

	/**
	 * Return what contradicts itself without being refused.
	 * @return sentences for the log and the state
	 */
	public List<String> findings() {
		return this.findings;
	}

	/**
	 * Return what this build ships.
	 * @return the release
	 */
	public Release release() {
		return this.release;
	}

	/**
	 * Return whether a changeset stands at or before a checkpoint.
	 * @param changeSet a changeset of this changelog
	 * @param checkpoint a checkpoint of this changelog
	 * @return {@code true} if the checkpoint closes it or comes later
	 */
	public boolean isUpTo(PhasedChangeSet changeSet, String checkpoint) {
		int own = (changeSet.checkpoint() != null) ? this.checkpoints.indexOf(changeSet.checkpoint())
				: Integer.MAX_VALUE;
		return own <= this.checkpoints.indexOf(checkpoint);
	}

}
