package io.expandcontract.boot;

import org.jspecify.annotations.Nullable;

/**
 * What is expected of checkpoints.
 */
public class CheckpointProperties {

	/**
	 * Number of checkpoints that may have contract pending before a finding tells.
	 * Unlimited if not set.
	 */
	private @Nullable Integer maxPending;

	public @Nullable Integer getMaxPending() {
		return this.maxPending;
	}

	public void setMaxPending(@Nullable Integer maxPending) {
		this.maxPending = maxPending;
	}

}
