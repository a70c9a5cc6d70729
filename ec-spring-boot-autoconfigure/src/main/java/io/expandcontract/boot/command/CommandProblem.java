package io.expandcontract.boot.command;

import java.sql.SQLException;
import java.util.List;

import io.expandcontract.autogenerate.UnwritableChangelogException;
import io.expandcontract.database.ScratchDatabaseException;
import io.expandcontract.fleet.AdmissionTimeoutException;
import io.expandcontract.migration.ContractedPastException;
import io.expandcontract.migration.DataReliedOnException;
import io.expandcontract.migration.MigrationLockTimeoutException;
import io.expandcontract.migration.UnknownCheckpointException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * What kept a command from ending with a result.
 *
 * @param exitCode the exit code
 * @param message what is wrong
 * @param action what to do
 */
record CommandProblem(int exitCode, String message, String action) {

	private static final Log logger = LogFactory.getLog(CommandProblem.class);

	private static final List<Class<? extends Throwable>> BAD_VALUES = List.of(UsageException.class,
			UnknownCheckpointException.class, BindException.class, InvalidConfigurationPropertyValueException.class);

	static CommandProblem of(UsageException usage) {
		return new CommandProblem(ExitCode.USAGE.code(), String.valueOf(usage.getMessage()),
				"Correct the command line. See docs/messages.md#command-line");
	}

	/**
	 * Analyse a failure with what the application has for that.
	 * @param failure what was thrown
	 * @param context the context, if there is one
	 * @return the problem
	 */
	static CommandProblem of(Throwable failure, @Nullable ConfigurableApplicationContext context) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UsageException usage) {
				return of(usage);
			}
		}
		int exitCode = exit(failure).code();
		FailureAnalysis analysis = analysis(failure, context);
		return (analysis != null)
				? new CommandProblem(exitCode, String.valueOf(analysis.getDescription()),
						(analysis.getAction() != null) ? analysis.getAction() : "See docs/messages.md#command-failed")
				: unforeseen(failure, exitCode);
	}

	private static CommandProblem unforeseen(Throwable failure, int exitCode) {
		Throwable root = failure;
		SQLException refused = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			root = cause;
			refused = (cause instanceof SQLException sql) ? sql : refused;
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ScratchDatabaseException || cause instanceof UnwritableChangelogException) {
				return new CommandProblem(exitCode, String.valueOf(cause.getMessage()), "");
			}
		}
		if (refused != null) {
			logger.debug("The database cannot be asked", failure);
			return new CommandProblem(exitCode, "The database cannot be asked: " + refused.getMessage(),
					"Check that this process reaches the database with the users of the application and of Liquibase. "
							+ "See docs/messages.md#command-failed");
		}
		logger.error("The command failed", failure);
		return new CommandProblem(exitCode, "The command failed: " + root,
				"The log shows where. See docs/messages.md#command-failed");
	}

	private static ExitCode exit(Throwable failure) {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			Throwable cause = each;
			if (BAD_VALUES.stream().anyMatch((type) -> type.isInstance(cause))) {
				return ExitCode.USAGE;
			}
			if (cause instanceof ContractedPastException || cause instanceof DataReliedOnException) {
				return ExitCode.REFUSED;
			}
			if (cause instanceof MigrationLockTimeoutException || cause instanceof AdmissionTimeoutException) {
				return ExitCode.TIMED_OUT;
			}
		}
		return ExitCode.ERROR;
	}

	private static @Nullable FailureAnalysis analysis(Throwable failure,
			@Nullable ConfigurableApplicationContext context) {
		ArgumentResolver arguments = (context != null)
				? ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
					.and(Environment.class, context.getEnvironment())
				: null;
		for (FailureAnalyzer analyzer : SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, arguments, FailureHandler.handleMessage((message, ex) -> {
			}))) {
			FailureAnalysis analysis = analyzer.analyze(failure);
			if (analysis != null) {
				return analysis;
			}
		}
		return null;
	}

	String text() {
		return this.message + System.lineSeparator() + this.action;
	}

}
