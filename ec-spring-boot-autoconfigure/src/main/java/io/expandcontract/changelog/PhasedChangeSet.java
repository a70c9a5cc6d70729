package io.expandcontract.changelog;

import liquibase.change.core.TagDatabaseChange;
import liquibase.changelog.ChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * A changeset with its phase and its checkpoint.
 *
 * @param key its identity
 * @param changeSet the parsed changeset itself
 * @param phase its phase, or {@code null} if it has none: a checkpoint's own changeset,
 * or one that nothing gives a phase
 * @param source why it has that phase
 * @param checkpoint the checkpoint that closes the stretch of changelog it stands in, or
 * {@code null} after the last one
 */
public record PhasedChangeSet(ChangeSetKey key, ChangeSet changeSet, @Nullable Phase phase, PhaseSource source,
		@Nullable String checkpoint) {

	/**
	 * Return the same changeset with a phase that follows from what it does.
	 * @param inferred the phase
	 * @return a copy
	 */
	public PhasedChangeSet inferred(Phase inferred) {
		return new PhasedChangeSet(this.key, this.changeSet, inferred, PhaseSource.INFERRED, this.checkpoint);
	}

	/**
	 * Return whether this is a contract changeset.
	 * @return {@code true} for the phase {@code CONTRACT}
	 */
	public boolean isContract() {
		return this.phase == Phase.CONTRACT;
	}

	/**
	 * Return whether this belongs to the migrate phase.
	 * @return {@code true} for the phase {@code MIGRATE}
	 */
	public boolean isMigrate() {
		return this.phase == Phase.MIGRATE;
	}

	/**
	 * Return whether this runs when a release boots.
	 * @return {@code true} for the phase {@code EXPAND}, or no phase
	 */
	public boolean isExpand() {
		return this.phase == Phase.EXPAND || this.phase == null;
	}

	/**
	 * Return whether this is a checkpoint's own changeset.
	 * @return {@code true} if all it does is to tag the database
	 */
	public boolean isCheckpoint() {
		return isCheckpoint(this.changeSet);
	}

	/**
	 * Return whether plain Liquibase, given no contexts, would run this.
	 * @return {@code false} if its contexts start with {@code @}
	 */
	public boolean runsWithoutStarter() {
		return !PhaseResolver.isStrict(this.changeSet);
	}

	static boolean isCheckpoint(ChangeSet changeSet) {
		return !changeSet.getChanges().isEmpty()
				&& changeSet.getChanges().stream().allMatch((change) -> change instanceof TagDatabaseChange);
	}

	@Override
	public String toString() {
		return this.key.toString();
	}

}
