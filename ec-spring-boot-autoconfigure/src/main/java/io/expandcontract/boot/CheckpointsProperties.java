package io.expandcontract.boot;

import org.jspecify.annotations.Nullable;

/**
 * How far releases may run ahead of their contracts.
 */
public class CheckpointsProperties {

	/**
	 * Most checkpoints whose contract is pending before a finding tells. Unlimited if not
	 * set.
	 */
	private @Nullable Integer maxPending;

	public @Nullable Integer getMaxPending() {
		return this.maxPending;
	}

	public void setMaxPending(@Nullable Integer maxPending) {
		this.maxPending = maxPending;
	}

}
