package io.expandcontract.boot;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A data source that remembers on which thread each statement was executed.
 */
class StatementCounter extends AbstractDataSource {

	private final List<String> threads = new CopyOnWriteArrayList<>();

	private final DataSource target;

	StatementCounter(DataSource target) {
		this.target = target;
	}

	@Override
	public Connection getConnection() throws SQLException {
		return proxy(Connection.class, this.target.getConnection());
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return proxy(Connection.class, this.target.getConnection(username, password));
	}

	private <T> T proxy(Class<T> type, T target) {
		InvocationHandler handler = (proxy, method, arguments) -> {
			if (method.getName().startsWith("execute")) {
				this.threads.add(Thread.currentThread().getName());
			}
			try {
				Object result = method.invoke(target, arguments);
				return (result instanceof Statement && Statement.class.isAssignableFrom(method.getReturnType()))
						? wrap(method.getReturnType(), result) : result;
			}
			catch (InvocationTargetException ex) {
				throw ex.getCause();
			}
		};
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private <T> Object wrap(Class<T> type, Object statement) {
		return proxy(type, type.cast(statement));
	}

	void reset() {
		this.threads.clear();
	}

	long onRequestThreads() {
		return this.threads.stream().filter((name) -> name.startsWith("http-nio")).count();
	}

}
