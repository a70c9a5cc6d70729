package io.expandcontract.boot;

import java.sql.Connection;
import java.sql.SQLException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * The application's own pool with the fence where a connection is borrowed. As a subclass
 * it stays fenced when it is unwrapped, and everything that asks for a Hikari pool finds
 * one.
 */
final class FencedHikariDataSource extends HikariDataSource {

	private final LeaseFence fence;

	FencedHikariDataSource(HikariConfig configuration, LeaseFence fence) {
		configuration.copyStateTo(this);
		this.fence = fence;
	}

	LeaseFence fence() {
		return this.fence;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		try {
			this.fence.check();
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

}
