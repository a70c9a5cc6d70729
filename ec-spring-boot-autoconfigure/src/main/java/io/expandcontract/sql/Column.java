package io.expandcontract.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The definition of a column.
 *
 * @param name as names are compared
 * @param type its type, or {@code null} if nobody says
 * @param notNull whether it refuses null by itself
 * @param defaultValue what it gets, or {@code null} without a default
 * @param generation whether its value is made by the database
 * @param constraints those written beside it
 */
public record Column(String name, @Nullable DataType type, boolean notNull, @Nullable DefaultValue defaultValue,
		Generation generation, List<Constraint> constraints) {

	/**
	 * How the database makes the value of a column.
	 */
	public enum Generation {

		/** It does not. */
		NONE,

		/** By a sequence: {@code serial}, {@code identity}, {@code auto_increment}. */
		SEQUENCE,

		/** By an expression, stored. */
		STORED,

		/** By an expression, at each reading. */
		VIRTUAL

	}

	/**
	 * Return whether a statement that does not name the column can insert a row.
	 * @return {@code true} if it may be null, has a default, or is made by the database
	 */
	public boolean canBeOmitted() {
		boolean hasDefault = this.defaultValue != null && this.defaultValue.isValue();
		return !this.notNull || hasDefault || this.generation != Generation.NONE;
	}

}
