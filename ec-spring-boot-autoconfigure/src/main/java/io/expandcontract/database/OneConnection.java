package io.expandcontract.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * A pool of one connection, for applications without Hikari. It opens the connection when
 * it is asked for one and opens another when that one is dead.
 */
final class OneConnection extends AbstractDataSource implements AutoCloseable {

	private static final long LONGEST_WAIT_SECONDS = 5;

	private final DataSource target;

	private final Semaphore free = new Semaphore(1);

	private @Nullable Connection connection;

	private boolean closed;

	OneConnection(DataSource target) {
		this.target = target;
	}

	@Override
	public Connection getConnection() throws SQLException {
		acquire();
		try {
			return lend(living());
		}
		catch (SQLException | RuntimeException ex) {
			this.free.release();
			throw ex;
		}
	}

	private void acquire() throws SQLException {
		try {
			if (!this.free.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
				throw new SQLTransientConnectionException("The connection is in use");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLTransientConnectionException("Interrupted while waiting for the connection", ex);
		}
	}

	private synchronized Connection living() throws SQLException {
		if (this.closed) {
			throw new SQLTransientConnectionException("The connection was closed for good");
		}
		Connection current = this.connection;
		if (current == null || current.isClosed() || !current.isValid((int) LONGEST_WAIT_SECONDS)) {
			JdbcUtils.closeConnection(current);
			this.connection = null;
			current = this.target.getConnection();
			this.connection = current;
		}
		return current;
	}

	private Connection lend(Connection lent) {
		AtomicBoolean back = new AtomicBoolean();
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> switch (method.getName()) {
					case "close" -> {
						if (back.compareAndSet(false, true)) {
							takeBack(lent);
						}
						yield null;
					}
					case "isClosed" -> back.get() || lent.isClosed();
					case "equals" -> proxy == arguments[0];
					case "hashCode" -> System.identityHashCode(proxy);
					default -> {
						try {
							yield method.invoke(lent, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					}
				});
	}

	private void takeBack(Connection lent) {
		try {
			if (!lent.isClosed() && !lent.getAutoCommit()) {
				lent.rollback();
				lent.setAutoCommit(true);
			}
		}
		catch (SQLException ex) {
			JdbcUtils.closeConnection(lent);
		}
		finally {
			this.free.release();
		}
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		throw new java.sql.SQLFeatureNotSupportedException("This connection has one user");
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		JdbcUtils.closeConnection(this.connection);
		this.connection = null;
	}

}
