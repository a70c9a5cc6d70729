package io.expandcontract.boot;

import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for in a body.
 *
 * @param force whether to override the fleet check
 * @param confirmAdoption whether to confirm that no instance without the starter lives
 * @param reason why
 * @param name who asks, where the application does not know its callers
 */
record RunOptions(boolean force, boolean confirmAdoption, @Nullable String reason, @Nullable String name) {

	static final RunOptions NONE = new RunOptions(false, false, null, null);

	static RunOptions of(@Nullable Boolean force, @Nullable Boolean confirmAdoption, @Nullable String reason,
			@Nullable String name) {
		return new RunOptions(Boolean.TRUE.equals(force), Boolean.TRUE.equals(confirmAdoption), reason, name);
	}

	boolean isReasonMissing() {
		return (this.force || this.confirmAdoption) && (this.reason == null || this.reason.isBlank());
	}

}
