package io.expandcontract.migration;

/**
 * What must never happen.
 */
enum Violation {

	/** The old release worked on the schema after the contract changeset took effect. */
	WORK_ON_CONTRACTED_SCHEMA,

	/** The contract changeset took effect twice. */
	CONTRACTED_TWICE

}
