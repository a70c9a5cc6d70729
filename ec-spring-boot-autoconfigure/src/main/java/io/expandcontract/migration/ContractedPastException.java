package io.expandcontract.migration;

import java.util.List;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Release;

/**
 * The schema was contracted past this release: what its code still uses is gone. It must
 * not serve.
 */
public class ContractedPastException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param release this release
	 * @param contractor the release that contracted, as far as it is known
	 * @param changeSets the contract changesets that this release does not know
	 */
	public ContractedPastException(Release release, String contractor, List<ChangeSetKey> changeSets) {
		super("Release " + release.version() + " (" + release.shortId()
				+ ") cannot serve: the schema was contracted past it by " + contractor + ", which ran " + changeSets
				+ ". Deploy that release or a later one, or restore the database to a state before the contract");
	}

}
