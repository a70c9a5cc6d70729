package io.expandcontract.sample.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import io.expandcontract.boot.ExpandContractAutoConfiguration;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationRequest;
import io.expandcontract.migration.Migrations;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An instance of a small application in a process of its own. It obeys each line of its
 * standard input with one line on its standard output, marked by an at sign, and ends
 * with its input.
 */
final class FaultApplication {

	private final ConfigurableApplicationContext context;

	private FaultApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start an instance.
	 * @param args properties
	 * @throws IOException if the input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.run(args)) {
			answer("started");
			new FaultApplication(context).obey();
		}
	}

	static void answer(String line) {
		System.out.println("@" + line.lines().findFirst().orElse(""));
		System.out.flush();
	}

	private void obey() throws IOException {
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = input.readLine(); line != null; line = input.readLine()) {
			switch (line) {
				case "contract" -> new Thread(() -> answer(contract())).start();
				case "pause" -> ClientPause.ask();
				case "go" -> ClientPause.end();
				case "write" -> answer(write());
				case "read" -> answer(read());
				default -> answer("unknown command " + line);
			}
		}
	}

	private String contract() {
		try {
			MigrationOutcome outcome = this.context.getBean(Migrations.class)
				.contract(MigrationRequest.plain())
				.get("liquibase");
			return (outcome.reason() != null) ? outcome.outcome() + " " + outcome.reason()
					: switch (outcome.outcome()) {
						case DONE -> "DONE " + outcome.executed().size();
						case FAILED -> "FAILED " + outcome.message();
						default -> outcome.outcome().name();
					};
		}
		catch (RuntimeException ex) {
			return "FAILED " + ex;
		}
	}

	private String write() {
		try {
			jdbc().update("update person set visits = visits + 1");
			return "written";
		}
		catch (DataAccessException ex) {
			return "error " + ex.getMessage();
		}
	}

	private String read() {
		try {
			return "visits " + jdbc().queryForObject("select visits from person", Long.class);
		}
		catch (DataAccessException ex) {
			return "error " + ex.getMessage();
		}
	}

	private JdbcTemplate jdbc() {
		return this.context.getBean(JdbcTemplate.class);
	}

	@ImportAutoConfiguration({ ApplicationAvailabilityAutoConfiguration.class, DataSourceAutoConfiguration.class,
			DataSourceTransactionManagerAutoConfiguration.class, ExpandContractAutoConfiguration.class,
			JdbcTemplateAutoConfiguration.class, LiquibaseAutoConfiguration.class })
	static class Application {

	}

}
