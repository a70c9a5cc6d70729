package io.expandcontract.online;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.expandcontract.sql.Name;
import io.expandcontract.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Whether PostgreSQL would write a table or its indexes anew for another type of a
 * column. The server itself is asked: it makes the change to an empty copy, which it
 * writes anew exactly if it would the other.
 */
final class PostgreSqlRewrites {

	/** Of a partitioned table, the rows of all its partitions. */
	private static final String IS_LARGE = """
			select coalesce(sum(greatest(c.reltuples, pg_stat_get_live_tuples(c.oid),
			                             case when c.reltuples <= 0 then pg_relation_size(c.oid) / 80 else 0 end)), 0) >= %2$d
			from (select %1$s as oid union select relid from pg_partition_tree(%1$s)) t join pg_class c on c.oid = t.oid
			""";

	private static final String FILES = """
			select string_agg(pg_relation_filenode(c.oid)::text, ' ' order by pg_relation_filenode(c.oid))
			from pg_class c where c.oid = %1$s or c.oid in (select indexrelid from pg_index where indrelid = %1$s)
			""";

	private PostgreSqlRewrites() {
	}

	/**
	 * Return whether a table is so large that to write it anew takes long.
	 * @param connection the database
	 * @param table the table
	 * @param rows from how many rows on
	 * @return {@code true} if the server believes that it has as many
	 * @throws SQLException if the database cannot be asked
	 */
	static boolean isLarge(Connection connection, Name table, long rows) throws SQLException {
		return Queries.isTrue(connection, IS_LARGE.formatted(Quoting.oid(table), rows));
	}

	/**
	 * Ask the server.
	 * @param connection the database; nothing was done in its transaction
	 * @param statement gives a column another type, and does nothing else
	 * @param table the table of the column
	 * @return {@code false} also if it cannot be asked: then time shows
	 * @throws SQLException if the connection is lost, or the table is locked
	 */
	static boolean isNeeded(Connection connection, SqlStatement statement, Name table) throws SQLException {
		return Boolean.TRUE.equals(ScratchCopy.<Boolean>ask(connection, statement, table, (probe, copy, change) -> {
			String files = FILES.formatted("to_regclass('" + copy.replace("'", "''") + "')");
			String old = files(probe, files);
			probe.execute("alter table " + copy + " " + change);
			return old != null && !old.equals(files(probe, files));
		}));
	}

	private static @Nullable String files(Statement probe, String query) throws SQLException {
		try (ResultSet row = probe.executeQuery(query)) {
			return row.next() ? row.getString(1) : null;
		}
	}

}
