package io.expandcontract.safety;

import io.expandcontract.changelog.Phase;

/**
 * One changeset of several into which another is split.
 *
 * @param phase its phase
 * @param words what it does
 * @param yaml the change in YAML, or an empty text where it must be written by hand
 * @param sql the statement, or an empty text where it must be written by hand
 */
public record SplitStep(Phase phase, String words, String yaml, String sql) {

	static SplitStep of(Phase phase, String words) {
		return new SplitStep(phase, words, "", "");
	}

}
