package io.expandcontract.boot;

/**
 * Ends the process when this instance must not go on: the fleet forgot it, and meanwhile
 * the schema was contracted past its release, or a newer release relies on data that it
 * would not write.
 */
@FunctionalInterface
public interface ProcessExit {

	/** The exit code of an instance that must not go on. */
	int CONTRACTED_PAST = 17;

	/**
	 * End the process.
	 * @param exitCode its exit code
	 * @param reason why, for the log
	 */
	void exit(int exitCode, RuntimeException reason);

}
