package io.expandcontract.boot;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.testsupport.TestDatabases;
import io.expandcontract.testsupport.TwoUsers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One user that may change the schema, for Liquibase, and one that may not, for the
 * application.
 */
abstract class UsersContractTests {

	private final TestDatabases engine;

	private HikariDataSource database;

	TwoUsers users;

	UsersContractTests(TestDatabases engine) {
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

	TestRelease.Starter release(String version) {
		return TestRelease.of(version, this.database)
			.with("spring.datasource.username", this.users.application())
			.with("spring.liquibase.user", this.users.migrator());
	}

	@Test
	void applicationUserHasNoRightToChangeTheSchemaAndNeedsNone() {
		try (TestRelease old = release("1.0").start(); TestRelease next = release("1.1").start()) {
			this.users.mayWrite("person");
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> next.jdbc().execute("create table forbidden (id int)"));
			next.jdbc().update("insert into person (id, first_name, last_name) values (1, 'A', 'B')");
			assertThat(next.contract().reason()).isEqualTo(RefusalReason.DATA_PENDING);
			old.close();
			assertThat(next.migrate().outcome()).isEqualTo(Outcome.DONE);
			MigrationOutcome done = next.contract();
			assertThat(done.message()).isEqualTo("Contracted: 3 changesets");
		}
	}

	@Test
	void sessionsOfBothUsersAreCounted() {
		release("1.0").start().close();
		this.users.mayWrite("person");
		try (TestRelease next = release("1.1").start()) {
			next.migrate();
			assertThat(next.database().fleet().users()).contains(this.users.application(), this.users.migrator());
			try (HikariDataSource stranger = new HikariDataSource()) {
				stranger.setJdbcUrl(this.database.getJdbcUrl());
				stranger.setUsername(this.users.application());
				stranger.setMaximumPoolSize(1);
				new JdbcTemplate(stranger).queryForObject("select 1", Integer.class);
				assertThat(next.contract().reason()).isEqualTo(RefusalReason.UNKNOWN_SESSIONS);
			}
			assertThat(next.contract().outcome()).isEqualTo(Outcome.DONE);
		}
	}

	@Test
	void withoutTheRightToConnectAsTheMigratorContractIsRefused() {
		release("1.0").start().close();
		this.users.mayWrite("person");
		release("1.1").start().close();
		try (TestRelease next = release("1.1").start()) {
			next.migrate();
			this.users.lockMigratorOut();
			assertThat(next.contract().reason()).isEqualTo(RefusalReason.NO_MIGRATION_CREDENTIALS);
		}
	}

}
