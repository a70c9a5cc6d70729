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
 * @param index the index that is there already and becomes the constraint, or
 * {@code null}
 * @param countsNull whether null is a value as any other, as with
 * {@code NULLS NOT DISTINCT} and {@code MATCH FULL}
 */
public record Constraint(Kind kind, @Nullable String name, List<String> columns, @Nullable Name references,
		boolean validated, @Nullable String index, boolean countsNull) {

	/**
	 * Create a constraint that makes its own index and leaves null alone.
	 * @param kind what it demands
	 * @param name as names are compared, or {@code null} if the database gives one
	 * @param columns its columns; empty for a check
	 * @param references the parent of a foreign key
	 * @param validated whether existing rows are checked now
	 */
	public Constraint(Kind kind, @Nullable String name, List<String> columns, @Nullable Name references,
			boolean validated) {
		this(kind, name, columns, references, validated, null, false);
	}

	/**
	 * Return whether an index that is there already becomes the constraint.
	 * @return {@code true} if no index is built
	 */
	public boolean usesIndex() {
		return this.index != null;
	}

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
