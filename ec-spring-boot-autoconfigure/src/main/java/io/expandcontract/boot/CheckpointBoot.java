package io.expandcontract.boot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.expandcontract.autogenerate.ChangelogProject;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Migrations;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Tags a checkpoint in the sources of an application's changelogs.
 */
public final class CheckpointBoot {

	private final ConfigurableApplicationContext context;

	/**
	 * Prepare to tag.
	 * @param context a context whose beans are held by {@link CommandBoot#holder()}
	 */
	public CheckpointBoot(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Tag a checkpoint behind everything that each changelog holds so far. A changelog
	 * that several databases share is tagged once.
	 * @param checkpoint the checkpoint's name
	 * @param dryRun whether to write nothing
	 * @return the changelogs, with the changesets that the checkpoint closes
	 * @throws LiquibaseException if a changelog cannot be read
	 * @throws TakenCheckpointException if a changelog has a checkpoint of that name
	 */
	public Map<String, List<String>> run(String checkpoint, boolean dryRun) throws LiquibaseException {
		AutogenerateProperties settings = this.context.getBean(ExpandContractProperties.class).getAutogenerate();
		Map<String, List<String>> closed = new LinkedHashMap<>();
		try (CommandBoot boot = new CommandBoot(this.context, "checkpoint", null)) {
			Migrations migrations = boot.open(false);
			for (MigratedDatabase database : migrations.databases()) {
				if (database.changelog().checkpoints().contains(checkpoint)) {
					throw new TakenCheckpointException(checkpoint, database.changelog().checkpoints());
				}
				closed.put(changelogOf(database.name()), open(database));
			}
		}
		for (String changelog : closed.keySet()) {
			ChangelogProject.of(changelog, null)
				.checkpoint(Path.of(settings.getResources()), checkpoint, settings.authorOrUser(), dryRun);
		}
		return closed;
	}

	private String changelogOf(String bean) {
		Object liquibase = this.context.getBean(bean);
		return (liquibase instanceof HeldLiquibase held) ? held.liquibase().getChangeLog()
				: ((SpringLiquibase) liquibase).getChangeLog();
	}

	private static List<String> open(MigratedDatabase database) {
		List<String> open = new ArrayList<>();
		database.changelog()
			.changeSets()
			.stream()
			.filter((changeSet) -> changeSet.checkpoint() == null && !changeSet.isCheckpoint())
			.forEach((changeSet) -> open.add(changeSet.toString()));
		return List.copyOf(open);
	}

	/**
	 * Says that a checkpoint's name is taken.
	 */
	public static final class TakenCheckpointException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		TakenCheckpointException(String checkpoint, List<String> checkpoints) {
			super("The checkpoint " + checkpoint + " is among those of the changelog: " + checkpoints
					+ ". Choose another name");
		}

	}

}
