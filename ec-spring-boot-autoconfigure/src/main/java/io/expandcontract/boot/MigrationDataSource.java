package io.expandcontract.boot;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.expandcontract.database.SessionTag;
import io.expandcontract.migration.MigrationConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Stands in for Liquibase's data source while it initializes: hands out the one migration
 * connection, which Liquibase cannot close. It has no method named close, since Spring
 * Boot would call it.
 */
final class MigrationDataSource extends AbstractDataSource {

	private final DataSource original;

	private final Runnable onClose;

	private @Nullable MigrationConnection connection;

	MigrationDataSource(DataSource original, Runnable onClose) {
		this.original = original;
		this.onClose = onClose;
	}

	DataSource original() {
		return this.original;
	}

	synchronized MigrationConnection migrationConnection() throws SQLException {
		if (this.connection == null) {
			this.connection = MigrationConnection.open(this.original, SessionTag.ofThisProcess());
		}
		return this.connection;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection target = migrationConnection().connection();
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					switch (method.getName()) {
						case "close" -> {
							this.onClose.run();
							return null;
						}
						case "equals" -> {
							return proxy == arguments[0];
						}
						case "hashCode" -> {
							return System.identityHashCode(proxy);
						}
						default -> {
							try {
								return method.invoke(target, arguments);
							}
							catch (InvocationTargetException ex) {
								throw ex.getTargetException();
							}
						}
					}
				});
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return getConnection();
	}

	synchronized void release() {
		if (this.connection != null) {
			this.connection.close();
			this.connection = null;
		}
	}

}
