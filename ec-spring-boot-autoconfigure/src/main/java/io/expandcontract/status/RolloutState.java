package io.expandcontract.status;

import java.util.Map;
import java.util.TreeMap;

import io.expandcontract.fleet.BlockerCode;

/**
 * How far a rollout has come, over all databases.
 *
 * @param mixed whether instances of more than one release may live
 * @param checkpoints the phase that each checkpoint has behind it
 */
public record RolloutState(boolean mixed, Map<String, Stage> checkpoints) {

	/**
	 * What a checkpoint has behind it. Each includes those before it.
	 */
	public enum Stage {

		/** Its expand changesets have yet to run. */
		PENDING,

		/** What its code writes and reads is there. */
		EXPANDED,

		/** Its data has been moved and verified. */
		MIGRATED,

		/** What the release before needed is gone. */
		CONTRACTED

	}

	static RolloutState of(MigrationStatus status) {
		Map<String, Stage> checkpoints = new TreeMap<>();
		boolean mixed = status.databases().isEmpty();
		for (DatabaseStatus database : status.databases().values()) {
			mixed |= isMixed(database);
			database.checkpoints()
				.forEach((checkpoint) -> checkpoints.merge(checkpoint.name(), stage(checkpoint),
						(one, other) -> (one.compareTo(other) < 0) ? one : other));
		}
		return new RolloutState(mixed, Map.copyOf(checkpoints));
	}

	private static boolean isMixed(DatabaseStatus database) {
		long releases = database.fleet().releases().stream().filter((release) -> release.instances() > 0).count();
		return releases != 1 || database.gate()
			.blockers()
			.stream()
			.anyMatch((blocker) -> blocker.code() == BlockerCode.ADOPTION
					|| blocker.code() == BlockerCode.UNKNOWN_SESSION || blocker.code() == BlockerCode.FLEET_UNOBSERVED);
	}

	private static Stage stage(DatabaseStatus.CheckpointDescriptor checkpoint) {
		if (checkpoint.expand() != CheckpointState.DONE) {
			return Stage.PENDING;
		}
		if (checkpoint.migrate() != CheckpointState.DONE) {
			return Stage.EXPANDED;
		}
		return (checkpoint.contract() != CheckpointState.DONE) ? Stage.MIGRATED : Stage.CONTRACTED;
	}

}
