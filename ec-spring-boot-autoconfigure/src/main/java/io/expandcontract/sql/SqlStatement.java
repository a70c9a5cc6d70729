package io.expandcontract.sql;

import java.util.List;
import java.util.Map;

/**
 * A statement and what it does.
 *
 * @param text as it was written
 * @param operations what it does, in order
 * @param options what it demands of the server: {@code ALGORITHM} and {@code LOCK} on
 * MySQL and MariaDB, in upper case
 */
public record SqlStatement(String text, List<Operation> operations, Map<String, String> options) {

	/**
	 * Return whether every word of it was recognised.
	 * @return {@code false} if anything is unknown
	 */
	public boolean isRecognised() {
		return this.operations.stream().noneMatch(Operation.Unknown.class::isInstance);
	}

}
