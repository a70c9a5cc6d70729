package io.expandcontract.boot;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.testsupport.TestDatabases;
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
class PostgreSqlUsersTests {

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
		jdbc.execute("alter default privileges for role " + this.migrator + " revoke all on tables from public");
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	private TestRelease.Starter release(String version) {
		return TestRelease.of(version, this.database)
			.with("spring.datasource.username", this.application)
			.with("spring.liquibase.user", this.migrator);
	}

	@Test
	void applicationUserHasNoRightToChangeTheSchemaAndNeedsNone() {
		try (TestRelease old = release("1.0").start(); TestRelease next = release("1.1").start()) {
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
		try (TestRelease next = release("1.1").start()) {
			next.migrate();
			assertThat(next.database().fleet().users()).contains(this.application, this.migrator);
			try (HikariDataSource stranger = new HikariDataSource()) {
				stranger.setJdbcUrl(this.database.getJdbcUrl());
				stranger.setUsername(this.application);
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
		release("1.1").start().close();
		try (TestRelease next = release("1.1").start()) {
			next.migrate();
			new JdbcTemplate(this.database).execute("alter role " + this.migrator + " nologin");
			assertThat(next.contract().reason()).isEqualTo(RefusalReason.NO_MIGRATION_CREDENTIALS);
		}
	}

}
