package io.expandcontract.sample.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A transaction that has read and written a row of the large table, and stays open.
 */
final class Holder implements AutoCloseable {

	private static final int SECONDS = 10;

	private final Connection connection;

	private final CompletableFuture<Void> end;

	Holder(Connection connection) throws SQLException {
		this.connection = connection;
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.executeQuery("select amount from orders where id = 1").close();
			statement.executeUpdate("update orders set amount = amount + 1 where id = 1");
		}
		this.end = CompletableFuture.runAsync(this::commit,
				CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS));
	}

	private void commit() {
		try {
			this.connection.commit();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The transaction that was to hold the table open is lost", ex);
		}
	}

	@Override
	public void close() throws SQLException {
		this.end.join();
		this.connection.close();
	}

}
