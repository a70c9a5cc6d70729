package io.expandcontract.boot.command;

import io.expandcontract.migration.Migrations;
import io.expandcontract.status.MigrationStatus;
import io.expandcontract.status.StatusReader;

/**
 * Shows the state, as {@code GET /actuator/migrations} does.
 */
final class StatusCommand implements CommandAction {

	@Override
	public CommandResult run(Migrations migrations, CommandLine line) {
		MigrationStatus status = new StatusReader(migrations).read();
		return new CommandResult(ExitCode.of(status.status()), status, StatusText.of(status));
	}

}
