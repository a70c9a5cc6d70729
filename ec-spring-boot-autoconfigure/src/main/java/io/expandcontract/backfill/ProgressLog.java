package io.expandcontract.backfill;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells every ten seconds how far a backfill has come.
 */
final class ProgressLog {

	private static final Log logger = LogFactory.getLog(ProgressLog.class);

	private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

	private final Supplier<@Nullable BackfillProgress> progress;

	private long told = System.nanoTime();

	ProgressLog(Supplier<@Nullable BackfillProgress> progress) {
		this.progress = progress;
	}

	void tell() {
		if (System.nanoTime() - this.told >= INTERVAL) {
			this.told = System.nanoTime();
			BackfillProgress now = this.progress.get();
			if (now != null) {
				logger.info(now.describe());
			}
		}
	}

}
