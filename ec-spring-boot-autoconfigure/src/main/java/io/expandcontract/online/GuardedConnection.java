package io.expandcontract.online;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A connection whose statements run by {@link OnlineDdl}.
 */
final class GuardedConnection implements InvocationHandler {

	private static final Set<String> ENDS = Set.of("commit", "rollback", "setAutoCommit");

	private final Connection target;

	private final OnlineDdl ddl;

	private GuardedConnection(Connection target, OnlineDdl ddl) {
		this.target = target;
		this.ddl = ddl;
	}

	static Connection of(Connection target, OnlineDdl ddl) {
		return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, new GuardedConnection(target, ddl));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		String name = method.getName();
		if (name.equals("equals") && arguments != null) {
			return proxy == arguments[0];
		}
		if (name.equals("hashCode")) {
			return System.identityHashCode(proxy);
		}
		if (name.startsWith("prepare")) {
			this.ddl.touched();
		}
		Object result = call(this.target, method, arguments);
		if (ENDS.contains(name) && (arguments == null || arguments.length == 0 || name.equals("setAutoCommit"))) {
			this.ddl.transactionEnded();
		}
		if (name.equals("createStatement") && result instanceof Statement statement) {
			return guarded(statement);
		}
		return result;
	}

	private Statement guarded(Statement statement) {
		return (Statement) Proxy.newProxyInstance(Statement.class.getClassLoader(), new Class<?>[] { Statement.class },
				new GuardedStatement(statement));
	}

	/**
	 * A statement that answers for what ran in its place.
	 */
	private final class GuardedStatement implements InvocationHandler {

		private final Statement target;

		private boolean ranElsewhere;

		GuardedStatement(Statement target) {
			this.target = target;
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
			String name = method.getName();
			boolean update = name.equals("executeUpdate");
			if ((update || name.equals("execute")) && arguments != null && arguments.length == 1) {
				String sql = (String) arguments[0];
				this.ranElsewhere = GuardedConnection.this.ddl.runOnline(sql);
				boolean result = !this.ranElsewhere && GuardedConnection.this.ddl.execute(this.target, sql);
				return update ? (Object) (this.ranElsewhere ? 0 : Math.max(0, this.target.getUpdateCount())) : result;
			}
			if (this.ranElsewhere) {
				switch (name) {
					case "getUpdateCount" -> {
						return -1;
					}
					case "getMoreResults" -> {
						return false;
					}
					case "getResultSet", "getWarnings" -> {
						return null;
					}
					default -> {
					}
				}
			}
			return call(this.target, method, arguments);
		}

	}

	private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
