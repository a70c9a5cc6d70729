package io.expandcontract.boot.command;

import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the command line takes, and that nothing but the command line is asked.
 */
class CommandLineTests {

	private final HikariDataSource database = TestDatabases.H2.createDatabase();

	@AfterEach
	void close() {
		this.database.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "--expand-contract.command=contrakt | contrakt; there are status, expand",
			"--expand-contract.command | There is no command",
			"--expand-contract.command=status --expand-contract.command=sql | --expand-contract.command is given twice",
			"--expand-contract.option.timeout=5s | --expand-contract.option.timeout needs --expand-contract.command",
			"--expand-contract.command=status --expand-contract.option.formt=json | --expand-contract.option.formt",
			"--expand-contract.command=status --expand-contract.option.timeout=5s | status takes no --expand-contract.option.timeout",
			"--expand-contract.command=contract --expand-contract.option.message=x | contract takes no --expand-contract.option.message",
			"--expand-contract.command=contract --expand-contract.option.timeout=600 | has no unit; write 600s",
			"--expand-contract.command=contract --expand-contract.option.timeout=soon | is soon; write a time",
			"--expand-contract.command=contract --expand-contract.option.timeout=-5s | is -5s",
			"--expand-contract.command=contract --expand-contract.option.checkpoint= | checkpoint needs a value",
			"--expand-contract.command=contract --expand-contract.option.dry-run=yes | dry-run is yes; it can be true or false",
			"--expand-contract.command=status --expand-contract.option.format=xml | format is xml; it can be text or json" })
	void whatMakesNoSenseIsNamedOnStandardErrorAndNothingStarts(String arguments, String expected) {
		ExecutedCommand command = ExecutedCommand.run(ExecutedCommand.Application.class, arguments.split(" "));
		assertThat(command.exitCode()).isEqualTo(2);
		assertThat(command.errors()).contains(expected).contains("docs/messages.md#command-line");
		assertThat(command.output()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(Command.class)
	void everyCommandIsFoundByItsName(Command command) {
		assertThat(CommandLine.of("--spring.main.banner-mode=off", "--expand-contract.command=" + command.key(),
				"--expand-contract.option.format=json"))
			.returns(command, CommandLine::command)
			.returns(true, CommandLine::isJson)
			.returns(null, CommandLine::timeout);
	}

	@Test
	void timeoutIsADuration() {
		assertThat(CommandLine.of("--expand-contract.command=wait", "--expand-contract.option.timeout=10m"))
			.extracting(CommandLine::timeout)
			.isEqualTo(Duration.ofMinutes(10));
	}

	@Test
	void dryRunJoinsNothing() {
		assertThat(CommandLine.of("--expand-contract.command=contract", "--expand-contract.option.dry-run"))
			.extracting(CommandLine::joins)
			.isEqualTo(false);
	}

	@Test
	void argumentsWithoutACommandAreNoCommandLine() {
		assertThat(CommandLine.of("--expand-contract.commander=status", "contract")).isNull();
	}

	@Test
	void propertyFromElsewhereStartsTheApplicationAndWarns() {
		System.setProperty("expand-contract.command", "contract");
		try {
			ExecutedCommand started = ExecutedCommand.of("1.1", this.database);
			assertThat(started.exitCode()).isEqualTo(-1);
			assertThat(started.output()).contains("expand-contract.command is honoured as an argument of main only");
		}
		finally {
			System.clearProperty("expand-contract.command");
		}
	}

	@Test
	void badPropertyIsAUsageError() {
		ExecutedCommand command = ExecutedCommand.of("1.1", this.database, "status", "format=json",
				"--expand-contract.table-prefix=1");
		assertThat(command.exitCode()).isEqualTo(2);
		assertThat(command.errors()).contains("expand-contract.table-prefix");
		assertThat(command.json().at("/exitCode").asInt()).isEqualTo(2);
	}

	@Test
	void unreadableValueOfAPropertyIsAUsageError() {
		ExecutedCommand command = ExecutedCommand.of("1.1", this.database, "expand",
				"--expand-contract.boot-timeout=soon");
		assertThat(command.exitCode()).isEqualTo(2);
		assertThat(command.errors()).contains("expand-contract.boot-timeout");
	}

	@Test
	void starterSwitchedOffIsAUsageError() {
		ExecutedCommand command = ExecutedCommand.of("1.1", this.database, "expand", "--expand-contract.enabled=false");
		assertThat(command.exitCode()).isEqualTo(2);
		assertThat(command.errors()).contains("expand-contract.enabled is false");
	}

	@Test
	void liquibaseSwitchedOffIsAUsageError() {
		ExecutedCommand command = ExecutedCommand.of("1.1", this.database, "expand",
				"--spring.liquibase.enabled=false");
		assertThat(command.exitCode()).isEqualTo(2);
		assertThat(command.errors()).contains("spring.liquibase.enabled is false");
	}

	@Test
	void unreachableDatabaseIsAnError() {
		ExecutedCommand command = ExecutedCommand.of("1.1", this.database, "status",
				"--spring.datasource.url=jdbc:h2:tcp://localhost:1/nowhere");
		assertThat(command.exitCode()).isEqualTo(1);
		assertThat(command.errors()).contains("The database cannot be asked: ").contains("#command-failed");
		assertThat(command.output()).isEmpty();
	}

}
