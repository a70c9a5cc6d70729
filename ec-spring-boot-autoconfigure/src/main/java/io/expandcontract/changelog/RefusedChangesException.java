package io.expandcontract.changelog;

import java.util.List;

/**
 * Pending changesets cannot run as they are, by what they do. The message names each,
 * says whom it would break, and how to split or declare it.
 */
public class RefusedChangesException extends RuntimeException {

	private final List<String> refusals;

	/**
	 * Create the exception.
	 * @param refusals a text of one or more lines for each changeset
	 */
	public RefusedChangesException(List<String> refusals) {
		super("Pending changesets cannot run as they are: " + String.join("; ", refusals));
		this.refusals = List.copyOf(refusals);
	}

	/**
	 * Return what is refused.
	 * @return a text of one or more lines for each changeset
	 */
	public List<String> refusals() {
		return this.refusals;
	}

}
