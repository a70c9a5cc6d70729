package io.expandcontract.test;

import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the servers of the MySQL family say of their own statements.
 */
abstract class MySqlFamilyTracerContractTests {

	private final HikariDataSource database;

	private final JdbcTemplate jdbc;

	private final StatementTracer tracer;

	MySqlFamilyTracerContractTests(TestDatabases engine) {
		this.database = engine.createDatabase();
		this.jdbc = new JdbcTemplate(this.database);
		this.tracer = StatementTracer.of(this.database);
	}

	@BeforeEach
	void createTables() {
		this.jdbc.execute("create table parent (id bigint primary key)");
		this.jdbc.execute("create table child (id bigint primary key, parent_id bigint, name varchar(10), age int)");
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			alter table child add column email text             | INSTANT
			alter table child add column email varchar(10) not null default '' | INSTANT
			alter table child add index by_name (name)          | ONLINE
			create index by_name on child (name)                | ONLINE
			alter table child add fulltext index words (name)   | BLOCKING
			alter table child add email text, lock=exclusive    | BLOCKING
			alter table child add email text, algorithm=copy    | BLOCKING
			create table another (id int primary key)           | NONE
			""")
	void impactIsWhatTheServerAccepts(String statement, Impact impact) throws SQLException {
		assertThat(this.tracer.trace(statement).impact()).isEqualTo(impact);
	}

	/**
	 * Return what it means for others that a table is copied.
	 */
	abstract Impact ofCopy();

	@Test
	void copyOfATable() throws SQLException {
		assertThat(this.tracer.trace("alter table child modify age bigint").impact()).isEqualTo(ofCopy());
	}

	@Test
	void statementRunsOnce() throws SQLException {
		this.tracer.trace("alter table child modify age bigint");
		assertThat(this.jdbc.queryForObject("""
				select data_type from information_schema.columns
				where table_schema = database() and table_name = 'child' and column_name = 'age'
				""", String.class)).isEqualTo("bigint");
	}

	@Test
	void indexIsDroppedWhileOthersWrite() throws SQLException {
		this.jdbc.execute("create index by_name on child (name)");
		assertThat(this.tracer.trace("drop index by_name on child").impact()).isNotEqualTo(Impact.BLOCKING);
	}

	@Test
	void statementThatFailsIsNotTakenForOneThatTheServerRefuses() {
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> this.tracer.trace("alter table child drop column nowhere"))
			.withMessageContaining("nowhere");
	}

}
