package io.expandcontract.migration;

import io.expandcontract.backfill.BackfillExtensions;
import io.expandcontract.backfill.BackfillSettings;

/**
 * How data is moved.
 *
 * @param automatic whether migrate changesets start by themselves once they may
 * @param worker whether this instance may run batches
 * @param backfill how batches are run
 * @param extensions what the application adds
 */
public record MigrateSettings(boolean automatic, boolean worker, BackfillSettings backfill,
		BackfillExtensions extensions) {
}
