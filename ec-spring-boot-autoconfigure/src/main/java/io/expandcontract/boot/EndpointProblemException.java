package io.expandcontract.boot;

/**
 * A request to the endpoint that is answered with an error status.
 */
class EndpointProblemException extends RuntimeException {

	private final int status;

	/**
	 * Create the exception.
	 * @param status the HTTP status
	 * @param message what is wrong with the request
	 */
	EndpointProblemException(int status, String message) {
		super(message);
		this.status = status;
	}

	int status() {
		return this.status;
	}

}
