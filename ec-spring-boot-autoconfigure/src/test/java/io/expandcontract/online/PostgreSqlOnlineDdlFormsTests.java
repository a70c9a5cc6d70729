package io.expandcontract.online;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.database.Engine;
import io.expandcontract.sql.Dialect;
import io.expandcontract.testsupport.TestDatabases;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What happens to statements when others hold locks, when a build fails, and when a run
 * died between two steps.
 */
class PostgreSqlOnlineDdlFormsTests {

	private final HikariDataSource database = TestDatabases.POSTGRESQL.createDatabase();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	private Connection connection;

	@BeforeEach
	void createTables() throws SQLException {
		this.jdbc.execute("""
				create table parent (id bigint primary key);
				create table child (id bigint primary key, parent_id bigint, name text, code text);
				insert into parent values (1);
				insert into child values (1, 1, 'a', 'x'), (2, 1, 'b', 'x');
				analyze;
				""");
		this.connection = this.database.getConnection();
	}

	@AfterEach
	void closeDatabase() throws SQLException {
		this.connection.close();
		this.database.close();
	}

	private void run(boolean rewrites, Duration retryFor, String... statements) throws SQLException {
		run(rewrites, null, retryFor, statements);
	}

	private void run(boolean rewrites, @Nullable String comments, Duration retryFor, String... statements)
			throws SQLException {
		OnlineDdl ddl = new OnlineDdl(Engine.of(this.connection), Dialect.POSTGRESQL,
				new OnlineSettings(true, Duration.ofMillis(100), retryFor, 2), this.connection, new DdlListener() {
				});
		Connection guarded = ddl.guard(this.connection);
		guarded.setAutoCommit(false);
		ddl.begin(rewrites ? 1 : 2, comments);
		try (Statement statement = guarded.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
			guarded.commit();
		}
		catch (SQLException ex) {
			guarded.rollback();
			throw ex;
		}
		finally {
			ddl.end();
			guarded.setAutoCommit(true);
		}
	}

	private void run(String sql) throws SQLException {
		run(true, Duration.ofMinutes(1), sql);
	}

	private boolean is(String condition) {
		return Boolean.TRUE.equals(this.jdbc.queryForObject("select " + condition, Boolean.class));
	}

	private boolean isIndexed(String index) {
		return is("coalesce((select indisvalid from pg_index where indexrelid = to_regclass('" + index + "')), false)");
	}

	@Test
	void writersGoOnWhileAnIndexIsBuiltBehindAnOpenTransaction() throws SQLException {
		CompletableFuture<Void> build;
		try (Connection holder = this.database.getConnection(); Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.executeUpdate("update child set name = 'c' where id = 1");
			build = CompletableFuture.runAsync(() -> {
				try {
					run("create index by_name on child (name)");
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			});
			Awaitility.await().until(() -> is("to_regclass('by_name') is not null"));
			assertThat(this.jdbc.update("update child set name = 'd' where id = 2")).isOne();
			assertThat(isIndexed("by_name")).isFalse();
			holder.commit();
		}
		build.join();
		assertThat(isIndexed("by_name")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whoeverIsInTheWayIsNamed(boolean rewrites) throws SQLException {
		try (Connection holder = this.database.getConnection(); Statement statement = holder.createStatement()) {
			statement.execute("set application_name = 'nightly report'");
			holder.setAutoCommit(false);
			statement.executeQuery("select * from child");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> run(rewrites, Duration.ofMillis(300), "alter table child add column email text"))
				.withMessageContaining("nightly report")
				.withMessageContaining("idle in transaction")
				.withMessageContaining("select * from child")
				.withMessageContaining("everything is as it was")
				.satisfies((ex) -> assertThat(ex.getSQLState()).isIn("55P03", "57014"));
			holder.rollback();
		}
		assertThat(is("exists (select 1 from pg_attribute where attname = 'email')")).isFalse();
	}

	@Test
	void nothingIsTriedAgainWhileTheTransactionHoldsALock() throws SQLException {
		try (Connection holder = this.database.getConnection(); Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.executeQuery("select * from child");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> run(true, Duration.ofMinutes(10), "alter table parent add column email text",
						"alter table child add column email text"))
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("tried"));
			holder.rollback();
		}
	}

