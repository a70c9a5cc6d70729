package io.expandcontract.boot.command;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands with a user for the schema and another for the application, who may not change
 * it.
 */
class PostgreSqlCommandUsersTests {

	private HikariDataSource database;

	private String migrator;

	private String application;

	@BeforeEach
	void createUsers() {
		this.database = TestDatabases.POSTGRESQL.createDatabase();
		String name = this.database.getJdbcUrl().substring(this.database.getJdbcUrl().lastIndexOf('/') + 1);
		this.migrator = "m" + name;
		this.application = "a" + name;
		JdbcTemplate jdbc = new JdbcTemplate(this.database);
		jdbc.execute("create role " + this.migrator + " login");
		jdbc.execute("create role " + this.application + " login");
		jdbc.execute("grant all on schema public to " + this.migrator);
		jdbc.execute("alter default privileges for role " + this.migrator
				+ " grant select, insert, update, delete on tables to " + this.application);
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	private ExecutedCommand execute(int exitCode, String release, String... command) {
		String[] arguments = new String[command.length + 2];
		arguments[0] = "--spring.datasource.username=" + this.application;
		arguments[1] = "--spring.liquibase.user=" + this.migrator;
		System.arraycopy(command, 0, arguments, 2, command.length);
		ExecutedCommand executed = ExecutedCommand.of(release, this.database, arguments);
		assertThat(executed.exitCode()).as(executed.errors()).isEqualTo(exitCode);
		return executed;
	}

	@Test
	void wholeRolloutByCommands() {
		assertThat(execute(0, "1.0", "sql").output()).contains("grant ").contains(this.application);
		execute(10, "1.0", "status");
		execute(0, "1.0", "expand");
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
		execute(0, "1.1", "expand");
		new JdbcTemplate(this.database).execute("alter role " + this.migrator + " nologin");
		assertThat(execute(1, "1.1", "contract", "timeout=10m").errors()).contains(this.migrator);
	}

}
