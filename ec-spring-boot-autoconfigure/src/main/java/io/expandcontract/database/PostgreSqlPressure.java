package io.expandcontract.database;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * PostgreSQL: {@code pg_locks}, which everyone sees, and {@code pg_stat_replication},
 * whose times only {@code pg_read_all_stats} shows.
 */
final class PostgreSqlPressure implements Pressure {

	/**
	 * Count who waits for the table itself or for one of its rows: who waits for a row
	 * waits for a transaction, and holds or awaits the row's tuple lock only in a queue,
	 * so transactions are followed to sessions that hold a lock of the table.
	 */
	@Override
	public int lockWaiters(JdbcTemplate jdbc, String schema, String table) {
		Integer waiters = jdbc.queryForObject("""
				select count(distinct w.pid)
				from pg_locks w
				where not w.granted and w.pid <> pg_backend_pid()
				  and (w.relation = to_regclass(?)
				       or w.locktype = 'transactionid' and exists (
				         select 1 from pg_locks h
				         where h.pid = w.pid and h.granted and h.locktype = 'relation' and h.relation = to_regclass(?)))
				""", Integer.class, name(schema, table), name(schema, table));
		return (waiters != null) ? waiters : 0;
	}

	private static String name(String schema, String table) {
		return '"' + schema.replace("\"", "\"\"") + "\".\"" + table.replace("\"", "\"\"") + '"';
	}

	@Override
	public @Nullable Duration replicaLag(JdbcTemplate jdbc) {
		Long micros = jdbc.queryForObject("""
				select cast(max(extract(epoch from replay_lag)) * 1000000 as bigint)
				from pg_stat_replication where state = 'streaming'
				""", Long.class);
		return (micros != null) ? Duration.ofNanos(micros * 1000) : null;
	}

}
