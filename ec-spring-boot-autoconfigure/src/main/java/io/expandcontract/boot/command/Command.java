package io.expandcontract.boot.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import static io.expandcontract.boot.command.CommandOption.DRY_RUN;
import static io.expandcontract.boot.command.CommandOption.FORMAT;
import static io.expandcontract.boot.command.CommandOption.MESSAGE;
import static io.expandcontract.boot.command.CommandOption.NAME;
import static io.expandcontract.boot.command.CommandOption.REASON;
import static io.expandcontract.boot.command.CommandOption.SPLIT;
import static io.expandcontract.boot.command.CommandOption.TIMEOUT;

/**
 * What can be asked of the application's own jar.
 */
enum Command {

	/** Shows the state and what comes next. */
	STATUS(false, FORMAT),

	/** Runs pending expand changesets. */
	EXPAND(true, FORMAT, CommandOption.CHECKPOINT, TIMEOUT, NAME, REASON, DRY_RUN),

	/** Moves data. */
	MIGRATE(true, FORMAT, CommandOption.CHECKPOINT, TIMEOUT, DRY_RUN),

	/** Lets no data move. */
	PAUSE(false, FORMAT, NAME),

	/** Lets data move again. */
	RESUME(false, FORMAT),

	/** Gives pending backfills up. */
	CANCEL(false, FORMAT),

	/** Changes how data moves. */
	TUNE(false, FORMAT, CommandOption.BATCH_TARGET, CommandOption.MAX_BATCH_SIZE),

	/** Contracts as far as the gate allows. */
	CONTRACT(true, FORMAT, CommandOption.CHECKPOINT, TIMEOUT, NAME, REASON, DRY_RUN),

	/** Waits for what this release needs before it can take traffic. */
	WAIT(false, FORMAT, TIMEOUT),

	/** Shows the SQL of everything that is pending. */
	SQL(false, FORMAT, CommandOption.CHECKPOINT),

	/** Runs every phase in one go, while nothing else lives. */
	OFFLINE(true, FORMAT, TIMEOUT, NAME, REASON, DRY_RUN),

	/** Judges every pending changeset. */
	CHECK(false, FORMAT),

	/** Writes the changesets that lead from the changelog to the entities. */
	AUTOGENERATE(false, FORMAT, MESSAGE, SPLIT, DRY_RUN),

	/** Closes the changelog with a checkpoint. */
	CHECKPOINT(false, FORMAT, NAME, DRY_RUN);

	private final boolean joins;

	@SuppressWarnings("ImmutableEnumChecker")
	private final Set<CommandOption> options;

	Command(boolean joins, CommandOption... options) {
		this.joins = joins;
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
		return switch (this) {
			case STATUS -> new StatusCommand();
			case EXPAND, MIGRATE, CONTRACT, OFFLINE -> new RunCommand();
			case PAUSE, RESUME, CANCEL, TUNE -> new ControlCommand();
			case WAIT -> new WaitCommand();
			case SQL -> new SqlCommand();
			case CHECK, AUTOGENERATE, CHECKPOINT ->
				throw new IllegalStateException(key() + " needs more than the databases");
		};
	}

	boolean takes(CommandOption option) {
		return this.options.contains(option);
	}

}
