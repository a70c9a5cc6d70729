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
 * @param failedRows rows that could not be written, or still differed when it failed
 * @param worker who holds the lease now, if anybody does
 * @param batchSize rows in the latest batch, 0 before the first
 * @param waitingFor why the worker yields, if it does
 * @param failure why it failed, if it did
 * @param started whether someone started it by hand
 */
public record BackfillProgress(String id, ChangeSetKey key, String table, BackfillState state, long rowsDone,
		long rowsEstimated, long workedMicros, long failedRows, @Nullable String worker, int batchSize,
		@Nullable String waitingFor, @Nullable String failure, boolean started) {

	/**
	 * A row that could not be written.
	 *
	 * @param backfill the backfill's short name
	 * @param key the row's key
	 * @param error what the database said
	 */
	public record FailedRow(String backfill, String key, String error) {
	}

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

	/**
	 * Describe the progress, in one line.
	 * @return rows, rate, time left, batch size and what it waits for
	 */
	public String describe() {
		StringBuilder line = new StringBuilder();
		line.append("Backfill %s of %s: %d of %d rows".formatted(this.id, this.table, this.rowsDone,
				Math.max(this.rowsDone, this.rowsEstimated)));
		Duration remaining = remaining();
		if (remaining != null && this.state == BackfillState.RUNNING) {
			line.append(", %d rows/s, %d s left, batches of %d".formatted(rowsPerSecond(), remaining.toSeconds(),
					this.batchSize));
		}
		line.append((this.failedRows > 0) ? ", " + this.failedRows + " failed" : "");
		line.append((this.waitingFor != null) ? ", waiting: " + this.waitingFor : "");
		return line.toString();
	}

}
