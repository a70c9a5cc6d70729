package io.expandcontract.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

/**
 * Tells the writes of a backfill from everyone else's: set in each of its transactions,
 * so that a trigger can leave them alone.
 */
public final class SessionMarker {

	private final String setting;

	private final @Nullable String removal;

	private final String condition;

	SessionMarker(String setting, @Nullable String removal, String condition) {
		this.setting = setting;
		this.removal = removal;
		this.condition = condition;
	}

	/**
	 * Mark what this connection writes in its present transaction.
	 * @param connection a connection in a transaction
	 * @throws SQLException if the connection is lost
	 */
	public void set(Connection connection) throws SQLException {
		execute(connection, this.setting);
	}

	/**
	 * Take the mark away, where it would outlive the transaction. To be called before the
	 * connection is given to anyone else.
	 * @param connection the connection that was marked
	 * @throws SQLException if the connection is lost, and the mark with it
	 */
	public void remove(Connection connection) throws SQLException {
		if (this.removal != null) {
			execute(connection, this.removal);
		}
	}

	/**
	 * Return how a trigger asks for the mark.
	 * @return an SQL condition, never null: true for the writes of a backfill
	 */
	public String condition() {
		return this.condition;
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
