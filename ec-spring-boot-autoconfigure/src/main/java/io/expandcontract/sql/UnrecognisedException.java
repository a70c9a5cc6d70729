package io.expandcontract.sql;

/**
 * Ends the recognition of a statement at the first word that is not known.
 */
final class UnrecognisedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnrecognisedException(String reason) {
		super(reason, null, false, false);
	}

	String reason() {
		return String.valueOf(getMessage());
	}

}
