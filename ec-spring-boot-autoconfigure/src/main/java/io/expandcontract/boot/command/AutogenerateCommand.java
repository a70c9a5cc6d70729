package io.expandcontract.boot.command;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.expandcontract.autogenerate.AutogenerateResult;
import io.expandcontract.autogenerate.RenameJudge;
import io.expandcontract.boot.AutogenerateBoot;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Writes the changesets that lead from the changelog to the entities.
 */
final class AutogenerateCommand {

	private AutogenerateCommand() {
	}

	static CommandResult run(ConfigurableApplicationContext context, CommandLine line) throws LiquibaseException {
		String split = line.option(CommandOption.SPLIT);
		if (split == null && !AutogenerateBoot.isPossible()) {
			throw new UsageException("The command autogenerate compares JPA entities, but Hibernate is not there");
		}
		String message = line.option(CommandOption.MESSAGE);
		if (message == null && split == null && !line.isDryRun()) {
			throw new UsageException("The command autogenerate needs " + CommandOption.MESSAGE
					+ ", which names the files, or " + CommandOption.DRY_RUN);
		}
		try {
			AutogenerateBoot boot = new AutogenerateBoot(context,
					line.isJson() ? RenameJudge.NOBODY : Terminal.judge());
			Map<String, AutogenerateResult> results = (split != null) ? boot.split(split, message, line.isDryRun())
					: boot.run(Objects.requireNonNullElse(message, "changes"), line.isDryRun());
			if (results.isEmpty()) {
				throw new UsageException(
						"The command autogenerate finds no database to migrate: no bean runs Liquibase, "
								+ "for instance because spring.liquibase.enabled is false");
			}
			boolean undecided = results.values().stream().anyMatch((result) -> !result.decisions().isEmpty());
			return new CommandResult(undecided ? ExitCode.FINDINGS : ExitCode.DONE,
					new Result(line.isDryRun(), results), text(results, line.isDryRun()));
		}
		catch (SQLException ex) {
			throw new DatabaseException(ex);
		}
	}

	private static String text(Map<String, AutogenerateResult> results, boolean dryRun) {
		List<String> lines = new ArrayList<>();
		results.forEach((name, result) -> {
			if (result.isInSync() && result.remarks().isEmpty()) {
				lines.add(name + ": entities and changelog agree");
			}
			result.files().forEach((file) -> {
				lines.add(name + ": " + (dryRun ? "would write " : "wrote ") + file.path());
				if (dryRun) {
					lines.add(file.content());
				}
			});
			result.decisions().forEach((decision) -> {
				lines.add(name + ": DECIDE: " + decision.question() + ".");
				lines.add("  " + decision.recipe() + ".");
			});
			result.remarks().forEach((remark) -> lines.add(name + ": " + remark));
		});
		return String.join(System.lineSeparator(), lines);
	}

	/**
	 * What was written.
	 *
	 * @param dryRun whether it was only told
	 * @param databases files, decisions and remarks by the bean that runs Liquibase
	 */
	record Result(boolean dryRun, Map<String, AutogenerateResult> databases) {
	}

}
