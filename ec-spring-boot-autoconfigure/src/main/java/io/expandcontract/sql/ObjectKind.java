package io.expandcontract.sql;

/**
 * What else there is in a schema beside tables, columns, indexes and constraints.
 */
public enum ObjectKind {

	/** A view. */
	VIEW,

	/** A materialized view. */
	MATERIALIZED_VIEW,

	/** A sequence. */
	SEQUENCE,

	/** A function or an aggregate. */
	FUNCTION,

	/** A procedure. */
	PROCEDURE,

	/** A trigger. */
	TRIGGER,

	/** The triggers of {@code syncColumns}, which fill the columns of a release only. */
	COLUMN_SYNC,

	/** A type. */
	TYPE,

	/** A domain. */
	DOMAIN,

	/** A schema or database. */
	SCHEMA,

	/** An extension. */
	EXTENSION,

	/** A row security policy. */
	POLICY,

	/** A user or role. */
	ROLE,

	/** A scheduled event. */
	EVENT,

	/** A rewrite rule. */
	RULE,

	/** An index. */
	INDEX,

	/** A constraint. */
	CONSTRAINT,

	/** Extended statistics. */
	STATISTICS;

	/**
	 * Return whether it makes writes of a table do more.
	 * @return {@code true} for triggers
	 */
	public boolean isTrigger() {
		return this == TRIGGER || this == COLUMN_SYNC;
	}

}
