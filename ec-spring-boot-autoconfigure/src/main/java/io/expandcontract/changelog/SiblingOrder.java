package io.expandcontract.changelog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import liquibase.changelog.ChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lets sibling folders {@code expand}, {@code migrate} and {@code contract} run in that
 * order, whatever the alphabet makes of them in an {@code includeAll}. Each changeset
 * keeps its place among those of its phase, and every other changeset keeps its place
 * altogether.
 */
final class SiblingOrder {

	private SiblingOrder() {
	}

	static void apply(List<ChangeSet> changeSets) {
		Map<String, List<Integer>> siblings = new HashMap<>();
		for (int index = 0; index < changeSets.size(); index++) {
			String parent = PathPhases.parentOfPhaseFolder(physicalPath(changeSets.get(index)));
			if (parent != null) {
				siblings.computeIfAbsent(parent, (key) -> new ArrayList<>()).add(index);
			}
		}
		List<ChangeSet> ordered = new ArrayList<>(changeSets);
		for (List<Integer> places : siblings.values()) {
			List<ChangeSet> sorted = places.stream()
				.map(changeSets::get)
				.sorted(Comparator.comparing(SiblingOrder::rank))
				.toList();
			for (int index = 0; index < sorted.size(); index++) {
				ordered.set(places.get(index), sorted.get(index));
			}
		}
		if (!ordered.equals(changeSets)) {
			changeSets.clear();
			changeSets.addAll(ordered);
		}
	}

	static @Nullable String physicalPath(ChangeSet changeSet) {
		if (changeSet.getChangeLog() != null && changeSet.getChangeLog().getPhysicalFilePath() != null) {
			return changeSet.getChangeLog().getPhysicalFilePath();
		}
		return changeSet.getFilePath();
	}

	private static int rank(ChangeSet changeSet) {
		return PathPhases.of(physicalPath(changeSet)).stream().mapToInt(Enum::ordinal).min().orElse(0);
	}

}
