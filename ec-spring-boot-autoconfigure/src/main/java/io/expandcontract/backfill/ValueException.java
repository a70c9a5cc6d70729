package io.expandcontract.backfill;

import org.springframework.dao.NonTransientDataAccessException;

/**
 * A bean of the application could not give a value.
 */
class ValueException extends NonTransientDataAccessException {

	ValueException(Exception cause) {
		super("The bean could not give a value: " + cause, cause);
	}

}
