package io.expandcontract.test;

import java.sql.SQLException;
import java.util.Map;

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

class PostgreSqlTracerTests {

	private final HikariDataSource database = TestDatabases.POSTGRESQL.createDatabase();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	private final StatementTracer tracer = StatementTracer.of(this.database);

	@BeforeEach
	void createTables() {
		this.jdbc.execute("""
				create table parent (id bigint primary key);
				create table child (id bigint primary key, parent_id bigint, name varchar(10), age int);
				insert into parent select * from generate_series(1, 10);
				insert into child select x, x, 'a', x from generate_series(1, 10) x;
				""");
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			alter table child add column email text                                      | INSTANT
			alter table child add column email text default 'none'                       | INSTANT
			alter table child add column key uuid default gen_random_uuid()              | BLOCKING
			alter table child add column number serial                                   | BLOCKING
			alter table child alter column name type text                                | INSTANT
			alter table child alter column age type bigint                               | BLOCKING
			alter table child alter column name set not null                             | BLOCKING
			alter table child alter column name drop not null                            | INSTANT
			alter table child add constraint fk foreign key (parent_id) references parent | BLOCKING
			alter table child add constraint fk foreign key (parent_id) references parent not valid | INSTANT
			alter table child add constraint young check (age < 200)                     | BLOCKING
			alter table child add constraint young check (age < 200) not valid           | INSTANT
			alter table child add constraint one unique (name, age)                      | BLOCKING
			create index by_name on child (name)                                         | BLOCKING
			create index concurrently by_name on child (name)                            | ONLINE
			create table another (id int primary key)                                    | NONE
			create table another (id int primary key, parent_id bigint references parent) | INSTANT
			drop table child                                                             | INSTANT
			comment on table child is 'a child'                                          | NONE
			analyze child                                                                | NONE
			""")
	void impactIsWhatTheServerDoes(String statement, Impact impact) throws SQLException {
		assertThat(this.tracer.trace(statement).impact()).isEqualTo(impact);
	}

	@Test
	void foreignKeyLocksItsParent() throws SQLException {
		StatementTrace trace = this.tracer
			.trace("alter table child add constraint fk foreign key (parent_id) references parent");
		assertThat(trace.locks()).isEqualTo(
				Map.of("public.child", TableLock.SHARE_ROW_EXCLUSIVE, "public.parent", TableLock.SHARE_ROW_EXCLUSIVE));
		assertThat(trace.scanned()).contains("public.child");
		assertThat(trace.rewritten()).isEmpty();
	}

	@Test
	void validationIsOnline() throws SQLException {
		this.jdbc.execute("alter table child add constraint young check (age < 200) not valid");
		StatementTrace trace = this.tracer.trace("alter table child validate constraint young");
		assertThat(trace.impact()).isEqualTo(Impact.ONLINE);
		assertThat(trace.locks()).isEqualTo(Map.of("public.child", TableLock.SHARE_UPDATE_EXCLUSIVE));
	}

	@Test
	void notNullBehindAValidatedCheckNeedsNoScan() throws SQLException {
		this.jdbc.execute("alter table child add constraint named check (name is not null)");
		assertThat(this.tracer.trace("alter table child alter column name set not null").impact())
			.isEqualTo(Impact.INSTANT);
	}

	@Test
	void concurrentBuildIsSeenAtWork() throws SQLException {
		StatementTrace trace = this.tracer.trace("create index concurrently by_name on child (name)");
		assertThat(trace.locks()).isEqualTo(Map.of("public.child", TableLock.SHARE_UPDATE_EXCLUSIVE));
		assertThat(trace.indexed()).containsExactly("public.child");
	}

	@Test
	void statementThatFailsLeavesNothing() {
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> this.tracer.trace("alter table child add constraint old check (age > 200)"))
			.withMessageContaining("violated");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> this.tracer.trace("create unique index concurrently one on child (nowhere)"))
			.withMessageContaining("nowhere");
	}

	@Test
	void otherDatabasesHaveNoTracer() {
		try (HikariDataSource other = TestDatabases.H2.createDatabase()) {
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> StatementTracer.of(other))
				.withMessageContaining("H2");
		}
	}

}
