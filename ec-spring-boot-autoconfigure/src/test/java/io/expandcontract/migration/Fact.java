package io.expandcontract.migration;

/**
 * One small number of a {@link World}. Zero is what holds at the beginning, unless said
 * otherwise.
 */
enum Fact {

	/** Whether the database cannot be reached. */
	DOWN,

	/** This start of the database: 0 not noticed, 1 noticed just now, 2 long ago. */
	EPOCH,

	/** Observation of the fleet: 0 has a gap, 1 began just now, 2 long ago. */
	OBSERVED,

	/** The old instance's row: 0 none, 1 live, 2 gone. */
	ROW,

	/**
	 * Time since the old instance's last heartbeat: 0 less than stale-after, 1 less than
	 * forget-after, 2 more.
	 */
	SILENCE,

	/** Its observed staleness: 0 none, 1 less than forget-after, 2 more. */
	STALE,

	/** Whether its row has been gone for forget-after. */
	LONG_GONE,

	/** Who holds the migration lock: 0 nobody, else one of {@link World}'s holders. */
	LOCK,

	/** Whether a dead run left an intent. */
	ORPHAN_INTENDED,

	/** Whether a dead run left an intent whose changeset took effect. */
	ORPHAN_DONE,

	/** Whether the changeset's history row is written. */
	HISTORY,

	/** How often the changeset took effect. */
	EFFECTS,

	/** How far the old instance's process is: one of {@link OldInstance}'s stages. */
	OLD_STAGE,

	/** Whether it is stopped, as by SIGSTOP. */
	OLD_PAUSED,

	/** Whether its pool has sessions. */
	OLD_SESSIONS,

	/** How its lease stands, without regard to time: the ordinal of the lease's state. */
	OLD_LEASE,

	/** How old the lease is by its own clock, as {@link #SILENCE} counts. */
	OLD_LEASE_AGE,

	/** Whether a heartbeat was written and its answer is on the way. */
	OLD_ANSWER,

	/** A unit of its work: 0 none, 1 wants a connection, 2 has one. */
	OLD_WORK,

	/**
	 * Whether it settles dead intents while it stands aside: 0 no, 1 yes, 2 cannot again.
	 */
	OLD_SETTLES,

	/** Whether it wrote a history row that it has yet to withdraw the intent of. */
	OLD_RECORDED,

	/** How far the new instance's process is: one of {@link NewInstance}'s stages. */
	NEW_STAGE,

	/** The same as {@link #OLD_RECORDED} for the new instance. */
	NEW_RECORDED,

	/** Whether an expand changeset is pending. */
	EXPAND_PENDING,

	/** The intent of the run: 0 none, 1 intended, 2 done. */
	RUN_INTENT,

	/** Whether its connection, with its lock, is lost. */
	RUN_LOST,

	/** Whether its process is stopped. */
	RUN_PAUSED,

	/** How far its changeset is: 0 not begun, 1 run, 2 committed, 3 recorded. */
	RUN_PROGRESS,

	/** The same as {@link #OLD_RECORDED} for the run. */
	RUN_RECORDED

}
