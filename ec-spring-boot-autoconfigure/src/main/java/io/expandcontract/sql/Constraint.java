package io.expandcontract.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A constraint on a table.
 *
 * @param kind what it demands
 * @param name as names are compared, or {@code null} if the database gives one
 * @param columns its columns; empty for a check
 * @param references the parent of a foreign key
 * @param validated whether existing rows are checked now
 * @param usesIndex whether an index that is there already becomes the constraint
 */
public record Constraint(Kind kind, @Nullable String name, List<String> columns, @Nullable Name references,
		boolean validated, boolean usesIndex) {

	/**
	 * What a constraint demands.
	 */
	public enum Kind {

		/** The primary key. */
		PRIMARY_KEY,

		/** No two rows alike. */
		UNIQUE,

		/** A row of another table. */
		FOREIGN_KEY,

		/** A condition on each row. */
		CHECK,

		/** No two rows in conflict, as PostgreSQL's {@code EXCLUDE}. */
		EXCLUSION,

		/** A value, as a named constraint of PostgreSQL 18. */
		NOT_NULL

	}

}
