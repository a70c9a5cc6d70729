package io.expandcontract.online;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.database.Engine;
import io.expandcontract.sql.Dialect;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What MySQL and MariaDB do with the forms that assert how they work.
 */
abstract class MySqlFamilyOnlineDdlFormsContractTests {

	private final Dialect dialect;

	private final HikariDataSource database;

	private final JdbcTemplate jdbc;

	private Connection connection;

	MySqlFamilyOnlineDdlFormsContractTests(TestDatabases databases, Dialect dialect) {
		this.dialect = dialect;
		this.database = databases.createDatabase();
		this.jdbc = new JdbcTemplate(this.database);
	}

	@BeforeEach
	void createTables() throws SQLException {
		this.jdbc.execute("create table parent (id bigint primary key)");
		this.jdbc.execute("create table child (id bigint primary key, parent_id bigint, name varchar(20), code int)");
		this.jdbc.execute("insert into parent values (1)");
		this.jdbc.execute("insert into child values (1, 1, 'a', 7), (2, 1, 'b', 7)");
		this.connection = this.database.getConnection();
	}

	@AfterEach
	void closeDatabase() throws SQLException {
		this.connection.close();
		this.database.close();
	}

	JdbcTemplate jdbc() {
		return this.jdbc;
	}

	void run(String sql) throws SQLException {
		run(Duration.ofMinutes(1), sql);
	}

	private void run(Duration retryFor, String sql) throws SQLException {
		OnlineDdl ddl = new OnlineDdl(Engine.of(this.connection), this.dialect,
				new OnlineSettings(true, Duration.ofMillis(100), retryFor, 100_000), this.connection,
				new DdlListener() {
				});
		ddl.begin(1, null);
		try (Statement statement = ddl.guard(this.connection).createStatement()) {
			statement.execute(sql);
		}
		finally {
			ddl.end();
		}
	}

	int columns(String like) {
		return this.jdbc.queryForList("show columns from child like '" + like + "'").size();
	}

	@Test
	void tableWithCapitalLettersIsAskedByItsOwnName() throws SQLException {
		this.jdbc.execute("create table `Cart` (id bigint primary key, channels tinyint)");
		run("alter table `Cart` add constraint few check (channels between 0 and 2)");
		this.jdbc.execute("insert into `Cart` values (1, 1)");
		run("create index `Idx_Channels` on `Cart` (channels)");
		run("drop index `Idx_Channels` on `Cart`");
		run("alter table `Cart` add column note varchar(9)");
		assertThat(this.jdbc.queryForList("select note from `Cart`")).hasSize(1);
	}

	@Test
	void tableOfTheRunIsKnownWithItsDatabaseAndWithout() throws SQLException {
		OnlineDdl ddl = new OnlineDdl(Engine.of(this.connection), this.dialect,
				new OnlineSettings(true, Duration.ofMillis(100), Duration.ofMinutes(1), 100_000), this.connection,
				new DdlListener() {
				});
		ddl.begin(1, null);
		try (Statement statement = ddl.guard(this.connection).createStatement()) {
			statement
				.execute("create table " + this.connection.getCatalog() + ".Cart (id bigint primary key, code int)");
			statement.execute("insert into Cart values (1, 7)");
			statement.execute("alter table Cart modify column code varchar(9)");
		}
		assertThat(this.jdbc.queryForObject("select code from Cart", String.class)).isEqualTo("7");
	}

	@Test
	void whoeverIsInTheWayIsNamed() throws SQLException {
		try (Connection holder = this.database.getConnection(); Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.executeUpdate("update child set name = 'c' where id = 1");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> run(Duration.ofMillis(300), "alter table child add column email varchar(50)"))
				.withMessageContaining("In the way: session")
				.withMessageContaining("everything is as it was")
				.withMessageContaining("lock-not-granted");
			holder.rollback();
		}
		assertThat(columns("email")).isZero();
	}

	@Test
	void foreignKeyByThePlanIsAdded() throws SQLException {
		run("set foreign_key_checks = 0");
		run("""
				alter table child add constraint fk foreign key (parent_id) references parent (id) on delete cascade,
				ALGORITHM=INPLACE, LOCK=NONE""");
		run("set foreign_key_checks = 1");
		this.jdbc.update("delete from parent");
		assertThat(this.jdbc.queryForObject("select count(*) from child", Integer.class)).isZero();
	}

	@Test
	void tableIsPartitionedWithoutADemandThatTheServerCannotRead() throws SQLException {
		run("alter table child partition by hash (id) partitions 2");
		assertThat(this.jdbc.queryForObject("""
				select count(*) from information_schema.partitions
				where table_schema = database() and table_name = 'child' and partition_name is not null
				""", Integer.class)).isEqualTo(2);
	}

}
