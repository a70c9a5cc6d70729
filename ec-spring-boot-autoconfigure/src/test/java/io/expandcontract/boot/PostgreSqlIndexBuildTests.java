package io.expandcontract.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.database.SessionTag;
import io.expandcontract.migration.MigrationConnection;
import io.expandcontract.status.DatabaseStatus;
import io.expandcontract.status.StatusReader;
import io.expandcontract.testsupport.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An index is built concurrently in the middle of what else goes on in a database.
 */
@ExtendWith(OutputCaptureExtension.class)
class PostgreSqlIndexBuildTests {

	private final HikariDataSource database = TestDatabases.POSTGRESQL.createDatabase();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	private TestRelease previous;

	@BeforeEach
	void startPreviousRelease() {
		this.previous = release("base").start();
	}

	@AfterEach
	void closeDatabase() {
		this.previous.close();
		this.database.close();
	}

	private TestRelease.Starter release(String changelog) {
		return TestRelease.of(changelog.equals("base") ? "1.0" : "1.1", this.database)
			.with("spring.liquibase.change-log", "classpath:/online/" + changelog + ".yaml")
			.with("logging.level.io.expandcontract", "info");
	}

	private CompletableFuture<TestRelease> startNext() {
		Supplier<TestRelease> start = () -> release("index").start();
		return CompletableFuture.supplyAsync(start);
	}

	/**
	 * Wait as an instance does that boots meanwhile.
	 */
	private boolean waitFor(String lock) {
		try (MigrationConnection connection = MigrationConnection.open(this.database, SessionTag.ofThisProcess())) {
			return connection.lock(lock, Duration.ofMinutes(1));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private boolean is(String condition) {
		return Boolean.TRUE.equals(this.jdbc.queryForObject("select " + condition, Boolean.class));
	}

	private void awaitBuild() {
		Awaitility.await().until(() -> is("to_regclass('child_name') is not null"));
		assertThat(isBuilt()).isFalse();
	}

	private boolean isBuilt() {
		return is("coalesce((select indisvalid from pg_index where indexrelid = to_regclass('child_name')), false)");
	}

	private void assertBuiltBy(CompletableFuture<TestRelease> next) {
		next.join().close();
		assertThat(isBuilt()).isTrue();
	}

	@Test
	void applicationsOwnTransactionIsOpen() throws SQLException {
		CompletableFuture<TestRelease> next;
		HikariDataSource application = (HikariDataSource) Objects.requireNonNull(this.previous.jdbc().getDataSource());
		try (Connection own = application.getConnection(); Statement statement = own.createStatement()) {
			own.setAutoCommit(false);
			statement.executeUpdate("update child set age = 11 where id = 1");
			next = startNext();
			awaitBuild();
			assertThat(this.previous.jdbc().update("update child set age = 12 where id = 2")).isOne();
			own.commit();
		}
		assertBuiltBy(next);
	}

	@Test
	void unrelatedSnapshotLives() throws SQLException {
		CompletableFuture<TestRelease> next;
		try (Connection report = this.database.getConnection(); Statement statement = report.createStatement()) {
			report.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			report.setAutoCommit(false);
			statement.executeQuery("select count(*) from parent").close();
			next = startNext();
			awaitBuild();
			assertThat(this.previous.jdbc().update("update child set age = 12 where id = 2")).isOne();
			report.commit();
		}
		assertBuiltBy(next);
	}

	@Test
	void anotherInstanceWaitsForTheMigrationLock() throws SQLException {
		CompletableFuture<TestRelease> next;
		CompletableFuture<Boolean> another;
		String lock = this.previous.database().tables().lockName();
		try (Connection holder = this.database.getConnection(); Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.executeUpdate("update child set age = 11 where id = 1");
			next = startNext();
			awaitBuild();
			another = CompletableFuture.supplyAsync(() -> waitFor(lock));
			Awaitility.await()
				.until(() -> is("exists (select 1 from pg_stat_activity where datname = current_database() "
						+ "and usename = 'tester' and query like '%pg_try_advisory_lock%')"));
			holder.commit();
		}
		assertBuiltBy(next);
		assertThat(another.join()).isTrue();
		assertThat(this.jdbc.queryForObject("select count(*) from DATABASECHANGELOG where ID = 'index-only'",
				Integer.class))
			.isOne();
	}

	@Test
	void anotherContextOfThisProcessBootsMeanwhile(CapturedOutput output) throws SQLException {
		CompletableFuture<TestRelease> next;
		CompletableFuture<TestRelease> another;
		try (Connection holder = this.database.getConnection(); Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.executeUpdate("update child set age = 11 where id = 1");
			next = startNext();
			awaitBuild();
			another = startNext();
			Awaitility.await().until(() -> output.getAll().contains("Waiting for another Liquibase command"));
			holder.commit();
		}
		assertBuiltBy(next);
		another.join().close();
	}

	@Test
	void stateShowsWhatRunsAndWhatItIsAt() throws SQLException {
		CompletableFuture<TestRelease> next;
		try (Connection holder = this.database.getConnection(); Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.executeUpdate("update child set age = 11 where id = 1");
			next = startNext();
			awaitBuild();
			StatusReader status = new StatusReader(this.previous.migrations());
			DatabaseStatus.RunDescriptor run = status.read().databases().values().iterator().next().runs().get(0);
			assertThat(run.activity()).hasValueSatisfying((activity) -> {
				assertThat(activity.statement()).startsWithIgnoringCase("create index concurrently child_name");
				assertThat(activity.runningFor()).isPositive();
				assertThat(activity.stage()).hasValueSatisfying((stage) -> assertThat(stage).contains("waiting"));
			});
			assertThat(status.run(run.id())).satisfies((read) -> assertThat(read.activity()).isPresent());
			holder.commit();
		}
		assertBuiltBy(next);
	}

}
