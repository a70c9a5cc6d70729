package io.expandcontract.fleet;

import java.time.Duration;
import java.util.List;

import io.expandcontract.changelog.ChangeSetKey;

/**
 * An intended contract stood in the way for longer than the boot may take.
 */
public class AdmissionTimeoutException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param changeSets the changesets that stood in the way
	 * @param timeout how long the instance waited
	 */
	public AdmissionTimeoutException(List<ChangeSetKey> changeSets, Duration timeout) {
		super("Waited " + timeout + " for a contract run that intends " + changeSets
				+ ", which this release does not know");
	}

}
