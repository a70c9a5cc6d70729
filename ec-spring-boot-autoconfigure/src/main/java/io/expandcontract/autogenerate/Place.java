package io.expandcontract.autogenerate;

import io.expandcontract.changelog.Phase;

/**
 * Where a step stands among all others, in the order in which they run.
 */
enum Place {

	/** Types and sequences come first. */
	CREATE_TYPES(Phase.EXPAND),

	/** What new code would violate goes before new code comes. */
	RELAX(Phase.EXPAND),

	/** New tables, which nobody knows. */
	CREATE_TABLES(Phase.EXPAND),

	/** What columns allow more than before. */
	CHANGE_COLUMNS(Phase.EXPAND),

	/** New columns, which nobody knows. */
	ADD_COLUMNS(Phase.EXPAND),

	/** Indexes, and constraints of new tables. */
	ADD_CONSTRAINTS(Phase.EXPAND),

	/** What keeps old and new in step. */
	KEEP_IN_STEP(Phase.EXPAND),

	/** Tables show themselves by their new names, with all their columns. */
	SHOW(Phase.EXPAND),

	/** Data moves. */
	FILL(Phase.MIGRATE),

	/** What kept old and new in step goes before anything changes that it writes. */
	LEAVE_STEP(Phase.CONTRACT),

	/** A view gives way to the table that takes its name. */
	SWAP(Phase.CONTRACT),

	/** What only old code needed is let go. */
	RELEASE(Phase.CONTRACT),

	/** Columns allow less than before. */
	DEMAND(Phase.CONTRACT),

	/** Constraints of tables that were there. */
	CONSTRAIN(Phase.CONTRACT),

	/** Foreign keys, once what they refer to is unique. */
	REFER(Phase.CONTRACT),

	/** Columns go when nothing stands on them. */
	DROP_COLUMNS(Phase.CONTRACT),

	/** Tables go when nothing refers to them. */
	DROP_TABLES(Phase.CONTRACT),

	/** Types and sequences go last. */
	DROP_TYPES(Phase.CONTRACT);

	private final Phase phase;

	Place(Phase phase) {
		this.phase = phase;
	}

	Phase phase() {
		return this.phase;
	}

}
