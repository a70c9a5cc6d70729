package io.expandcontract.boot.command;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import io.expandcontract.testsupport.TwoUsers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands with a user for the schema and another for the application, who may not change
 * it.
 */
abstract class CommandUsersContractTests {

	private final TestDatabases engine;

	private HikariDataSource database;

	private TwoUsers users;

	CommandUsersContractTests(TestDatabases engine) {
		this.engine = engine;
	}

	@BeforeEach
	void createUsers() {
		this.database = this.engine.createDatabase();
		this.users = TwoUsers.of(this.database);
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	private ExecutedCommand execute(int exitCode, String release, String... command) {
		String[] arguments = new String[command.length + 2];
		arguments[0] = "--spring.datasource.username=" + this.users.application();
		arguments[1] = "--spring.liquibase.user=" + this.users.migrator();
		System.arraycopy(command, 0, arguments, 2, command.length);
		ExecutedCommand executed = ExecutedCommand.of(release, this.database, arguments);
		assertThat(executed.exitCode()).as(executed.errors()).isEqualTo(exitCode);
		return executed;
	}

	@Test
	void wholeRolloutByCommands() {
		assertThat(execute(0, "1.0", "sql").output()).contains("grant ").contains(this.users.application());
		execute(10, "1.0", "status");
		execute(0, "1.0", "expand");
		this.users.mayWrite("person");
		new JdbcTemplate(this.database).update("insert into person (id, first_name, last_name) values (1, 'A', 'B')");
		execute(0, "1.1", "expand");
		execute(0, "1.1", "migrate");
		execute(12, "1.1", "status");
		execute(0, "1.1", "contract");
		execute(0, "1.1", "status");
	}

	@Test
	void withoutTheRightToConnectAsTheMigratorContractIsRefusedOnce() {
		execute(0, "1.0", "expand");
		this.users.mayWrite("person");
		execute(0, "1.1", "expand");
		this.users.lockMigratorOut();
		assertThat(execute(1, "1.1", "contract", "timeout=10m").errors()).contains(this.users.migrator());
	}

}
