package io.expandcontract.boot.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.expandcontract.boot.OutcomeDescriptor;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationRequest;
import io.expandcontract.migration.Migrations;
import io.expandcontract.migration.PatientCalls;
import io.expandcontract.migration.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * Runs phases, waiting for what passes if there is a timeout.
 */
final class RunCommand implements CommandAction {

	@Override
	public CommandResult run(Migrations migrations, CommandLine line) {
		if (line.isDryRun()) {
			return new DryRun(migrations, line).run();
		}
		boolean patient = line.timeout() != null;
		PatientCalls calls = new PatientCalls(migrations, Objects.requireNonNullElse(line.timeout(), Duration.ZERO));
		MigrationRequest request = new MigrationRequest(line.option(CommandOption.CHECKPOINT), false, false,
				line.option(CommandOption.REASON),
				Objects.requireNonNullElse(line.option(CommandOption.NAME), "command " + line.command().key()));
		OutcomeDescriptor outcome = OutcomeDescriptor.of(call(line.command(), migrations, calls, request));
		return new CommandResult(exit(outcome, patient), outcome, text(outcome));
	}

	private static Map<String, MigrationOutcome> call(Command command, Migrations migrations, PatientCalls calls,
			MigrationRequest request) {
		return switch (command) {
			case EXPAND -> migrations.expand(request);
			case MIGRATE -> calls.migrate(request);
			case CONTRACT -> calls.contract(request);
			case OFFLINE -> calls.offline(request);
			case STATUS, WAIT, PAUSE, RESUME, CANCEL, TUNE, SQL, CHECK, AUTOGENERATE, CHECKPOINT ->
				throw new IllegalStateException(command + " runs nothing");
		};
	}

	static ExitCode exit(OutcomeDescriptor outcome, boolean patient) {
		return switch (outcome.outcome()) {
			case DONE, NOTHING_TO_DO -> ExitCode.DONE;
			case FAILED -> ExitCode.ERROR;
			case RUNNING -> patient ? ExitCode.TIMED_OUT : ExitCode.RUN_IN_PROGRESS;
			case REFUSED -> refused(outcome.reason(), patient);
		};
	}

	private static ExitCode refused(@Nullable RefusalReason reason, boolean patient) {
		if (patient && PatientCalls.isPassing(reason)) {
			return ExitCode.TIMED_OUT;
		}
		return (reason == RefusalReason.RUN_IN_PROGRESS) ? ExitCode.RUN_IN_PROGRESS : ExitCode.REFUSED;
	}

	static String text(OutcomeDescriptor outcome) {
		List<String> lines = new ArrayList<>();
		lines.add(outcome.outcome() + ((outcome.reason() != null) ? " " + outcome.reason() : "") + ": "
				+ outcome.message());
		outcome.databases().forEach((name, database) -> {
			database.executed().forEach((changeSet) -> lines.add("  executed " + name + " " + changeSet));
			database.pending().forEach((changeSet) -> lines.add("  pending " + name + " " + changeSet));
			lines.addAll(StatusText.blockers(database.blockers()));
		});
		return String.join(System.lineSeparator(), lines);
	}

}
