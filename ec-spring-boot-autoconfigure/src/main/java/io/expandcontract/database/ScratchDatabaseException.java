package io.expandcontract.database;

import org.jspecify.annotations.Nullable;

/**
 * There is no way to make a scratch database.
 */
public class ScratchDatabaseException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param problem what is wrong
	 * @param cause what the database said, if it was asked
	 */
	public ScratchDatabaseException(String problem, @Nullable Throwable cause) {
		super(problem + ". Let the user that migrates create databases on a server for development (PostgreSQL: "
				+ "alter role … createdb; MySQL and MariaDB: grant all on `ec\\_scratch\\_%`.* to …). "
				+ "See docs/messages.md#scratch-database", cause);
	}

}