	@Test
	void uniqueIndexThatFailsIsTakenAway() {
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> run("create unique index by_code on child (code)"))
			.withMessageContaining("duplicate");
		assertThat(is("to_regclass('by_code') is null")).isTrue();
	}

	@Test
	void invalidIndexThatAKilledBuildLeftIsRebuilt() throws SQLException {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.jdbc.execute("create unique index concurrently by_code on child (code)"));
		assertThat(is("to_regclass('by_code') is not null")).isTrue();
		this.jdbc.update("update child set code = 'y' where id = 2");
		run("create unique index if not exists by_code on child (code)");
		assertThat(isIndexed("by_code")).isTrue();
	}

	@Test
	void constraintThatADeadRunDidNotValidateIsValidated() throws SQLException {
		this.jdbc
			.execute("alter table child add constraint fk foreign key (parent_id) references parent (id) not valid");
		run("alter table child add constraint fk foreign key (parent_id) references parent (id)");
		assertThat(is("convalidated from pg_constraint where conname = 'fk'")).isTrue();
	}

	@Test
	void uniqueConstraintWhoseIndexADeadRunBuiltUsesIt() throws SQLException {
		this.jdbc.execute("create unique index child_name on child (name)");
		run("alter table child add constraint child_name unique (name)");
		assertThat(is("exists (select 1 from pg_constraint where conname = 'child_name' and contype = 'u')")).isTrue();
	}

	@Test
	void emptyTableTakesThePlainForm() throws SQLException {
		this.jdbc.execute("delete from child");
		run(true, Duration.ofSeconds(1), "create index by_name on child (name)");
		assertThat(isIndexed("by_name")).isTrue();
	}

	@Test
	void indexOnAPartitionedTableIsRefusedWithThePlan() {
		this.jdbc.execute("create table part (id int) partition by range (id)");
		this.jdbc.execute("create table part_1 partition of part for values from (0) to (10)");
		this.jdbc.execute("insert into part values (1)");
		assertThatExceptionOfType(NoOnlineFormException.class).isThrownBy(() -> run("create index by_id on part (id)"))
			.withMessageContaining("ON ONLY")
			.withMessageContaining("ec:plain-ddl");
		assertThat(is("to_regclass('by_id') is null")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "uuid default gen_random_uuid()", "bigserial", "bigint generated always as identity",
			"bigint generated always as (id * 2) stored" })
	void columnThatWritesEveryRowIsRefusedWithThePlan(String definition) {
		assertThatExceptionOfType(NoOnlineFormException.class)
			.isThrownBy(() -> run("alter table child add column token " + definition))
			.withMessageContaining("backfill");
		assertThat(is("exists (select 1 from pg_attribute where attname = 'token')")).isFalse();
	}

	@Test
	void columnWithADefaultThatIsTheSameForAllRowsIsAdded() throws SQLException {
		run("alter table child add column token timestamptz not null default now()");
		assertThat(is("exists (select 1 from pg_attribute where attname = 'token')")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "id type numeric", "code type integer using length(code)", "name type varchar(20)",
			"code set data type \"char\" using (code::\"char\")", "code type text collate \"C\"" })
	void typeThatWritesALargeTableOrAnIndexAnewIsRefusedWithThePlan(String change) {
		this.jdbc.execute("create index by_code on child (code)");
		assertThatExceptionOfType(NoOnlineFormException.class)
			.isThrownBy(() -> run("alter table child alter column " + change))
			.withMessageContaining("syncColumns")
			.withMessageContaining("ec:plain-ddl");
		assertThat(is("to_regclass('pg_temp.child') is null")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ALTER TABLE public.child ALTER COLUMN short TYPE varchar(20) USING (short::varchar(20))",
			"alter table only \"child\" alter short type text", "alter table child alter short type varchar(10)" })
	void typeThatIsStoredTheSameWayIsChanged(String sql) throws SQLException {
		this.jdbc.execute("alter table child add column short varchar(10)");
		this.jdbc.execute("create index by_short on child (short)");
		this.jdbc.update("update child set short = 'a'");
		run(sql);
		assertThat(this.jdbc.queryForObject("select count(*) from child where short = 'a'", Integer.class))
			.isEqualTo(2);
	}

	@Test
	void smallTableIsWrittenAnew() throws SQLException {
		run("alter table parent alter column id type numeric");
		assertThat(is("pg_typeof(id) = 'numeric'::regtype from parent")).isTrue();
	}

	/**
	 * Have each row checked slowly whenever the type of a column changes.
	 */
	private void checkSlowly() {
		this.jdbc.execute("""
				create function slow(code text) returns boolean language plpgsql as
				'begin perform pg_sleep(0.2); return true; end';
				alter table child add constraint is_slow check (slow(code));
				""");
	}

	@Test
	void whatItsAuthorMeansMayTakeItsTime() throws SQLException {
		checkSlowly();
		run(true, "ec:plain-ddl: all are asleep", Duration.ZERO, "alter table child alter column code type varchar(9)");
		assertThat(is("pg_typeof(code) = 'varchar'::regtype from child where id = 1")).isTrue();
	}

	@Test
	void whatWorksTooLongIsCutOff() {
		checkSlowly();
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> run(false, Duration.ofMinutes(10), "alter table child alter column code type varchar(9)"))
			.withMessageContaining("Nobody was in the way")
			.withMessageContaining("everything is as it was");
		assertThat(is("pg_typeof(code) = 'text'::regtype from child where id = 1")).isTrue();
	}

	@Test
	void foreignKeyBetweenPartitionedTablesIsValidatedLater() throws SQLException {
		this.jdbc.execute("""
				create table target (id int primary key) partition by range (id);
				create table target_1 partition of target for values from (0) to (10);
				create table part (id int, target int) partition by range (id);
				create table part_1 partition of part for values from (0) to (10);
				insert into target values (1);
				insert into part values (1, 1);
				""");
		String key = "alter table part add constraint to_target foreign key (target) references target (id)";
		if (!is("current_setting('server_version_num')::int >= 180000")) {
			assertThatExceptionOfType(NoOnlineFormException.class).isThrownBy(() -> run(key))
				.withMessageContaining("partitioned table part");
			return;
		}
		run(key);
		assertThat(is("bool_and(convalidated) from pg_constraint where conname like 'to_target%'")).isTrue();
		assertThat(is("count(*) >= 2 from pg_constraint where contype = 'f' and conrelid = 'part_1'::regclass or "
				+ "contype = 'f' and conrelid = 'part'::regclass"))
			.isTrue();
	}

	@Test
	void foreignKeyThatDoesNotHoldIsTakenAway() throws SQLException {
		this.jdbc.update("update child set parent_id = 9 where id = 2");
		String sql = "alter table child add constraint fk foreign key (parent_id) references parent (id)";
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(sql)).withMessageContaining("fk");
		assertThat(is("exists (select 1 from pg_constraint where conname = 'fk')")).isFalse();
		this.jdbc.update("update child set parent_id = 1 where id = 2");
		run(sql);
		assertThat(is("convalidated from pg_constraint where conname = 'fk'")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "alter column name set not null", "add constraint named check (name > '')" })
	void whatRowsDoNotHoldIsNotDemandedOfOthers(String change) throws SQLException {
		this.jdbc.update("update child set name = null where id = 1");
		this.jdbc.update("update child set name = '' where id = 2");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run("alter table child " + change));
		assertThat(this.jdbc.update("insert into child (id, name) values (3, null), (4, '')")).isEqualTo(2);
		this.jdbc.update("update child set name = 'a'");
		run("alter table child " + change);
		assertThat(is("count(*) = 0 from pg_constraint where conname like 'ec_nn%' or not convalidated")).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					create index there on child (code)                                    | create index there on child (name)
					create index there on parent (id)                                     | create index there on child (name)
					create index there on child (name)                                    | create unique index there on child (name)
					create index there on child (name) where id > 1                       | create index there on child (name)
					create index there on child (name, code)                              | create index there on child (name)
					create unique index there on child (name, code)                       | alter table child add constraint there unique (name)
					alter table child add constraint there unique (id, code)              | alter table child add constraint there unique (id)
					alter table child add constraint there check (id > 0)                 | alter table child add constraint there check (id > 1)
					alter table child add constraint there check (id > 0) not valid       | alter table child add constraint there check (id > 1)
					alter table child add constraint there check (id > 0)                 | alter table child add constraint there unique (id)
					alter table child add constraint there foreign key (id) references parent not valid | alter table child add constraint there foreign key (parent_id) references parent (id)
					""")
	void whatSomebodyElseMadeIsNotTakenForTheChangeSets(String theirs, String sql) {
		this.jdbc.execute(theirs);
		String definition = definition();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(sql))
			.withMessageContaining("is not the one that this changeset makes");
		assertThat(definition()).isEqualTo(definition);
	}

	private String definition() {
		return String.valueOf(this.jdbc.queryForObject("""
				select string_agg(it, ';') from (
				  select pg_get_indexdef(oid) as it from pg_class where relname = 'there'
				  union all select pg_get_constraintdef(oid) from pg_constraint where conname = 'there') t
				""", String.class));
	}

	@Test
	void invalidIndexThatSomebodyElseLeftIsNeitherDroppedNorHidden() {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.jdbc.execute("create unique index concurrently there on child (code)"));
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> run("create index if not exists there on child (name)"))
			.withMessageContaining("invalid index there");
		assertThat(is("to_regclass('there') is not null")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "create index there on child (name, lower(code)) where id > 0",
			"create unique index there on child (name)", "alter table child add constraint there check (id > 0)",
			"alter table child add constraint there unique (name)",
			"alter table child add constraint there foreign key (parent_id) references parent (id)" })
	void whatADeadRunMadeIsNotMadeAgain(String sql) throws SQLException {
		run(sql);
		String definition = definition();
		run(sql);
		assertThat(definition()).isEqualTo(definition);
	}

	@ParameterizedTest
	@CsvSource({ "create table if not exists child (id int),true", "create table other.child (name text),true",
			"drop table child; create table child (name text),false" })
	void onlyATableNewInThisRunTakesThePlainForm(String sql, boolean online) throws SQLException {
		this.jdbc.execute("create schema other");
		List<String> begun = new ArrayList<>();
		OnlineDdl ddl = new OnlineDdl(Engine.of(this.connection), Dialect.POSTGRESQL,
				new OnlineSettings(true, Duration.ofMillis(100), Duration.ofMinutes(1), 2), this.connection,
				new DdlListener() {
					@Override
					public void begins(String statement) {
						begun.add(statement);
					}
				});
		Connection guarded = ddl.guard(this.connection);
		String insert = "insert into child (name) select 'x' where not exists (select 1 from child)";
		for (String each : (sql + ";" + insert + ";create index by_name on child (name)").split(";")) {
			ddl.begin(1, null);
			try (Statement statement = guarded.createStatement()) {
				statement.execute(each);
			}
			ddl.end();
		}
		assertThat(begun.get(begun.size() - 1).contains("CONCURRENTLY")).isEqualTo(online);
	}

	@Test
	void settingsAreTheSessionsOwnAgainAfterwards() throws SQLException {
		JdbcTemplate session = new JdbcTemplate(new SingleConnectionDataSource(this.connection, true));
		String commits = session.queryForObject("show synchronous_commit", String.class);
		run("alter table child add column email text");
		assertThat(session.queryForObject("show synchronous_commit", String.class)).isEqualTo(commits);
		run("create index by_name on child (name)");
		assertThat(session.queryForObject("show statement_timeout", String.class)).isEqualTo("0");
	}

}
