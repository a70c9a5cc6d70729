package io.expandcontract.safety;

import static io.expandcontract.safety.Breaks.BOTH;
import static io.expandcontract.safety.Breaks.DATA;
import static io.expandcontract.safety.Breaks.NOBODY;
import static io.expandcontract.safety.Breaks.OLD;
import static io.expandcontract.safety.Breaks.UNKNOWN;

/**
 * The table of verdicts: what an operation breaks in which case. The page
 * {@code docs/phases.md} shows it.
 */
public enum PhaseRule {

	/** No release that is alive knows the table. */
	ON_NEW_TABLE("anything on a table that this release creates", "", NOBODY),

	/** No release that is alive knows the column. */
	ON_NEW_COLUMN("rename, drop, retype a column that this release adds; give it a default or take it", "", NOBODY),

	/** A new table. */
	CREATE_TABLE("create a table", "a partition too", NOBODY),

	/** A table goes. */
	DROP_TABLE("drop a table", "", OLD),

	/** A table gets another name. */
	RENAME_TABLE("rename a table or move it to another schema", "", BOTH),

	/** A partition comes. */
	ATTACH_PARTITION("attach a partition", "that this release creates", NOBODY),

	/** What the old release writes into it must be within its bounds. */
	ATTACH_OLD_PARTITION("attach a partition", "that was there before", OLD),

	/** A partition goes. */
	DETACH_PARTITION("detach a partition", "", OLD),

	/** A column that old inserts may omit. */
	ADD_COLUMN("add a column", "null, or with a default, or generated", NOBODY),

	/** A column that old inserts cannot omit. */
	ADD_REQUIRED_COLUMN("add a column", "NOT NULL without default", BOTH),

	/** A constraint on what old inserts leave out. */
	ADD_CONSTRAINED_COLUMN("add a column that may refuse what the old release leaves out",
			"CHECK, UNIQUE with a default or NULLS NOT DISTINCT, a domain with a constraint, an expression that may fail",
			BOTH),

	/** A column that the new release need not write. */
	DROP_COLUMN("drop a column", "null, or with a default", OLD),

	/** A column that the new release would have to write. */
	DROP_REQUIRED_COLUMN("drop a column", "NOT NULL without default: the new release cannot insert before", BOTH),

	/** A column gets another name. */
	RENAME_COLUMN("rename a column", "", BOTH),

	/** A column refuses null. */
	SET_NOT_NULL("set NOT NULL", "", OLD),

	/** A column refuses null already. */
	SET_NOT_NULL_AGAIN("set NOT NULL", "it is so already", NOBODY),

	/** A column takes null. */
	DROP_NOT_NULL("drop NOT NULL", "the new release writes null, the old one reads it only then", NOBODY),

	/** A column gets a default. */
	SET_DEFAULT("set a default", "", NOBODY),

	/** A column loses its default. */
	DROP_DEFAULT("drop a default", "", OLD),

	/** The type stays. */
	SAME_TYPE("change a type", "to the same", NOBODY),

	/** The type takes more. */
	WIDEN_TYPE("change a type", "every value fits as it is: longer, larger, more precise", NOBODY),

	/** The type takes less. */
	NARROW_TYPE("change a type", "shorter, smaller, less precise", OLD),

	/** The type is another. */
	OTHER_TYPE("change a type", "to another kind: number to text, date to timestamp", BOTH),

	/** Nobody knows the types. */
	UNCLEAR_TYPE("change a type", "the column is not found, a type is unknown, USING or COLLATE is given", UNKNOWN),

	/** A definition that is anew in more than its type. */
	UNCLEAR_DEFINITION("define a column anew (MODIFY, CHANGE)", "its default or generation may be lost", UNKNOWN),

	/** Old rows and writes may violate it. */
	ADD_CONSTRAINT("add a primary key, unique, foreign key, check or exclusion constraint", "NOT VALID too", OLD),

	/** Old writes leave the column null. */
	CONSTRAIN_NEW_COLUMN("add a unique or foreign key constraint, a unique index",
			"over a column that this release adds, null without default; null is not compared", NOBODY),

	/** Only old rows are looked at. */
	VALIDATE_CONSTRAINT("validate a constraint", "", NOBODY),

	/** The rest of what is held back. */
	VALIDATE_HELD_CONSTRAINT("validate a constraint", "a pending contract changeset adds it", OLD),

