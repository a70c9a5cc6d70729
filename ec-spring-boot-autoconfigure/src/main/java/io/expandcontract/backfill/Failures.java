package io.expandcontract.backfill;

import java.sql.SQLException;

import io.expandcontract.database.Engine;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * Tells what kind of failure it was.
 */
final class Failures {

	private static final int LONGEST = 2000;

	private Failures() {
	}

	/**
	 * Return whether trying again may succeed: a deadlock, a statement that took too
	 * long, or a lock that was not to be had in time.
	 */
	static boolean isPassing(DataAccessException ex, Engine engine) {
		return ex instanceof TransientDataAccessException
				|| (ex.getRootCause() instanceof SQLException cause && engine.isLockTimeout(cause));
	}

	/**
	 * Return whether the database could not be reached.
	 */
	static boolean isLoss(DataAccessException ex) {
		return ex instanceof DataAccessResourceFailureException || ex instanceof RecoverableDataAccessException;
	}

	/**
	 * Return whether it may be the fault of single rows.
	 */
	static boolean isOfRows(DataAccessException ex, Engine engine) {
		return !isPassing(ex, engine) && !isLoss(ex) && !(ex instanceof BadSqlGrammarException);
	}

	static String text(DataAccessException ex) {
		String text = String
			.valueOf((ex instanceof ValueException) ? ex.getMessage() : ex.getMostSpecificCause().getMessage());
		return (text.length() > LONGEST) ? text.substring(0, LONGEST) : text;
	}

}
