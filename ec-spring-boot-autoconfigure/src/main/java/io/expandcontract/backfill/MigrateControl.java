package io.expandcontract.backfill;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How someone wants data to move, for every instance, until it is changed.
 *
 * @param paused whether it shall not
 * @param pausedBy who said so, if known
 * @param batchTarget how long a batch shall take, or {@code null} for what each worker is
 * configured with
 * @param maxBatchSize the most rows in a batch, or {@code null} likewise
 */
public record MigrateControl(boolean paused, @Nullable String pausedBy, @Nullable Duration batchTarget,
		@Nullable Integer maxBatchSize) {

	static final MigrateControl NONE = new MigrateControl(false, null, null, null);

	BackfillSettings over(BackfillSettings configured) {
		return new BackfillSettings((this.batchTarget != null) ? this.batchTarget : configured.batchTarget(),
				(this.maxBatchSize != null) ? this.maxBatchSize : configured.maxBatchSize(), configured.lease());
	}

}
