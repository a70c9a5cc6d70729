package io.expandcontract.boot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.expandcontract.boot.CheckpointBoot;
import liquibase.exception.LiquibaseException;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Tags a checkpoint at the end of the changelog.
 */
final class CheckpointCommand {

	/** What can stand in a path of the endpoint and in any format of a changelog. */
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

	private static final Set<String> OPERATIONS = Set.of("pause", "resume", "cancel");

	private CheckpointCommand() {
	}

	static CommandResult run(ConfigurableApplicationContext context, CommandLine line) throws LiquibaseException {
		String name = line.option(CommandOption.NAME);
		if (name == null) {
			throw new UsageException("The command checkpoint needs " + CommandOption.NAME + ", such as 1.2");
		}
		if (!NAME.matcher(name).matches() || OPERATIONS.contains(name)) {
			throw new UsageException(CommandOption.NAME + " is " + name
					+ "; it can be up to 100 letters, digits, points, hyphens and underscores, and none of pause, "
					+ "resume, cancel");
		}
		try {
			Map<String, List<String>> closed = new CheckpointBoot(context).run(name, line.isDryRun());
			if (closed.isEmpty()) {
				throw new UsageException("The command checkpoint finds no database to migrate: no bean runs Liquibase, "
						+ "for instance because spring.liquibase.enabled is false");
			}
			return new CommandResult(ExitCode.DONE, new Result(name, line.isDryRun(), closed),
					text(name, closed, line.isDryRun()));
		}
		catch (CheckpointBoot.TakenCheckpointException ex) {
			throw new UsageException(String.valueOf(ex.getMessage()));
		}
	}

	private static String text(String name, Map<String, List<String>> closed, boolean dryRun) {
		List<String> lines = new ArrayList<>();
		closed.forEach((changelog, changeSets) -> {
			lines.add((dryRun ? "Would tag " : "Tagged ") + name + " in " + changelog + ", which closes "
					+ (changeSets.isEmpty() ? "nothing new" : changeSets.size() + " changesets:"));
			changeSets.forEach((changeSet) -> lines.add("  " + changeSet));
		});
		return String.join(System.lineSeparator(), lines);
	}

	/**
	 * What was tagged.
	 *
	 * @param checkpoint the checkpoint
	 * @param dryRun whether it was only told
	 * @param closed the changesets that it closes, by changelog
	 */
	record Result(String checkpoint, boolean dryRun, Map<String, List<String>> closed) {
	}

}
