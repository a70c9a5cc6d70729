package io.expandcontract.database;

/**
 * The database does not show its sessions to this user. The message says why.
 */
public class SessionsUnavailableException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param message why no sessions can be seen
	 */
	public SessionsUnavailableException(String message) {
		super(message);
	}

}
