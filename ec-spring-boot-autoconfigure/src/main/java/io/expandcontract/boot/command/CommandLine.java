package io.expandcontract.boot.command;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * A command with its options. Both are read from the arguments of {@code main} alone: a
 * leaked environment variable or a forgotten line in a file must not turn pods into jobs.
 *
 * @param command the command
 * @param options the options that were given
 */
record CommandLine(Command command, Map<CommandOption, String> options) {

	static final String COMMAND = "--expand-contract.command";

	static final String OPTION = "--expand-contract.option.";

	/**
	 * Read the arguments.
	 * @param arguments the arguments of {@code main}
	 * @return the command line, or {@code null} if it asks for no command
	 * @throws UsageException if an argument makes no sense
	 */
	static @Nullable CommandLine of(String... arguments) {
		Command command = null;
		Map<CommandOption, String> options = new EnumMap<>(CommandOption.class);
		for (String argument : arguments) {
			String name = argument.split("=", 2)[0];
			if (name.equals(COMMAND)) {
				if (command != null) {
					throw new UsageException(COMMAND + " is given twice");
				}
				command = Command.of(value(argument, ""));
			}
			else if (name.startsWith(OPTION)) {
				CommandOption option = option(name);
				String given = value(argument, (option == CommandOption.DRY_RUN) ? "true" : "");
				if (options.put(option, given) != null) {
					throw new UsageException(name + " is given twice");
				}
			}
		}
		if (command == null) {
			if (!options.isEmpty()) {
				throw new UsageException(options.keySet().iterator().next() + " needs " + COMMAND);
			}
			return null;
		}
		return new CommandLine(command, options).checked();
	}

	private static String value(String argument, String otherwise) {
		int equals = argument.indexOf('=');
		return (equals < 0) ? otherwise : argument.substring(equals + 1);
	}

	private static CommandOption option(String name) {
		return Arrays.stream(CommandOption.values())
			.filter((option) -> option.toString().equals(name))
			.findFirst()
			.orElseThrow(() -> new UsageException("There is no option " + name + "; there are "
					+ Arrays.stream(CommandOption.values()).map(CommandOption::key).collect(Collectors.joining(", "))));
	}

	private CommandLine checked() {
		this.options.forEach((option, value) -> {
			if (!this.command.takes(option)) {
				throw new UsageException("The command " + this.command.key() + " takes no " + option);
			}
			if (value.isBlank()) {
				throw new UsageException(option + " needs a value");
			}
		});
		oneOf(CommandOption.FORMAT, "text", "json");
		oneOf(CommandOption.DRY_RUN, "true", "false");
		timeout();
		return this;
	}

	private void oneOf(CommandOption option, String... values) {
		String given = this.options.get(option);
		if (given != null && !Arrays.asList(values).contains(given)) {
			throw new UsageException(option + " is " + given + "; it can be " + String.join(" or ", values));
		}
	}

	boolean isJson() {
		return "json".equals(this.options.get(CommandOption.FORMAT));
	}

	boolean isDryRun() {
		return "true".equals(this.options.get(CommandOption.DRY_RUN));
	}

	/**
	 * Return whether the process registers while it runs the command.
	 */
	boolean joins() {
		return this.command.joins() && !isDryRun();
	}

	/**
	 * Return the longest wait.
	 * @return the time, or {@code null} if none was given
	 */
	@Nullable Duration timeout() {
		String given = this.options.get(CommandOption.TIMEOUT);
		if (given == null) {
			return null;
		}
		try {
			if (given.matches("[+-]?\\d+")) {
				throw new UsageException(CommandOption.TIMEOUT + " is " + given + ", which has no unit; write " + given
						+ "s for seconds or " + given + "m for minutes");
			}
			Duration timeout = DurationStyle.detectAndParse(given);
			if (timeout.isNegative() || timeout.compareTo(Duration.ofDays(365)) > 0) {
				throw new UsageException(CommandOption.TIMEOUT + " is " + given + "; it can be up to 365d");
			}
			return timeout;
		}
		catch (IllegalArgumentException ex) {
			throw new UsageException(
					CommandOption.TIMEOUT + " is " + given + "; write a time such as 30s, 10m or PT1H30M");
		}
	}

	@Nullable String option(CommandOption option) {
		return this.options.get(option);
	}

}
