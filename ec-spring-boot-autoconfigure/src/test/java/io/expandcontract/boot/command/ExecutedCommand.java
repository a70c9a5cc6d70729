package io.expandcontract.boot.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * A command that was executed in this JVM.
 *
 * @param exitCode its exit code, or -1 if the application started instead
 * @param output what it wrote to standard output
 * @param errors what it and the log wrote to standard error
 */
record ExecutedCommand(int exitCode, String output, String errors) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	JsonNode json() {
		return JSON.readTree(this.output);
	}

	/**
	 * Execute a command of a release.
	 * @param version 1.0 or 1.1
	 * @param database the database
	 * @param arguments the command and its options without their prefix, and properties
	 * @return how it ended
	 */
	static ExecutedCommand of(String version, HikariDataSource database, String... arguments) {
		return of(Application.class, version, database, arguments);
	}

	static ExecutedCommand of(Class<?> application, String version, HikariDataSource database, String... arguments) {
		return run(application, arguments(version, database, arguments));
	}

	/**
	 * Return what a release is started with.
	 */
	static String[] arguments(String version, HikariDataSource database, String... arguments) {
		List<String> all = new ArrayList<>(
				List.of("--spring.application.name=orders", "--spring.application.version=" + version,
						"--spring.liquibase.change-log=classpath:/rollout/" + version + ".yaml",
						"--spring.datasource.url=" + database.getJdbcUrl(),
						"--spring.datasource.username=" + TestDatabases.of(database).applicationUser(),
						"--spring.datasource.password=", "--expand-contract.instance.name=job",
						"--expand-contract.fleet.heartbeat-interval=200ms", "--expand-contract.fleet.stale-after=1s",
						"--expand-contract.boot-timeout=30s"));
		for (String argument : arguments) {
			all.removeIf((other) -> argument.startsWith("--") && other.startsWith(argument.split("=", 2)[0] + "="));
			all.add(argument.startsWith("--") ? argument : argument.contains("=")
					? "--expand-contract.option." + argument : "--expand-contract.command=" + argument);
		}
		return all.toArray(String[]::new);
	}

	static ExecutedCommand run(Class<?> application, String... arguments) {
		PrintStream out = System.out;
		PrintStream err = System.err;
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		ByteArrayOutputStream errors = new ByteArrayOutputStream();
		AtomicInteger exitCode = new AtomicInteger(-1);
		try {
			System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
			System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
			SpringApplication spring = new SpringApplication(application);
			spring.addBootstrapRegistryInitializer(
					(registry) -> registry.register(CommandExit.class, (context) -> exitCode::set));
			spring.run(arguments).close();
		}
		catch (RuntimeException ex) {
			if (exitCode.get() == -1) {
				throw ex;
			}
		}
		finally {
			System.setOut(out);
			System.setErr(err);
		}
		return new ExecutedCommand(exitCode.get(), output.toString(StandardCharsets.UTF_8),
				errors.toString(StandardCharsets.UTF_8));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
