package io.expandcontract.migration;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhasedChangeSet;
import liquibase.ChecksumVersion;
import liquibase.changelog.ChangeSet;
import liquibase.sqlgenerator.core.MarkChangeSetRanGenerator;
import liquibase.util.StringUtil;
import org.jspecify.annotations.Nullable;

/**
 * The statement "this run is about to run this changeset", with all that its history row
 * needs, so that another process can finish the bookkeeping.
 *
 * @param run the run
 * @param position its place among the run's intents
 * @param id the changeset's id
 * @param author the changeset's author
 * @param path the changelog file, exactly as Liquibase records it
 * @param phase the changeset's phase, if it has one
 * @param state how far it came
 * @param rerun whether the history has a row of an earlier run
 * @param checksum the checksum to record
 * @param description the description to record
 * @param comments the comments to record
 * @param tag the checkpoint it tags, if any
 * @param liquibase the Liquibase version to record
 * @param contexts the contexts to record
 * @param labels the labels to record
 * @param deploymentId the deployment to record
 * @param inspection what shows that it took effect, where its transaction cannot
 */
record Intent(String run, int position, String id, String author, String path, @Nullable String phase, State state,
		boolean rerun, @Nullable String checksum, @Nullable String description, @Nullable String comments,
		@Nullable String tag, @Nullable String liquibase, @Nullable String contexts, @Nullable String labels,
		@Nullable String deploymentId, @Nullable String inspection) {

	private static final int LONGEST = 250;

	/**
	 * How far an intended changeset came.
	 */
	enum State {

		/** Nothing was done yet. */
		INTENDED,

		/** Outside a transaction of its own; it may have taken effect. */
		STARTED,

		/** It took effect, in the same commit as this state. */
		DONE

	}

	static Intent of(String run, int position, PhasedChangeSet phased, State state, boolean rerun,
			@Nullable String deploymentId) {
		ChangeSet changeSet = phased.changeSet();
		return new Intent(run, position, changeSet.getId(), changeSet.getAuthor(), changeSet.getFilePath(),
				(phased.phase() != null) ? phased.phase().name() : null, state, rerun,
				changeSet.generateCheckSum(ChecksumVersion.latest()).toString(),
				StringUtil.limitSize(changeSet.getDescription(), LONGEST),
				StringUtil.limitSize((changeSet.getComments() != null) ? changeSet.getComments().trim() : "", LONGEST),
				MarkChangeSetRanGenerator.getTagFromChangeset(changeSet),
				MarkChangeSetRanGenerator.getLiquibaseBuildVersion(),
				StringUtil.limitSize(changeSet.buildFullContext(), LONGEST),
				StringUtil.limitSize(changeSet.buildFullLabels(), LONGEST), deploymentId, Inspection.of(changeSet));
	}

	ChangeSetKey key() {
		return new ChangeSetKey(this.path, this.id, this.author);
	}

}
