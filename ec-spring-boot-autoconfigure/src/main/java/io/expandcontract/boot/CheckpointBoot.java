package io.expandcontract.boot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.expandcontract.autogenerate.AutogenerateResult.File;
import io.expandcontract.autogenerate.ChangelogProject;
import io.expandcontract.autogenerate.CheckpointWriter;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Migrations;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Closes the changelogs of an application that does not start with a checkpoint.
 */
public final class CheckpointBoot {

	private final ConfigurableApplicationContext context;

	private final ExpandContractProperties properties;

	/**
	 * Prepare to write.
	 * @param context a context whose beans are held by {@link CommandBoot#holder()}
	 */
	public CheckpointBoot(ConfigurableApplicationContext context) {
		this.context = context;
		this.properties = context.getBean(ExpandContractProperties.class);
	}

	/**
	 * Return what is wrong with a name.
	 * @param name the name
	 * @param migrations the databases
	 * @return a sentence, or {@code null} if a checkpoint can bear it
	 */
	public static @Nullable String problem(String name, Migrations migrations) {
		boolean taken = migrations.databases().stream().allMatch((database) -> has(database, name));
		return taken ? "There is a checkpoint " + name + " already" : CheckpointWriter.problem(name);
	}

	private static boolean has(MigratedDatabase database, String name) {
		return database.changelog().checkpoints().stream().anyMatch(name::equalsIgnoreCase);
	}

	/**
	 * Add a checkpoint to every changelog that lacks it, so that a process that died
	 * between two of them can be repeated.
	 * @param name a name without a problem
	 * @param migrations the databases
	 * @param dryRun whether to write nothing
	 * @return the files that were changed, by the names of the beans that run them
	 */
	public Map<String, List<File>> write(String name, Migrations migrations, boolean dryRun) {
		Map<String, List<File>> files = new LinkedHashMap<>();
		Map<String, List<File>> byMaster = new HashMap<>();
		for (MigratedDatabase database : migrations.databases()) {
			List<File> written = new ArrayList<>();
			if (!has(database, name) && this.context.getBean(database.name()) instanceof HeldLiquibase held) {
				ChangelogProject project = ChangelogProject.of(held.liquibase().getChangeLog(),
						AutogenerateBoot.version(this.context, this.properties));
				written = byMaster.computeIfAbsent(project.master(), (master) -> List
					.of(new CheckpointWriter(project, AutogenerateBoot.settings(this.properties.getAutogenerate()))
						.write(name, dryRun)));
			}
			files.put(database.name(), written);
		}
		return files;
	}

}
