package io.expandcontract.boot;

import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for in a body.
 *
 * @param force whether to override the fleet check
 * @param confirmAdoption whether to confirm that no instance without the starter lives
 * @param reason why
 * @param name who asks, where the application does not know its callers
 * @param batchTarget how long a batch shall take
 * @param maxBatchSize the most rows in a batch
 */
record RunOptions(boolean force, boolean confirmAdoption, @Nullable String reason, @Nullable String name,
		@Nullable String batchTarget, @Nullable Integer maxBatchSize) {

	static final RunOptions NONE = new RunOptions(false, false, null, null, null, null);

	static RunOptions of(@Nullable Boolean force, @Nullable Boolean confirmAdoption, @Nullable String reason,
			@Nullable String name) {
		return new RunOptions(Boolean.TRUE.equals(force), Boolean.TRUE.equals(confirmAdoption), reason, name, null,
				null);
	}

	RunOptions tuned(@Nullable String target, @Nullable Integer size) {
		return new RunOptions(this.force, this.confirmAdoption, this.reason, this.name, target, size);
	}

	boolean isTuning() {
		return this.batchTarget != null || this.maxBatchSize != null;
	}

	boolean isOnlyNamed() {
		return equals(new RunOptions(false, false, null, this.name, null, null));
	}

	boolean isReasonMissing() {
		return (this.force || this.confirmAdoption) && (this.reason == null || this.reason.isBlank());
	}

}
