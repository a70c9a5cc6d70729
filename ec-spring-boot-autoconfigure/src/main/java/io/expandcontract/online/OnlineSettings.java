package io.expandcontract.online;

import java.time.Duration;

/**
 * How DDL runs.
 *
 * @param online whether statements are run in their safe form
 * @param lockTimeout how long a statement may wait for a lock, and others behind it
 * @param retryFor how long a statement that had to give way is tried again
 */
public record OnlineSettings(boolean online, Duration lockTimeout, Duration retryFor) {

	/**
	 * Return how long a concurrent build may wait for those who were there before it,
	 * which makes nobody wait: ten times as long as others are tried.
	 * @return the timeout
	 */
	Duration buildTimeout() {
		return this.retryFor.multipliedBy(10);
	}

}
