package io.expandcontract.boot.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import static io.expandcontract.boot.command.CommandOption.CHECKPOINT;
import static io.expandcontract.boot.command.CommandOption.DRY_RUN;
import static io.expandcontract.boot.command.CommandOption.FORMAT;
import static io.expandcontract.boot.command.CommandOption.NAME;
import static io.expandcontract.boot.command.CommandOption.REASON;
import static io.expandcontract.boot.command.CommandOption.TIMEOUT;

/**
 * What can be asked of the application's own jar.
 */
enum Command {

	/** Shows the state and what comes next. */
	STATUS(false, new StatusCommand(), FORMAT),

	/** Runs pending expand changesets. */
	EXPAND(true, new RunCommand(), FORMAT, CHECKPOINT, TIMEOUT, NAME, REASON, DRY_RUN),

	/** Moves data. */
	MIGRATE(true, new RunCommand(), FORMAT, CHECKPOINT, TIMEOUT, DRY_RUN),

	/** Contracts as far as the gate allows. */
	CONTRACT(true, new RunCommand(), FORMAT, CHECKPOINT, TIMEOUT, NAME, REASON, DRY_RUN),

	/** Waits for what this release needs before it can take traffic. */
	WAIT(false, new WaitCommand(), FORMAT, TIMEOUT),

	/** Shows the SQL of everything that is pending. */
	SQL(false, new SqlCommand(), FORMAT, CHECKPOINT),

	/** Runs every phase in one go, while nothing else lives. */
	OFFLINE(true, new RunCommand(), FORMAT, TIMEOUT, NAME, REASON, DRY_RUN);

	private final boolean joins;

	private final CommandAction action;

	private final Set<CommandOption> options;

	Command(boolean joins, CommandAction action, CommandOption... options) {
		this.joins = joins;
		this.action = action;
		this.options = Set.of(options);
	}

	static Command of(String key) {
		return Arrays.stream(values())
			.filter((command) -> command.key().equals(key))
			.findFirst()
			.orElseThrow(() -> new UsageException("There is no command " + key + "; there are "
					+ Arrays.stream(values()).map(Command::key).collect(Collectors.joining(", "))));
	}

	String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return whether the process registers while it runs the command.
	 */
	boolean joins() {
		return this.joins;
	}

	CommandAction action() {
		return this.action;
	}

	boolean takes(CommandOption option) {
		return this.options.contains(option);
	}

}
