package io.expandcontract.migration;

import java.util.List;

import io.expandcontract.changelog.PhasedChangeSet;

/**
 * Expand changesets are pending, and this boot is not to run them.
 */
public class ExpandPendingException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param pending the changesets
	 * @param why why they were not run
	 */
	public ExpandPendingException(List<PhasedChangeSet> pending, String why) {
		super(why + ": " + pending);
	}

}
