package io.expandcontract.safety;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a pending changeset does, row by row of the table.
 *
 * @param changeSet the changeset
 * @param verdicts each of its effects with its row
 */
public record Judgement(PhasedChangeSet changeSet, List<Verdict> verdicts) {

	/**
	 * One effect with its row of the table.
	 *
	 * @param effect what is done
	 * @param rule the row
	 */
	public record Verdict(Effect effect, PhaseRule rule) {

		/**
		 * Return whether it agrees with any phase.
		 * @return {@code true} if it counts for nothing beside others
		 */
		boolean isNeutral() {
			return switch (this.rule) {
				case ANNOTATE, SAME_TYPE, SET_NOT_NULL_AGAIN, VALIDATE_CONSTRAINT, ON_NEW_COLUMN, DROP_NEW_OBJECT,
						GRANT ->
					true;
				default -> false;
			};
		}

	}

	/**
	 * Return whether anything does what the table says of it.
	 * @param breaks a verdict
	 * @return {@code true} if any effect has it
	 */
	public boolean has(Breaks breaks) {
		return this.verdicts.stream().anyMatch((verdict) -> verdict.rule().breaks() == breaks);
	}

	/**
	 * Return the phases of its effects, with what is done in each.
	 * @return effects by phase, without those that agree with any
	 */
	Map<Phase, Set<String>> halves() {
		Map<Phase, Set<String>> halves = new EnumMap<>(Phase.class);
		for (Verdict verdict : this.verdicts) {
			Phase phase = verdict.rule().breaks().phase();
			if (phase != null && !verdict.isNeutral()) {
				halves.computeIfAbsent(phase, (key) -> new LinkedHashSet<>())
					.add(Words.of(verdict.effect().operation()));
			}
		}
		return halves;
	}

	/**
	 * Return the phase that follows from what it does.
	 * @return the phase, or {@code null} if it must be split or declared
	 */
	public @Nullable Phase phase() {
		if (has(Breaks.BOTH) || has(Breaks.UNKNOWN)) {
			return null;
		}
		Set<Phase> phases = halves().keySet();
		return phases.isEmpty() ? Phase.EXPAND : (phases.size() == 1) ? phases.iterator().next() : null;
	}

	/**
	 * Return whether it must be split.
	 * @return {@code true} if it breaks both releases or mixes phases
	 */
	public boolean mustBeSplit() {
		return !has(Breaks.UNKNOWN) && phase() == null;
	}

}
