package io.expandcontract.boot;

import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for in a body.
 *
 * @param force whether to override the fleet check
 * @param confirmAdoption whether to confirm that no instance without the starter lives
 * @param reason why
 */
record RunOptions(boolean force, boolean confirmAdoption, @Nullable String reason) {

	static final RunOptions NONE = new RunOptions(false, false, null);

	static RunOptions of(@Nullable Boolean force, @Nullable Boolean confirmAdoption, @Nullable String reason) {
		return new RunOptions(Boolean.TRUE.equals(force), Boolean.TRUE.equals(confirmAdoption), reason);
	}

	boolean isReasonMissing() {
		return (this.force || this.confirmAdoption) && (this.reason == null || this.reason.isBlank());
	}

}
