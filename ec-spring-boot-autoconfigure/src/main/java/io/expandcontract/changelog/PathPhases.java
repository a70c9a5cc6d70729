package io.expandcontract.changelog;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads phases from a changelog's path: a parent folder named exactly {@code expand},
 * {@code migrate} or {@code contract}, or a file named {@code *.expand.*} and so on.
 * Nothing looser: {@code 003_contract_add_signed_at.yaml} is an insurer's table.
 */
final class PathPhases {

	private PathPhases() {
	}

	static Set<Phase> of(@Nullable String path) {
		Set<Phase> phases = EnumSet.noneOf(Phase.class);
		if (path != null) {
			String[] segments = path.replace('\\', '/').split("/", -1);
			String file = segments[segments.length - 1].toLowerCase(Locale.ROOT);
			for (Phase phase : Phase.values()) {
				String name = phase.name().toLowerCase(Locale.ROOT);
				if (file.contains("." + name + ".") || folder(segments, name) >= 0) {
					phases.add(phase);
				}
			}
		}
		return phases;
	}

	/**
	 * Return the folder that holds the sibling folders {@code expand}, {@code migrate}
	 * and {@code contract} that this path runs through.
	 * @param path a changelog's path
	 * @return the path up to the phase folder, or {@code null} if there is none
	 */
	static @Nullable String parentOfPhaseFolder(@Nullable String path) {
		if (path == null) {
			return null;
		}
		String[] segments = path.replace('\\', '/').split("/", -1);
		int index = -1;
		for (Phase phase : Phase.values()) {
			index = Math.max(index, folder(segments, phase.name().toLowerCase(Locale.ROOT)));
		}
		return (index >= 0) ? String.join("/", java.util.Arrays.copyOf(segments, index)) : null;
	}

	private static int folder(String[] segments, String name) {
		for (int index = segments.length - 2; index >= 0; index--) {
			if (segments[index].equals(name)) {
				return index;
			}
		}
		return -1;
	}

}
