package io.expandcontract.boot.command;

/**
 * Ends the process. A test registers its own in the bootstrap registry.
 */
@FunctionalInterface
interface CommandExit {

	/**
	 * End the process.
	 * @param exitCode its exit code
	 */
	void exit(int exitCode);

}
