package io.expandcontract.safety;

import io.expandcontract.changelog.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Whom an operation breaks, and so in which phase it belongs.
 */
public enum Breaks {

	/** Nobody: it runs when the release boots. */
	NOBODY("nobody", Phase.EXPAND),

	/**
	 * The old release, if it runs now. The new one works without it, so it is held back.
	 */
	OLD("the old release, if it runs now", Phase.CONTRACT),

	/**
	 * The old release if it runs now, and the new one while it is held back: it must be
	 * split.
	 */
	BOTH("the old release if it runs now, the new one while it is held back", null),

	/** Nobody, but the old release would go on writing what it moves. */
	DATA("data that the old release goes on writing", Phase.MIGRATE),

	/** Nobody can tell: its author must declare the phase. */
	UNKNOWN("only its author knows", null);

	private final String words;

	private final @Nullable Phase phase;

	Breaks(String words, @Nullable Phase phase) {
		this.words = words;
		this.phase = phase;
	}

	/**
	 * Return whom it breaks.
	 * @return words for people
	 */
	public String words() {
		return this.words;
	}

	/**
	 * Return the phase that follows.
	 * @return the phase, or {@code null} if it must be split or declared
	 */
	public @Nullable Phase phase() {
		return this.phase;
	}

}