	/** A key that statements may rely on. */
	DROP_CONSTRAINT("drop a constraint", "primary key, unique, foreign key, exclusion, or nobody knows which", OLD),

	/** More values are taken. */
	DROP_CHECK("drop a constraint", "a check", NOBODY),

	/** A plain index. */
	CREATE_INDEX("create an index", "", NOBODY),

	/** Old writes may make the expression fail. */
	CREATE_FALLIBLE_INDEX("create an index", "over an expression that fails for some values: a cast, a division", OLD),

	/** Old writes may violate it. */
	CREATE_UNIQUE_INDEX("create a unique index", "", OLD),

	/** Old queries may need it. */
	DROP_INDEX("drop an index", "", OLD),

	/** Nobody knows the object. */
	CREATE_OBJECT("create a view, sequence, function, procedure, trigger, type, domain, schema, extension, role", "",
			NOBODY),

	/** It may do anything later. */
	CREATE_ACTIVE_OBJECT("create a policy, rule or event, or a trigger on a table that was there before", "", UNKNOWN),

	/** The old release's own columns keep the values that it wrote. */
	KEEP_IN_STEP("keep columns in step", "syncColumns", NOBODY),

	/** The new one may differ. */
	REPLACE_OBJECT("create or replace a view, function, procedure or trigger; drop one and create it again",
			"it is there, or a function of that name", UNKNOWN),

	/** An object goes. */
	DROP_OBJECT("drop a view, sequence, function, procedure, trigger, type …", "", OLD),

	/** What is dropped was made by this release. */
	DROP_NEW_OBJECT("drop what this release creates", "", NOBODY),

	/** A right or a rule of access goes. */
	DROP_ACTIVE_OBJECT("drop a policy, rule or event", "", UNKNOWN),

	/** An object gets another name. */
	RENAME_OBJECT("rename a view, sequence, function, type …", "", BOTH),

	/** No statement names it. */
	RENAME_INDEX("rename an index or a constraint", "", NOBODY),

	/** The label is there; when it is written is the application's affair. */
	ADD_ENUM_VALUE("add a value to an enumerated type", "of an ENUM or SET of MySQL and MariaDB at its end", NOBODY),

	/** The old release may write one of them. */
	REMOVE_ENUM_VALUES("remove or reorder values of an ENUM or SET", "", OLD),

	/** The others get other numbers. */
	INSERT_ENUM_VALUE("insert a value before others of an ENUM or SET", "", BOTH),

	/** A label gets another name. */
	RENAME_ENUM_VALUE("rename a value of an enumerated type", "", BOTH),

	/** New rows. */
	INSERT_ROWS("insert rows", "loadData too", NOBODY),

	/** Rows change. */
	CHANGE_ROWS("update or delete rows, insert or replace them", "loadUpdateData and backfill too", DATA),

	/** All rows go. */
	TRUNCATE("truncate a table", "", UNKNOWN),

	/** Rights are given. */
	GRANT("grant rights", "", NOBODY),

	/** Rights are taken. */
	REVOKE("revoke rights", "", OLD),

	/** Nobody notices. */
	ANNOTATE("comment, analyze, set storage parameters or a session's setting", "", NOBODY),

	/** It is written anew. */
	REBUILD("vacuum, cluster, reindex, optimize, refresh", "", UNKNOWN),

	/** Who may see or own it. */
	CHANGE_TABLE("owner, row security, enabled triggers", "", UNKNOWN),

	/** Nobody knows. */
	NOT_RECOGNISED("custom changes, commands, DO blocks, calls, whatever else is not recognised word by word", "",
			UNKNOWN);

	private final String operation;

	private final String circumstances;

	private final Breaks breaks;

	PhaseRule(String operation, String circumstances, Breaks breaks) {
		this.operation = operation;
		this.circumstances = circumstances;
		this.breaks = breaks;
	}

	/**
	 * Return what is done.
	 * @return words for people
	 */
	public String operation() {
		return this.operation;
	}

	/**
	 * Return in which case.
	 * @return words for people, or an empty text for any
	 */
	public String circumstances() {
		return this.circumstances;
	}

	/**
	 * Return whom it breaks.
	 * @return the verdict
	 */
	public Breaks breaks() {
		return this.breaks;
	}

}
