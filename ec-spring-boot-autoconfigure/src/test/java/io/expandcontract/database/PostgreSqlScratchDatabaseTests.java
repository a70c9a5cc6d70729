package io.expandcontract.database;

import java.sql.SQLException;
import java.util.List;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgreSqlScratchDatabaseTests extends ScratchDatabaseContractTests {

	PostgreSqlScratchDatabaseTests() {
		super(TestDatabases.POSTGRESQL);
	}

	private List<String> databases() {
		return jdbc().queryForList("select datname from pg_database", String.class);
	}

	@Test
	void schemaIsThere() throws SQLException {
		try (ScratchDatabase scratch = ScratchDatabase.beside(database(), "app")) {
			assertThat(new JdbcTemplate(scratch.dataSource()).queryForObject("select current_schema()", String.class))
				.isEqualTo("app");
		}
	}

	@Test
	void forgottenOneIsDroppedLater() {
		jdbc().execute("create database ec_scratch_1700000000_0123abcd");
		jdbc().execute("create database ec_scratch_of_someone");
		try (ScratchDatabase scratch = ScratchDatabase.beside(database(), null)) {
			assertThat(scratch).isNotNull();
			assertThat(databases()).contains("ec_scratch_of_someone").doesNotContain("ec_scratch_1700000000_0123abcd");
		}
		jdbc().execute("drop database ec_scratch_of_someone");
	}

	@Test
	void userWithoutTheRightIsToldWhichOne() {
		jdbc().execute("do $$ begin create role poor login; exception when duplicate_object then null; end $$");
		DriverManagerDataSource poor = new DriverManagerDataSource(database().getJdbcUrl(), "poor", "");
		assertThatExceptionOfType(ScratchDatabaseException.class)
			.isThrownBy(() -> ScratchDatabase.beside(poor, null).close())
			.withMessageContaining("as poor")
			.withMessageContaining("createdb")
			.withMessageContaining("docs/messages.md#scratch-database");
	}

}
