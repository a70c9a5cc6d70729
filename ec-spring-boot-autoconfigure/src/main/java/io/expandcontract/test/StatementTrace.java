package io.expandcontract.test;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a statement did to the tables that were there before it. Tables are named with
 * their schema.
 *
 * @param statement the statement
 * @param locks the strongest lock on each table, those on the parents of foreign keys
 * among them; empty where the database does not show them
 * @param rewritten the tables whose rows were written anew
 * @param scanned the tables that were read from one end to the other
 * @param indexed the tables on which an index was built
 * @param online how the server said it does it, on MySQL and MariaDB: the mildest of its
 * algorithms that it accepted
 */
public record StatementTrace(String statement, Map<String, TableLock> locks, Set<String> rewritten, Set<String> scanned,
		Set<String> indexed, @Nullable Algorithm online) {

	/**
	 * How MySQL and MariaDB change a table, from the mildest on.
	 */
	public enum Algorithm {

		/** Metadata only. */
		INSTANT,

		/** Without a copy of the table, while others write it. */
		INPLACE,

		/** Without a copy of the table, but writers wait. */
		INPLACE_SHARED,

		/** A copy of the table, while others write it, as from MariaDB 11.2 on. */
		COPY_ONLINE,

		/** A copy of the table, and writers wait. */
		COPY

	}

	/**
	 * Return what the statement means for others.
	 * @return the impact
	 */
	public Impact impact() {
		if (this.online != null) {
			return switch (this.online) {
				case INSTANT -> Impact.INSTANT;
				case INPLACE, COPY_ONLINE -> Impact.ONLINE;
				case INPLACE_SHARED, COPY -> Impact.BLOCKING;
			};
		}
		boolean strong = this.locks.values().stream().anyMatch(TableLock::blocksWriters);
		if (worked().isEmpty()) {
			return strong ? Impact.INSTANT : Impact.NONE;
		}
		return strong ? Impact.BLOCKING : Impact.ONLINE;
	}

	/**
	 * Return the tables on which the work grows with their size.
	 * @return the tables that were rewritten, scanned or indexed
	 */
	public Set<String> worked() {
		return Stream.of(this.rewritten, this.scanned, this.indexed).flatMap(Set::stream).collect(Collectors.toSet());
	}

}
