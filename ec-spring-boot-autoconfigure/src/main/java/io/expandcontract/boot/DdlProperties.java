package io.expandcontract.boot;

import java.time.Duration;

/**
 * How DDL waits.
 */
public class DdlProperties {

	/**
	 * Whether statements that would make the application wait are run in their safe form.
	 */
	private boolean online = true;

	/**
	 * Longest wait of a statement for a lock.
	 */
	private Duration lockTimeout = Duration.ofMillis(500);

	/**
	 * How long a statement that lost the wait is tried again.
	 */
	private Duration retryFor = Duration.ofMinutes(2);

	public boolean isOnline() {
		return this.online;
	}

	public void setOnline(boolean online) {
		this.online = online;
	}

	public Duration getLockTimeout() {
		return this.lockTimeout;
	}

	public void setLockTimeout(Duration lockTimeout) {
		this.lockTimeout = lockTimeout;
	}

	public Duration getRetryFor() {
		return this.retryFor;
	}

	public void setRetryFor(Duration retryFor) {
		this.retryFor = retryFor;
	}

}
