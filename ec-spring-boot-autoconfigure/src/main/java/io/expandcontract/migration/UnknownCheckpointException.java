package io.expandcontract.migration;

import java.util.List;

/**
 * No database has a checkpoint of that name.
 */
public class UnknownCheckpointException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param checkpoint the name
	 * @param known the checkpoints there are
	 */
	public UnknownCheckpointException(String checkpoint, List<String> known) {
		super("There is no checkpoint " + checkpoint + "; the changelog has " + known);
	}

}
