package io.expandcontract.boot.command;

import java.util.List;

import io.expandcontract.migration.Migrations;
import io.expandcontract.migration.Operation;

/**
 * Shows the SQL of everything that is pending, phase by phase.
 */
final class SqlCommand implements CommandAction {

	@Override
	public CommandResult run(Migrations migrations, CommandLine line) {
		PhasePreviews previews = PhasePreviews.of(migrations, List.of(Operation.values()),
				line.option(CommandOption.CHECKPOINT));
		return new CommandResult(ExitCode.DONE, previews, previews.text());
	}

}
