package io.expandcontract.boot.command;

import io.expandcontract.migration.Migrations;

/**
 * What a command does.
 */
@FunctionalInterface
interface CommandAction {

	/**
	 * Do it.
	 * @param migrations the databases, whose fleets were joined if the command joins
	 * @param line what was asked for
	 * @return how it ended
	 */
	CommandResult run(Migrations migrations, CommandLine line);

}
