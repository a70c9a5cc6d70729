package io.expandcontract.backfill;

import org.springframework.dao.DataAccessException;

/**
 * So many rows cannot be written that it is not the rows' fault.
 */
class TooManyFailuresException extends RuntimeException {

	TooManyFailuresException(int most, DataAccessException cause) {
		super("more than " + most + " rows cannot be written, the last because: " + Failures.text(cause), cause);
	}

}
