package io.expandcontract.test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Traces on PostgreSQL. A statement runs in a transaction, and before that is committed
 * its own session looks at its locks, at the files of tables and indexes, and at the
 * scans it counted. One that cannot run in a transaction is made to wait by a writer of
 * every table, and looked at from outside.
 */
final class PostgreSqlTracer implements StatementTracer {

	private static final String IN_TRANSACTION = "25001";

	private static final long GLANCE_NANOS = 1_000_000;

	private static final String RELATIONS = """
			select c.oid, n.nspname || '.' || c.relname, c.relkind, pg_relation_filenode(c.oid),
			       pg_stat_get_xact_numscans(c.oid), i.indrelid
			from pg_class c
			join pg_namespace n on n.oid = c.relnamespace
			left join pg_index i on i.indexrelid = c.oid
			where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'm', 'i', 'I')
			""";

	private static final String LOCKS = """
			select relation, mode from pg_locks
			where pid = ? and locktype = 'relation' and database = (select oid from pg_database where datname = current_database())
			""";

	private static final String TABLES = """
			select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p')
			""";

	private static final String WAITS = """
			select count(*) from pg_stat_activity where pid = ? and wait_event_type = 'Lock'
			""";

	private final DataSource scratch;

	PostgreSqlTracer(DataSource scratch) {
		this.scratch = scratch;
	}

	private record Relation(String name, String kind, long file, long scans, long table) {

		boolean isIndex() {
			return this.kind.equalsIgnoreCase("i");
		}

	}

	@Override
	public StatementTrace trace(String statement) throws SQLException {
		try (Connection connection = this.scratch.getConnection()) {
			connection.setAutoCommit(false);
			try {
				Map<Long, Relation> before = relations(on(connection));
				execute(connection, statement);
				Map<Long, Relation> after = relations(on(connection));
				Map<Long, TableLock> locks = locks(on(connection), pid(connection));
				connection.commit();
				return trace(statement, before, after, locks);
			}
			catch (SQLException ex) {
				connection.rollback();
				if (!IN_TRANSACTION.equals(ex.getSQLState())) {
					throw ex;
				}
			}
			finally {
				connection.setAutoCommit(true);
			}
			return traceOutside(connection, statement);
		}
	}

	private StatementTrace traceOutside(Connection connection, String statement) throws SQLException {
		Map<Long, TableLock> locks = new HashMap<>();
		Map<Long, Relation> before = relations(on(connection));
		int pid = pid(connection);
		try (Connection writer = this.scratch.getConnection(); Connection observer = this.scratch.getConnection()) {
			writer.setAutoCommit(false);
			for (String table : on(writer).queryForList(TABLES, String.class)) {
				execute(writer, "lock table " + table + " in row exclusive mode");
			}
			CompletableFuture<Void> run = CompletableFuture.runAsync(() -> executeUnchecked(connection, statement));
			while (!run.isDone() && !isWaiting(on(observer), pid)) {
				LockSupport.parkNanos(GLANCE_NANOS);
			}
			locks.putAll(locks(on(observer), pid));
			writer.rollback();
			writer.setAutoCommit(true);
			run.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof StatementFailedException failed) {
				throw failed.cause;
			}
			throw ex;
		}
		return trace(statement, before, relations(on(connection)), locks);
	}

	private static StatementTrace trace(String statement, Map<Long, Relation> before, Map<Long, Relation> after,
			Map<Long, TableLock> locks) {
		Map<String, TableLock> locked = new TreeMap<>();
		locks.forEach((oid, lock) -> {
			Relation relation = before.get(oid);
			if (relation != null && !relation.isIndex()) {
				locked.put(relation.name(), lock);
			}
		});
		Set<String> rewritten = new TreeSet<>();
		Set<String> scanned = new TreeSet<>();
		Set<String> indexed = new TreeSet<>();
		after.forEach((oid, relation) -> {
			Relation old = before.get(oid);
			Relation table = relation.isIndex() ? before.get(relation.table()) : old;
			if (table == null) {
				return;
			}
			boolean anew = old == null || old.file() != relation.file();
			if (anew && relation.file() != 0) {
				(relation.isIndex() ? indexed : rewritten).add(table.name());
			}
			if (relation.scans() > ((old != null) ? old.scans() : 0)) {
				scanned.add(table.name());
			}
		});
		return new StatementTrace(statement, locked, rewritten, scanned, indexed, null);
	}

	private static Map<Long, Relation> relations(JdbcTemplate jdbc) {
		Map<Long, Relation> relations = new HashMap<>();
		jdbc.query(RELATIONS, (row) -> {
			relations.put(row.getLong(1),
					new Relation(row.getString(2), row.getString(3), row.getLong(4), row.getLong(5), row.getLong(6)));
		});
		return relations;
	}

	private static Map<Long, TableLock> locks(JdbcTemplate jdbc, int pid) {
		Map<Long, TableLock> locks = new HashMap<>();
		jdbc.query(LOCKS, (ResultSet row) -> {
			locks.merge(row.getLong(1), TableLock.of(row.getString(2)),
					(one, other) -> (one.compareTo(other) > 0) ? one : other);
		}, pid);
		return locks;
	}

	private static int pid(Connection connection) {
		Integer pid = on(connection).queryForObject("select pg_backend_pid()", Integer.class);
		return (pid != null) ? pid : 0;
	}

	private static boolean isWaiting(JdbcTemplate jdbc, int pid) {
		Integer waiting = jdbc.queryForObject(WAITS, Integer.class, pid);
		return waiting != null && waiting > 0;
	}

	private static JdbcTemplate on(Connection connection) {
		return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static void executeUnchecked(Connection connection, String sql) {
		try {
			execute(connection, sql);
		}
		catch (SQLException ex) {
			throw new StatementFailedException(ex);
		}
	}

	private static final class StatementFailedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final SQLException cause;

		StatementFailedException(SQLException cause) {
			super(cause);
			this.cause = cause;
		}

	}

}
