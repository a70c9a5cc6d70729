package io.expandcontract.boot.command;

/**
 * A command line that says something that cannot be done.
 */
class UsageException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param message what is wrong, naming the argument
	 */
	UsageException(String message) {
		super(message);
	}

}
