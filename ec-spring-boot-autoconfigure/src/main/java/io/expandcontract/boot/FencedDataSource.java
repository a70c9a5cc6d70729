package io.expandcontract.boot;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Any other pool with the fence where a connection is borrowed.
 */
final class FencedDataSource extends DelegatingDataSource {

	private final LeaseFence fence;

	FencedDataSource(DataSource target, LeaseFence fence) {
		super(target);
		this.fence = fence;
	}

	LeaseFence fence() {
		return this.fence;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return checked(super.getConnection());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return checked(super.getConnection(username, password));
	}

	private Connection checked(Connection connection) throws SQLException {
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
