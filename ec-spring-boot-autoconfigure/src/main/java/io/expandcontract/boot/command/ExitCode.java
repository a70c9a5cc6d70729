package io.expandcontract.boot.command;

import io.expandcontract.status.NextAction;

/**
 * The exit codes of commands. None of them is shared by two meanings.
 */
enum ExitCode {

	/** The command's own work is done, or there was nothing to do. */
	DONE(0),

	/** An error, as the JVM and Spring Boot report it. */
	ERROR(1),

	/** The command line or a property makes no sense. */
	USAGE(2),

	/** There is something that a person must decide. */
	FINDINGS(3),

	/** Refused, and nothing more was changed than the result says. */
	REFUSED(4),

	/** The time was up before it could be done. */
	TIMED_OUT(5),

	/** Another run is in progress. */
	RUN_IN_PROGRESS(6),

	/** {@code status}: expand is next. */
	EXPAND(10),

	/** {@code status}: data is next. */
	MIGRATE(11),

	/** {@code status}: contract is next. */
	CONTRACT(12),

	/** {@code status}: instances must go first. */
	WAIT_FOR_INSTANCES(13),

	/** {@code status}: a run is at work. */
	WAIT_FOR_RUN(14),

	/** {@code status}: a person must decide. */
	DECIDE(15),

	/** {@code status}: a run failed or was interrupted. */
	RECOVER(16);

	private final int code;

	ExitCode(int code) {
		this.code = code;
	}

	int code() {
		return this.code;
	}

	static ExitCode of(NextAction action) {
		return switch (action) {
			case UP_TO_DATE -> DONE;
			case EXPAND -> EXPAND;
			case MIGRATE -> MIGRATE;
			case CONTRACT -> CONTRACT;
			case WAIT_FOR_INSTANCES -> WAIT_FOR_INSTANCES;
			case WAIT_FOR_RUN -> WAIT_FOR_RUN;
			case DECIDE -> DECIDE;
			case RECOVER -> RECOVER;
		};
	}

}
