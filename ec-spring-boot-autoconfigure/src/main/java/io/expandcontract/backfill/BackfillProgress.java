package io.expandcontract.backfill;

import java.time.Duration;

import io.expandcontract.changelog.ChangeSetKey;
import org.jspecify.annotations.Nullable;

/**
 * A backfill as the state shows it.
 *
 * @param id its short name
 * @param key the changeset
 * @param table the table
 * @param state how far it has come
 * @param rowsDone rows visited in the present round, whether written or already right
 * @param rowsEstimated rows that the table held at the start
 * @param workedMicros microseconds that workers have spent on copying in this round
 * @param failedRows rows that still differed when it failed
 * @param worker who holds the lease now, if anybody does
 */
public record BackfillProgress(String id, ChangeSetKey key, String table, BackfillState state, long rowsDone,
		long rowsEstimated, long workedMicros, long failedRows, @Nullable String worker) {

	/**
	 * Return the rate of the work so far.
	 * @return rows per second while it is running, else 0
	 */
	public long rowsPerSecond() {
		return (this.state == BackfillState.RUNNING && this.workedMicros > 0)
				? Math.round(this.rowsDone * 1e6 / this.workedMicros) : 0;
	}

	/**
	 * Return how much longer the copying takes at the rate so far.
	 * @return the time left, zero once copied, or {@code null} if nobody can tell yet
	 */
	public @Nullable Duration remaining() {
		if (this.state == BackfillState.DONE || this.state == BackfillState.COPIED) {
			return Duration.ZERO;
		}
		long rate = rowsPerSecond();
		return (rate > 0) ? Duration.ofSeconds(Math.max(0, this.rowsEstimated - this.rowsDone) / rate) : null;
	}

}
