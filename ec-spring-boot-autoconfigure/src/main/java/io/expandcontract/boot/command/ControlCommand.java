package io.expandcontract.boot.command;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.expandcontract.boot.OutcomeDescriptor;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.Migrations;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * Tells whichever instance moves data what to do. It runs nothing itself.
 */
final class ControlCommand implements CommandAction {

	@Override
	public CommandResult run(Migrations migrations, CommandLine line) {
		OutcomeDescriptor outcome = OutcomeDescriptor.of(control(migrations, line));
		return new CommandResult(RunCommand.exit(outcome, false), outcome, RunCommand.text(outcome));
	}

	private static Map<String, MigrationOutcome> control(Migrations migrations, CommandLine line) {
		return switch (line.command()) {
			case PAUSE ->
				migrations.pause(Objects.requireNonNullElse(line.option(CommandOption.NAME), "the command pause"));
			case RESUME -> migrations.resume();
			case CANCEL -> migrations.cancel();
			default -> tune(migrations, line);
		};
	}

	private static Map<String, MigrationOutcome> tune(Migrations migrations, CommandLine line) {
		String target = line.option(CommandOption.BATCH_TARGET);
		String size = line.option(CommandOption.MAX_BATCH_SIZE);
		if (target == null && size == null) {
			throw new UsageException(
					"tune needs " + CommandOption.BATCH_TARGET + " or " + CommandOption.MAX_BATCH_SIZE);
		}
		return migrations.tune(duration(target), number(size));
	}

	private static @Nullable Duration duration(@Nullable String target) {
		try {
			Duration duration = (target != null) ? DurationStyle.detectAndParse(target) : null;
			if (duration != null && (duration.isNegative() || duration.isZero())) {
				throw new IllegalArgumentException(target + " is not positive");
			}
			return duration;
		}
		catch (IllegalArgumentException ex) {
			throw new UsageException(CommandOption.BATCH_TARGET + " is " + target + "; write a time such as 50ms");
		}
	}

	private static @Nullable Integer number(@Nullable String size) {
		if (size != null && !size.matches("[1-9]\\d{0,8}")) {
			throw new UsageException(CommandOption.MAX_BATCH_SIZE + " is " + size + "; write a number from 1 on");
		}
		return (size != null) ? Integer.valueOf(size) : null;
	}

}
