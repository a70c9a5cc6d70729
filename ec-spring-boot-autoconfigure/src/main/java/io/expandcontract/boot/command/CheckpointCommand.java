package io.expandcontract.boot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.expandcontract.autogenerate.AutogenerateResult.File;
import io.expandcontract.boot.CheckpointBoot;
import io.expandcontract.migration.Migrations;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Closes the changelog with a checkpoint.
 */
final class CheckpointCommand {

	private CheckpointCommand() {
	}

	static CommandResult run(ConfigurableApplicationContext context, Migrations migrations, CommandLine line) {
		String name = line.option(CommandOption.NAME);
		if (name == null) {
			throw new UsageException("The command checkpoint needs " + CommandOption.NAME + ", such as 1.2");
		}
		String problem = CheckpointBoot.problem(name, migrations);
		if (problem != null) {
			throw new UsageException(problem);
		}
		Map<String, List<File>> databases = new CheckpointBoot(context).write(name, migrations, line.isDryRun());
		return new CommandResult(ExitCode.DONE, new Result(line.isDryRun(), name, databases),
				text(databases, name, line.isDryRun()));
	}

	private static String text(Map<String, List<File>> databases, String name, boolean dryRun) {
		List<String> lines = new ArrayList<>();
		databases.forEach((database, files) -> {
			if (files.isEmpty()) {
				lines.add(database + ": has the checkpoint " + name + " already");
			}
			files.forEach((file) -> {
				lines.add(database + ": " + (dryRun ? "would write " : "wrote ") + file.path());
				if (dryRun) {
					lines.add(file.content());
				}
			});
		});
		return String.join(System.lineSeparator(), lines);
	}

	/**
	 * What was written.
	 *
	 * @param dryRun whether it was only told
	 * @param checkpoint the checkpoint's name
	 * @param databases changed files by the bean that runs Liquibase
	 */
	record Result(boolean dryRun, String checkpoint, Map<String, List<File>> databases) {
	}

}
