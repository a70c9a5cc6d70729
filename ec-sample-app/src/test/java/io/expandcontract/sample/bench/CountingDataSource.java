package io.expandcontract.sample.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Counts the statements that one thread executes.
 */
final class CountingDataSource extends AbstractDataSource {

	private final DataSource target;

	private final Thread counted;

	private final AtomicInteger count = new AtomicInteger();

	CountingDataSource(DataSource target, Thread counted) {
		this.target = target;
		this.counted = counted;
	}

	int reset() {
		return this.count.getAndSet(0);
	}

	@Override
	public Connection getConnection() throws SQLException {
		return proxy(Connection.class, this.target.getConnection());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return getConnection();
	}

	private <T> T proxy(Class<T> type, T delegate) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				if (method.getName().startsWith("execute") && Thread.currentThread() == this.counted) {
					this.count.incrementAndGet();
				}
				try {
					Object result = method.invoke(delegate, arguments);
					return (result instanceof Statement statement) ? statement(method.getReturnType(), statement)
							: result;
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

	@SuppressWarnings("unchecked")
	private Object statement(Class<?> type, Statement statement) {
		return proxy((Class<Statement>) type, statement);
	}

}
