package io.expandcontract.changelog;

import java.util.List;

/**
 * The changelog cannot be run as it is. The message names each changeset and what to do.
 */
public class InvalidChangelogException extends RuntimeException {

	private final List<String> problems;

	/**
	 * Create the exception.
	 * @param problems one sentence for each changeset at fault
	 */
	public InvalidChangelogException(List<String> problems) {
		super("The changelog cannot be run: " + String.join("; ", problems));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Return what is wrong.
	 * @return one sentence for each changeset at fault
	 */
	public List<String> problems() {
		return this.problems;
	}

}
