package io.expandcontract.backfill;

/**
 * Another worker has taken over; whatever this one is doing must be rolled back.
 */
class LeaseLostException extends RuntimeException {

	LeaseLostException(String id, long token) {
		super("Backfill " + id + " was taken over from token " + token);
	}

}
