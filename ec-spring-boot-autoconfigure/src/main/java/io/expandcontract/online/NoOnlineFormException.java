package io.expandcontract.online;

import java.sql.SQLException;

/**
 * A statement that has no safe form here, and whose plain form would make the application
 * wait.
 */
public class NoOnlineFormException extends SQLException {

	private static final long serialVersionUID = 1L;

	NoOnlineFormException(String sql, String plan) {
		super("This statement would make the application wait, so it was not run: " + sql + ". " + plan
				+ ". If the wait is acceptable, write \"ec:plain-ddl\" into the changeset's comment. "
				+ "See docs/messages.md#no-online-form");
	}

	NoOnlineFormException(String sql, String plan, SQLException cause) {
		this(sql, plan);
		initCause(cause);
	}

}
