package io.expandcontract.database;

/**
 * The database, or this connection to it, cannot carry the protocol. The message says
 * why.
 */
public class UnsupportedDatabaseException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param message what is missing and what to do
	 */
	public UnsupportedDatabaseException(String message) {
		super(message);
	}

}
