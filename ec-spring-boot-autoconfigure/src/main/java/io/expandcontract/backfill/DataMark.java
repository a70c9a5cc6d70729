package io.expandcontract.backfill;

import io.expandcontract.changelog.ChangeSetKey;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a backfill moved is complete, and who relies on that.
 *
 * @param id the backfill's short name
 * @param key the changeset
 * @param table the table
 * @param state how far it has come, whether or not data is paused
 * @param inStep whether triggers keep the columns in step, so that a release that does
 * not know the backfill does no harm
 * @param reliedBy the release that took traffic because the data was there, or
 * {@code null} if none has
 * @param reopenedAt when a release that does not know the backfill last began to write,
 * in microseconds of the database's clock, or {@code null} if none has
 * @param reopenedBy an instance of that release
 */
public record DataMark(String id, ChangeSetKey key, String table, BackfillState state, boolean inStep,
		@Nullable String reliedBy, @Nullable Long reopenedAt, @Nullable String reopenedBy) {

	/**
	 * Return whether the backfill has to run again.
	 * @return {@code true} from the moment it was reopened until it is done again
	 */
	public boolean isReopened() {
		return this.reopenedAt != null && this.state != BackfillState.DONE;
	}

	/**
	 * Return whether the backfill was begun since it was reopened last, if it was.
	 * @return {@code false} while no row has been visited
	 */
	public boolean isBegun() {
		return this.state != BackfillState.PENDING;
	}

}
