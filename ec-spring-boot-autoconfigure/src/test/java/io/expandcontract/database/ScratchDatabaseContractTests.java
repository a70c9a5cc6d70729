package io.expandcontract.database;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a scratch database is on every engine.
 */
abstract class ScratchDatabaseContractTests {

	private final HikariDataSource database;

	private final JdbcTemplate jdbc;

	ScratchDatabaseContractTests(TestDatabases engine) {
		this.database = engine.createDatabase();
		this.jdbc = new JdbcTemplate(this.database);
	}

	final HikariDataSource database() {
		return this.database;
	}

	final JdbcTemplate jdbc() {
		return this.jdbc;
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void whatIsMadeInItIsNotInTheOther() {
		this.jdbc.execute("create table t (id bigint)");
		try (ScratchDatabase one = ScratchDatabase.beside(this.database, null);
				ScratchDatabase other = ScratchDatabase.beside(this.database, null)) {
			new JdbcTemplate(one.dataSource()).execute("create table t (id bigint, one bigint)");
			new JdbcTemplate(other.dataSource()).execute("create table t (id bigint, other bigint)");
			new JdbcTemplate(one.dataSource()).execute("insert into t (id, one) values (1, 1)");
			assertThat(new JdbcTemplate(other.dataSource()).queryForList("select * from t")).isEmpty();
			assertThat(this.jdbc.queryForList("select * from t")).isEmpty();
		}
	}

	@Test
	void itIsGoneWhenClosed() {
		JdbcTemplate scratchJdbc;
		try (ScratchDatabase scratch = ScratchDatabase.beside(this.database, null)) {
			scratchJdbc = new JdbcTemplate(scratch.dataSource());
			scratchJdbc.execute("create table t (id bigint)");
			assertThat(scratchJdbc.queryForList("select * from t")).isEmpty();
		}
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> scratchJdbc.queryForList("select * from t"));
	}

}
