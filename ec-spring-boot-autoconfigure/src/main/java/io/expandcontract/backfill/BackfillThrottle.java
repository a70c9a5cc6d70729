package io.expandcontract.backfill;

import org.jspecify.annotations.Nullable;

/**
 * A bean of the application that says when data shall not move, such as at rush hour or
 * while a queue is long. Asked at most once a second, on the worker's own thread, between
 * two batches.
 */
@FunctionalInterface
public interface BackfillThrottle {

	/**
	 * Return why to wait.
	 * @param progress the backfill
	 * @return a reason, which the state shows, or {@code null} to go on
	 * @throws RuntimeException if nobody can tell: the backfill goes on slowly
	 */
	@Nullable String reasonToWait(BackfillProgress progress);

}
