package io.expandcontract.migration;

import java.util.List;

/**
 * The starter's tables are not there and this user may not create them.
 */
public class StarterTablesMissingException extends RuntimeException {

	private final List<String> statements;

	/**
	 * Create the exception.
	 * @param statements the DDL and grants for a person to run
	 * @param cause what the database said
	 */
	public StarterTablesMissingException(List<String> statements, Throwable cause) {
		super("The starter's tables are missing and this user may not create them", cause);
		this.statements = List.copyOf(statements);
	}

	/**
	 * Return the DDL.
	 * @return statements for a user with the right to run them
	 */
	public List<String> statements() {
		return this.statements;
	}

}
