package io.expandcontract.boot.command;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.expandcontract.autogenerate.RenameJudge;
import io.expandcontract.boot.AutogenerateBoot;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhaseSource;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.check.Finding;
import io.expandcontract.check.Severity;
import io.expandcontract.migration.ChangelogCheck;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Migrations;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Judges every pending changeset and runs none.
 */
final class CheckCommand {

	private CheckCommand() {
	}

	/**
	 * Compare the entities with the changelog, in scratch databases and before the
	 * application's own is opened.
	 * @param context a context whose beans are held
	 * @return sentences about what differs
	 */
	static Entities entities(ConfigurableApplicationContext context) {
		if (!AutogenerateBoot.hasEntities(context)) {
			return new Entities(false, List.of(), "There are no entities");
		}
		try {
			List<String> differences = new ArrayList<>();
			new AutogenerateBoot(context, RenameJudge.NOBODY).differences()
				.forEach((name, each) -> each.forEach((difference) -> differences.add(name + ": " + difference)));
			return new Entities(true, differences, "");
		}
		catch (LiquibaseException | SQLException | RuntimeException ex) {
			return new Entities(false, List.of(), "The entities cannot be compared: " + ex.getMessage());
		}
	}

	static CommandResult run(Migrations migrations, Entities entities) {
		Map<String, List<CheckedChangeSet>> databases = new TreeMap<>();
		for (MigratedDatabase database : migrations.databases()) {
			databases.put(database.name(),
					new ChangelogCheck(database).check().stream().map(CheckedChangeSet::of).toList());
		}
		boolean found = databases.values()
			.stream()
			.flatMap(List::stream)
			.flatMap((changeSet) -> changeSet.findings().stream())
			.anyMatch((finding) -> finding.severity() != Severity.INFO);
		return new CommandResult((found || !entities.differences().isEmpty()) ? ExitCode.FINDINGS : ExitCode.DONE,
				new Result(databases, entities), text(databases, entities));
	}

	private static String text(Map<String, List<CheckedChangeSet>> databases, Entities entities) {
		List<String> lines = new ArrayList<>();
		databases.forEach((name, changeSets) -> {
			long findings = changeSets.stream().mapToLong((changeSet) -> changeSet.findings().size()).sum();
			lines.add(name + ": " + changeSets.size() + " pending, " + findings + " findings");
			changeSets.forEach((changeSet) -> add(lines, changeSet));
		});
		lines.add(!entities.compared() ? entities.reason()
				: entities.differences().isEmpty() ? "Entities and changelog agree"
						: "Entities and changelog differ; the command autogenerate writes what is missing:");
		entities.differences().forEach((difference) -> lines.add("  " + difference));
		return String.join(System.lineSeparator(), lines);
	}

	private static void add(List<String> lines, CheckedChangeSet changeSet) {
		String phase = (changeSet.phase() == null) ? "no phase"
				: changeSet.phase() + " (" + changeSet.source().name().toLowerCase(Locale.ROOT) + ")";
		lines.add("  " + changeSet.file() + "::" + changeSet.id() + "::" + changeSet.author() + ": " + phase);
		for (FoundDescriptor finding : changeSet.findings()) {
			lines.add("    " + finding.rule() + " " + finding.severity() + ": " + finding.message());
			finding.safe().lines().forEach((each) -> lines.add("      " + each));
		}
	}

	/**
	 * What was found.
	 *
	 * @param databases the pending changesets by the name of the bean that runs Liquibase
	 * @param entities whether entities and changelog agree
	 */
	record Result(Map<String, List<CheckedChangeSet>> databases, Entities entities) {
	}

	/**
	 * Whether entities and changelog agree.
	 *
	 * @param compared whether they could be compared
	 * @param differences what differs, in sentences
	 * @param reason why they could not be compared
	 */
	record Entities(boolean compared, List<String> differences, String reason) {
	}

	/**
	 * A changeset.
	 *
	 * @param id its id
	 * @param author its author
	 * @param file its file
	 * @param phase its phase, or {@code null} if it has none
	 * @param source where the phase comes from
	 * @param checkpoint the checkpoint that closes its stretch of changelog, if any
	 * @param findings what was found
	 */
	record CheckedChangeSet(String id, String author, String file, @Nullable Phase phase, PhaseSource source,
			@Nullable String checkpoint, List<FoundDescriptor> findings) {

		static CheckedChangeSet of(ChangelogCheck.Checked checked) {
			PhasedChangeSet changeSet = checked.changeSet();
			return new CheckedChangeSet(changeSet.key().id(), changeSet.key().author(), changeSet.key().path(),
					changeSet.phase(), changeSet.source(), changeSet.checkpoint(),
					checked.findings().stream().map(FoundDescriptor::of).toList());
		}

	}

	/**
	 * A finding.
	 *
	 * @param rule the id of the safety rule, or {@code phase}, {@code model} or
	 * {@code waiver}
	 * @param severity how much it weighs
	 * @param message what it is and what to do
	 * @param safe changesets that do the same without danger; may be empty
	 */
	record FoundDescriptor(String rule, Severity severity, String message, String safe) {

		static FoundDescriptor of(Finding finding) {
			return new FoundDescriptor(finding.rule(), finding.severity(), finding.message(), finding.safeAsWritten());
		}

	}

}
