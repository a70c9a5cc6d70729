package io.expandcontract.boot.command;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.fleet.Blocker;
import io.expandcontract.migration.MigratedDatabase;
import io.expandcontract.migration.Migrations;
import io.expandcontract.migration.Operation;
import io.expandcontract.migration.OtherInstances;
import io.expandcontract.migration.ReleaseNeeds;
import io.expandcontract.status.DatabaseStatus.BlockerDescriptor;

/**
 * Tells what a run would do. It registers nothing and executes nothing.
 */
final class DryRun {

	private final Migrations migrations;

	private final CommandLine line;

	DryRun(Migrations migrations, CommandLine line) {
		this.migrations = migrations;
		this.line = line;
	}

	CommandResult run() {
		this.migrations.databases().forEach((database) -> new ReleaseNeeds(database).requireUnreliedData());
		boolean offline = this.line.command() == Command.OFFLINE;
		List<Operation> operations = offline ? List.of(Operation.values())
				: List.of(Operation.valueOf(this.line.command().name()));
		PhasePreviews previews = PhasePreviews.of(this.migrations, operations,
				this.line.option(CommandOption.CHECKPOINT));
		Map<String, List<BlockerDescriptor>> refusals = new TreeMap<>();
		for (MigratedDatabase database : this.migrations.databases()) {
			List<Blocker> blockers = offline ? new OtherInstances(database).blockers() : List.of();
			if (!blockers.isEmpty()) {
				refusals.put(database.name(), blockers.stream().map(BlockerDescriptor::of).toList());
			}
		}
		List<ChangeSetKey> past = this.migrations.databases()
			.stream()
			.flatMap((database) -> new ReleaseNeeds(database).contractedPast().stream())
			.toList();
		boolean allowed = refusals.isEmpty() && past.isEmpty() && (offline || previews.isAllowed());
		Result result = new Result(allowed, past.stream().map(ChangeSetKey::toString).toList(), refusals, previews);
		return new CommandResult(allowed ? ExitCode.DONE : ExitCode.REFUSED, result, text(result));
	}

	private static String text(Result result) {
		StringBuilder text = new StringBuilder("-- " + (result.allowed() ? "would run now" : "would be refused"));
		result.contractedPast()
			.forEach((changeSet) -> text.append(System.lineSeparator())
				.append("-- contracted past this release: ")
				.append(changeSet));
		result.refusals()
			.forEach((name, blockers) -> StatusText.blockers(blockers)
				.forEach((blocker) -> text.append(System.lineSeparator()).append("-- blocked by").append(blocker)));
		return text.append(System.lineSeparator()).append(result.previews().text()).toString();
	}

	/**
	 * What a run would do.
	 *
	 * @param allowed whether all of it would run now
	 * @param contractedPast the contract changesets that ran and that this release does
	 * not know
	 * @param refusals who would have to go first, by the name of the bean that runs
	 * Liquibase
	 * @param previews what would run
	 */
	record Result(boolean allowed, List<String> contractedPast, Map<String, List<BlockerDescriptor>> refusals,
			PhasePreviews previews) {
	}

}
