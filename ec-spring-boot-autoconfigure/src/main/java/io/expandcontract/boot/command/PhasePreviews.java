package io.expandcontract.boot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Migrations;
import io.expandcontract.migration.Operation;
import io.expandcontract.migration.ReleaseNeeds;
import io.expandcontract.migration.UnknownCheckpointException;
import io.expandcontract.status.Preview;
import io.expandcontract.status.StatusReader;
import org.jspecify.annotations.Nullable;

/**
 * What would run, phase by phase.
 *
 * @param checkpoint the checkpoint up to which it would run, if any
 * @param databases the previews by the name of the bean that runs Liquibase
 */
record PhasePreviews(@Nullable String checkpoint, Map<String, DatabasePreviews> databases) {

	static PhasePreviews of(Migrations migrations, List<Operation> operations, @Nullable String checkpoint) {
		StatusReader reader = new StatusReader(migrations);
		Map<String, DatabasePreviews> databases = new TreeMap<>();
		for (MigratedDatabase database : migrations.databases()) {
			databases.put(database.name(), new DatabasePreviews(new ReleaseNeeds(database).tables(), new TreeMap<>()));
		}
		for (Operation operation : operations) {
			Map<String, Preview> previews = reader.preview(operation, checkpoint, true);
			databases.keySet().retainAll(previews.keySet());
			previews.forEach(
					(name, preview) -> Objects.requireNonNull(databases.get(name)).phases().put(operation, preview));
		}
		if (databases.isEmpty()) {
			throw new UnknownCheckpointException(String.valueOf(checkpoint),
					migrations.databases()
						.stream()
						.flatMap((database) -> database.changelog().checkpoints().stream())
						.toList());
		}
		return new PhasePreviews(checkpoint, databases);
	}

	boolean isAllowed() {
		return this.databases.values()
			.stream()
			.flatMap((database) -> database.phases().values().stream())
			.allMatch((preview) -> preview.gate().open()
					&& preview.changeSets().stream().allMatch(Preview.ChangeSetDescriptor::allowed));
	}

	/**
	 * Return a script for people to read. What cannot be shown is a comment.
	 */
	String text() {
		List<String> lines = new ArrayList<>();
		this.databases.forEach((name, database) -> {
			lines.add("-- " + name);
			if (!database.starterTables().isEmpty()) {
				lines.add("-- the starter's own tables");
				database.starterTables().forEach((statement) -> lines.add(statement + ";"));
			}
			database.phases().forEach((operation, preview) -> add(lines, operation, preview));
		});
		return String.join(System.lineSeparator(), lines);
	}

	private static void add(List<String> lines, Operation operation, Preview preview) {
		lines.add("-- " + operation + ": " + preview.changeSets().size()
				+ ((preview.changeSets().size() == 1) ? " changeset" : " changesets"));
		StatusText.blockers(preview.gate().blockers()).forEach((blocker) -> lines.add("-- blocked by" + blocker));
		for (Preview.ChangeSetDescriptor changeSet : preview.changeSets()) {
			lines.add("-- " + changeSet.changeSet() + (changeSet.allowed() ? "" : " (not now)"));
			if (changeSet.sql() != null) {
				changeSet.sql().forEach((statement) -> lines.add(statement + ";"));
			}
			else {
				lines.add("-- not shown: " + changeSet.sqlHiddenBecause());
			}
		}
	}

	/**
	 * What would run in one database.
	 *
	 * @param starterTables the DDL of the starter's own tables, where they are missing
	 * @param phases the previews
	 */
	record DatabasePreviews(List<String> starterTables, Map<Operation, Preview> phases) {
	}

}
