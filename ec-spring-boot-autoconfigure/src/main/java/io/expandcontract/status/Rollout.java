package io.expandcontract.status;

import java.util.function.Consumer;

import io.expandcontract.status.RolloutState.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Tells code of the application how far the rollout is, so that it can hold back what an
 * old release could not read. It answers from what was read last, a heartbeat ago, and
 * without SQL; while nothing was read, the fleet is mixed and nothing is done. An
 * instance of an older release may still boot after the answer, as long as nothing has
 * been contracted that it needs.
 */
public final class Rollout {

	private final StatusCache cache;

	private final Consumer<RolloutChange> listener;

	private @Nullable RolloutState told;

	/**
	 * Create the view.
	 * @param cache holds what was read last
	 * @param listener told of each change, on the thread that reads
	 */
	public Rollout(StatusCache cache, Consumer<RolloutChange> listener) {
		this.cache = cache;
		this.listener = listener;
		cache.onRead(this::read);
	}

	private synchronized void read(MigrationStatus status) {
		RolloutState now = RolloutState.of(status);
		RolloutState before = this.told;
		if (!now.equals(before)) {
			this.told = now;
			this.listener.accept(new RolloutChange(before, now));
		}
	}

	/**
	 * Return whether instances of more than one release may live.
	 * @return {@code false} only if all that is known to live is of one release
	 */
	public boolean isMixed() {
		RolloutState state = state();
		return state == null || state.mixed();
	}

	/**
	 * Return whether a checkpoint's expand changesets are done.
	 * @param checkpoint its name
	 * @return {@code true} if what its code reads and writes is there
	 */
	public boolean isExpanded(String checkpoint) {
		return isAt(checkpoint, Stage.EXPANDED);
	}

	/**
	 * Return whether a checkpoint's data has been moved and verified.
	 * @param checkpoint its name
	 * @return {@code true} if expand and migrate changesets are done
	 */
	public boolean isMigrated(String checkpoint) {
		return isAt(checkpoint, Stage.MIGRATED);
	}

	/**
	 * Return whether a checkpoint is contracted.
	 * @param checkpoint its name
	 * @return {@code true} if what the release before needed is gone
	 */
	public boolean isContracted(String checkpoint) {
		return isAt(checkpoint, Stage.CONTRACTED);
	}

	private boolean isAt(String checkpoint, Stage least) {
		RolloutState state = state();
		Stage stage = (state != null) ? state.checkpoints().get(checkpoint) : null;
		return stage != null && stage.compareTo(least) >= 0;
	}

	private @Nullable RolloutState state() {
		MigrationStatus status = this.cache.last();
		return (status != null) ? RolloutState.of(status) : null;
	}

}
