package io.expandcontract.boot.command;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import io.expandcontract.testsupport.TwoUsers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A user that may not create databases has scratch databases made elsewhere.
 */
class ScratchServerTests {

	private final HikariDataSource database = TestDatabases.POSTGRESQL.createDatabase();

	private final TwoUsers users = TwoUsers.of(this.database);

	@AfterEach
	void close() {
		this.database.close();
	}

	private ExecutedCommand execute(String... properties) {
		String[] arguments = new String[properties.length + 4];
		arguments[0] = "autogenerate";
		arguments[1] = "dry-run=true";
		arguments[2] = "--spring.datasource.username=" + this.users.migrator();
		arguments[3] = "--spring.liquibase.change-log=classpath:/autogenerate/orders.yaml";
		System.arraycopy(properties, 0, arguments, 4, properties.length);
		return ExecutedCommand.of(WalkThroughContractTests.First.class, "1.0", this.database, arguments);
	}

	@Test
	void userWithoutTheRightIsToldWhatToDo() {
		ExecutedCommand executed = execute();
		assertThat(executed.exitCode()).as(executed.toString()).isEqualTo(1);
		assertThat(executed.errors()).contains("No database can be created", "docs/messages.md#scratch-database");
	}

	@Test
	void otherServerIsUsed() {
		ExecutedCommand executed = execute(
				"--expand-contract.autogenerate.scratch-url="
						+ this.database.getJdbcUrl().replaceFirst("/\\w+$", "/postgres"),
				"--expand-contract.autogenerate.scratch-user=postgres");
		assertThat(executed.exitCode()).as(executed.toString()).isZero();
		assertThat(executed.output()).contains("tableName: user_account");
		assertThat(new JdbcTemplate(this.database)
			.queryForList("select datname from pg_database where datname like 'ec\\_scratch\\_%'")).isEmpty();
	}

}
