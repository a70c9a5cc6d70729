package io.expandcontract.online;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How DDL runs.
 *
 * @param online whether statements are run in their safe form
 * @param lockTimeout how long a statement may wait for a lock, and others behind it
 * @param retryFor how long a statement that had to give way is tried again
 * @param largeTableRows from how many rows on a table is not written anew while others
 * wait, not even to try
 */
public record OnlineSettings(boolean online, Duration lockTimeout, Duration retryFor, long largeTableRows) {

	private static final long LONGEST_PAUSE = 5000;

	private static final long SHORTEST_PAUSE = 250;

	/**
	 * Return how long a concurrent build may wait for those who were there before it,
	 * which makes nobody wait: ten times as long as others are tried.
	 * @return the timeout
	 */
	Duration buildTimeout() {
		return this.retryFor.multipliedBy(10);
	}

	/**
	 * Return how long to pause after a statement gave way: longer than it waited, since
	 * whoever waited behind it must have caught up before it comes again, or their waits
	 * add up.
	 * @param attempt how many times it gave way
	 * @return a pause that grows, and is never twice the same
	 */
	public Duration pause(int attempt) {
		long wait = Math.min(LONGEST_PAUSE, this.lockTimeout.toMillis());
		long pause = Math.max(SHORTEST_PAUSE * attempt, wait * (2 + attempt));
		return Duration.ofMillis(Math.min(LONGEST_PAUSE, pause) + ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE));
	}

}
