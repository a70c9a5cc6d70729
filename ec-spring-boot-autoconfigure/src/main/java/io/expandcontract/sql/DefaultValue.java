package io.expandcontract.sql;

/**
 * What a column gets that is not given.
 *
 * @param kind how it comes about
 * @param text as it was written
 */
public record DefaultValue(Kind kind, String text) {

	/**
	 * How a default value comes about.
	 */
	public enum Kind {

		/** It is null. */
		NULL,

		/** A literal. */
		CONSTANT,

		/** The same for all rows of a statement, such as the time. */
		STABLE,

		/** Another one for each row, or nobody knows. */
		VOLATILE

	}

	/**
	 * Return whether it is something.
	 * @return {@code false} if it is null
	 */
	public boolean isValue() {
		return this.kind != Kind.NULL;
	}

}
