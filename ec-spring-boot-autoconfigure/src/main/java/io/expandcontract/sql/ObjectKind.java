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
	STATISTICS

}
