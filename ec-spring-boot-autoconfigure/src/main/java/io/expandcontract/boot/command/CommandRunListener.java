package io.expandcontract.boot.command;

import java.io.PrintStream;
import java.time.Duration;

import io.expandcontract.boot.CommandBoot;
import io.expandcontract.migration.Migrations;
import liquibase.exception.LiquibaseException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Executes the command that the arguments of {@code main} ask for, in place of the
 * application: gives it a {@link CommandContext}, keeps standard output for the result,
 * and ends the process before a runner is called.
 */
final class CommandRunListener implements SpringApplicationRunListener, Ordered {

	private static final Log logger = LogFactory.getLog(CommandRunListener.class);

	private final SpringApplication application;

	private final PrintStream output = System.out;

	private final @Nullable CommandLine line;

	private final @Nullable UsageException usage;

	private CommandExit exit = System::exit;

	/**
	 * Read the arguments, as Spring Boot hands them to every run listener.
	 * @param application the application
	 * @param arguments the arguments of {@code main}
	 */
	CommandRunListener(SpringApplication application, String[] arguments) {
		this.application = application;
		CommandLine parsed = null;
		UsageException problem = null;
		try {
			parsed = CommandLine.of(arguments);
		}
		catch (UsageException ex) {
			problem = ex;
		}
		this.line = parsed;
		this.usage = problem;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void starting(ConfigurableBootstrapContext bootstrap) {
		CommandExit registered = bootstrap.getOrElse(CommandExit.class, null);
		this.exit = (registered != null) ? registered : this.exit;
		if (this.usage != null) {
			System.err.println(CommandProblem.of(this.usage).text());
			end(ExitCode.USAGE.code());
		}
		if (this.line != null) {
			System.setOut(System.err);
			this.application.setBannerMode(Banner.Mode.OFF);
			this.application.setLogStartupInfo(false);
			this.application.setRegisterShutdownHook(true);
			this.application.setWebApplicationType(WebApplicationType.NONE);
			this.application.setApplicationContextFactory(ApplicationContextFactory.of(CommandContext::new));
		}
	}

	@Override
	public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
		if (this.line == null) {
			if (context.getEnvironment().containsProperty("expand-contract.command")) {
				logger.warn("expand-contract.command is honoured as an argument of main only, and ignored here. "
						+ "See docs/messages.md#command-line");
			}
			return;
		}
		int exitCode = execute(this.line, context);
		context.close();
		end(exitCode);
	}

	private int execute(CommandLine command, ConfigurableApplicationContext context) {
		try {
			CommandResult result = run(command, context);
			this.output.println(command.isJson() ? Json.write(result.json()) : result.text());
			this.output.flush();
			return result.exit().code();
		}
		catch (LiquibaseException | RuntimeException ex) {
			return report(command, ex, context);
		}
	}

	private static CommandResult run(CommandLine command, ConfigurableApplicationContext context)
			throws LiquibaseException {
		if (!CommandBoot.isPossible(context)) {
			throw new UsageException("The command " + command.command().key()
					+ " needs the starter, but expand-contract.enabled is false or there is no Liquibase");
		}
		if (command.command() == Command.AUTOGENERATE) {
			return AutogenerateCommand.run(context, command);
		}
		CheckCommand.Entities entities = (command.command() == Command.CHECK) ? CheckCommand.entities(context) : null;
		try (CommandBoot boot = new CommandBoot(context, command.command().key(), command.timeout())) {
			if (context.getBeanFactory() instanceof DefaultSingletonBeanRegistry registry) {
				registry.registerDisposableBean("expandContractCommand", boot::close);
			}
			Migrations migrations = boot.open(command.joins());
			if (migrations.databases().isEmpty()) {
				throw new UsageException("The command " + command.command().key()
						+ " finds no database to migrate: no bean runs Liquibase, for instance because "
						+ "spring.liquibase.enabled is false");
			}
			if (command.command() == Command.CHECKPOINT) {
				return CheckpointCommand.run(context, migrations, command);
			}
			return (entities != null) ? CheckCommand.run(migrations, entities)
					: command.command().action().run(migrations, command);
		}
	}

	private int report(CommandLine command, Throwable failure, @Nullable ConfigurableApplicationContext context) {
		CommandProblem problem = CommandProblem.of(failure, context);
		System.err.println(problem.text());
		if (command.isJson()) {
			this.output.println(Json.write(problem));
			this.output.flush();
		}
		return problem.exitCode();
	}

	@Override
	public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
		if (this.line != null) {
			int exitCode = report(this.line, exception, context);
			if (context != null) {
				context.close();
			}
			end(exitCode);
		}
	}

	private void end(int exitCode) {
		System.setOut(this.output);
		this.exit.exit(exitCode);
		throw new SpringApplication.AbandonedRunException();
	}

}
