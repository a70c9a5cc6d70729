package io.expandcontract.sample.demo;

import org.jspecify.annotations.Nullable;

/**
 * A request that a real client would have reported to its user as failed.
 */
class RequestFailedException extends Exception {

	private static final long serialVersionUID = 1L;

	RequestFailedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
