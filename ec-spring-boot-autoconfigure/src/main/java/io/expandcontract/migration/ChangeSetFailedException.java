package io.expandcontract.migration;

/**
 * A changeset of a run failed.
 */
public class ChangeSetFailedException extends RuntimeException {

	private final boolean connectionLost;

	/**
	 * Create the exception.
	 * @param cause what Liquibase said
	 * @param connectionLost whether the migration connection is lost, so that nobody
	 * knows how the last commit ended
	 */
	public ChangeSetFailedException(Throwable cause, boolean connectionLost) {
		super(root(cause), cause);
		this.connectionLost = connectionLost;
	}

	private static String root(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null && cause.getCause() != cause) {
			cause = cause.getCause();
		}
		return String.valueOf(failure.getMessage()).contains(String.valueOf(cause.getMessage()))
				? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + cause.getMessage();
	}

	/**
	 * Return whether the connection is lost.
	 * @return {@code true} if the run must withdraw nothing
	 */
	public boolean isConnectionLost() {
		return this.connectionLost;
	}

}
