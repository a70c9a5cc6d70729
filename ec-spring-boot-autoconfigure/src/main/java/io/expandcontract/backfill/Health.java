package io.expandcontract.backfill;

import org.jspecify.annotations.Nullable;

/**
 * Whether others have it hard, and what to do about it.
 *
 * @param advice what to do
 * @param reason why, if it is anything but to go on
 */
record Health(Advice advice, @Nullable String reason) {

	static final Health GOOD = new Health(Advice.GO, null);

	/**
	 * What to do.
	 */
	enum Advice {

		/** Go on. */
		GO,

		/** Go on slowly, since nobody can tell. */
		SLOW,

		/** Wait, but for no longer than a few seconds before each batch. */
		YIELD,

		/** Wait for as long as it takes. */
		WAIT

	}

}
