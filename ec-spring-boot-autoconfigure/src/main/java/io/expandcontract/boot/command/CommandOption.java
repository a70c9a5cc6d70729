package io.expandcontract.boot.command;

import java.util.Locale;

/**
 * An option of a command, given as {@code --expand-contract.option.<name>=<value>}.
 */
enum CommandOption {

	/** How the result is written: {@code text} or {@code json}. */
	FORMAT,

	/** The checkpoint up to which to run. */
	CHECKPOINT,

	/** The longest wait. */
	TIMEOUT,

	/** What a new changeset is for. */
	MESSAGE,

	/** The file that is to be split. */
	SPLIT,

	/** Who asks, for the record. */
	NAME,

	/** Why, for the record. */
	REASON,

	/** How long a batch shall take. */
	BATCH_TARGET,

	/** The most rows in a batch. */
	MAX_BATCH_SIZE,

	/** Whether to tell only what would be done. */
	DRY_RUN;

	String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	@Override
	public String toString() {
		return CommandLine.OPTION + key();
	}

}
