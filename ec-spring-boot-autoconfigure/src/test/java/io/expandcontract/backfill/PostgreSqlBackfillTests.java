package io.expandcontract.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PostgreSqlBackfillTests extends BackfillContractTests {

	PostgreSqlBackfillTests() {
		super(TestDatabases.POSTGRESQL);
	}

	@Override
	String randomUuid() {
		return "gen_random_uuid()";
	}

	@Test
	void rowsAlreadyRightKeepTheirVersion() {
		people(1, 10);
		this.jdbc.update("update person set name = first_name || ' ' || last_name where id <= 5");
		String versions = "select xmin::text from person where id <= 5 order by id";
		List<String> before = this.jdbc.queryForList(versions, String.class);
		this.engine.work(names(), "one", () -> true);
		assertThat(this.jdbc.queryForList(versions, String.class)).isEqualTo(before);
	}

	@Test
	void lockTimeoutIsNoFailureOfTheBackfill() throws SQLException {
		people(1, 50);
		this.jdbc.execute("alter database " + this.jdbc.queryForObject("select current_database()", String.class)
				+ " set lock_timeout = 20");
		this.dataSource.getHikariPoolMXBean().softEvictConnections();
		try (Connection writer = this.dataSource.getConnection(); Statement statement = writer.createStatement()) {
			writer.setAutoCommit(false);
			statement.execute("update person set last_name = 'Jones' where id = 7");
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> this.engine.work(names(), "one", () -> true))
				.withMessageContaining("lock timeout");
			assertThat(progress().state()).isEqualTo(BackfillState.RUNNING);
			assertThat(progress().worker()).isNull();
			writer.commit();
		}
		assertThat(this.engine.work(names(), "two", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(count("name = 'Mary 7 Jones'")).isEqualTo(1);
	}

	@Test
	void sessionKilledWithinABatchLosesThatBatchOnly() {
		people(1, 3000);
		this.jdbc.execute("""
				create function kill_once() returns trigger language plpgsql as $$
				begin
				  if not exists (select 1 from killed) then
				    perform pg_terminate_backend(pg_backend_pid());
				  end if;
				  return new;
				end $$
				""");
		this.jdbc.execute("create table killed (id int)");
		this.jdbc.execute("""
				create trigger kill_once before update on person for each row when (old.id = 2500)
				execute function kill_once()
				""");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.engine.work(names(), "one", () -> true));
		assertThat(progress().rowsDone()).isEqualTo(count("name is not null")).isLessThan(2500);
		this.jdbc.update("insert into killed values (1)");
		assertThat(this.engine.work(names(), "two", () -> true)).isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().rowsDone()).isEqualTo(3000);
	}

	@Test
	void batchEndsItselfWhenItsWorkerFallsSilent() {
		people(1, 3000);
		this.jdbc.execute("create table setting (name text, value text)");
		this.jdbc.execute("""
				create function note() returns trigger language plpgsql as $$
				begin
				  insert into setting values ('silence', current_setting('idle_in_transaction_session_timeout'));
				  return new;
				end $$
				""");
		this.jdbc.execute("create trigger note before update on person for each row when (old.id = 1) "
				+ "execute function note()");
		this.engine.work(names(), "one", () -> true);
		assertThat(this.jdbc.queryForList("select value from setting", String.class)).containsExactly("1min");
		assertThat(this.jdbc.queryForObject("show idle_in_transaction_session_timeout", String.class)).isEqualTo("0");
	}

	@Test
	void manyWorkersAtOnceCopyEveryRowOnce() throws Exception {
		people(1, 4000);
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			List<Future<BackfillOutcome>> outcomes = new ArrayList<>();
			for (int number = 0; number < 4; number++) {
				String worker = "worker-" + number;
				outcomes.add(executor.submit(() -> this.engine.work(names(), worker, () -> true)));
			}
			List<BackfillOutcome> ended = new ArrayList<>();
			for (Future<BackfillOutcome> outcome : outcomes) {
				ended.add(outcome.get());
			}
			assertThat(ended).contains(BackfillOutcome.DONE).doesNotContain(BackfillOutcome.STOPPED);
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(progress().rowsDone()).isEqualTo(4000);
	}

	@Test
	void partitionedTable() {
		this.jdbc.execute("create table part (id int primary key, label text) partition by range (id)");
		this.jdbc.execute("create table part_1 partition of part for values from (0) to (500)");
		this.jdbc.execute("create table part_2 partition of part for values from (500) to (5000)");
		this.jdbc.update("insert into part (id) select x from " + series(2000));
		assertThat(this.engine.work(backfill("part", null, "label", "'p'"), "one", () -> true))
			.isEqualTo(BackfillOutcome.DONE);
		assertThat(progress().rowsDone()).isEqualTo(2000);
	}

}
