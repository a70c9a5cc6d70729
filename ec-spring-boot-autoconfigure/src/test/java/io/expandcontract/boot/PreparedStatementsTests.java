package io.expandcontract.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of statements that the driver had the server prepare, when a release
 * widens a column that they return.
 */
@ExtendWith(OutputCaptureExtension.class)
class PreparedStatementsTests {

	private static final int CONNECTIONS = 20;

	/** Uses after which the driver has the server prepare a statement. */
	private static final int ENOUGH = 6;

	private final HikariDataSource database = TestDatabases.POSTGRESQL.createDatabase();

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	private TestRelease start(String version, String changelog, String parameters) {
		return TestRelease.of(version, this.database)
			.with("spring.datasource.url", this.database.getJdbcUrl() + parameters)
			.with("spring.datasource.hikari.maximum-pool-size", String.valueOf(CONNECTIONS))
			.with("spring.liquibase.change-log", "classpath:/online/" + changelog + ".yaml")
			.with("logging.level.io.expandcontract", "info")
			.start();
	}

	/**
	 * Call transactional methods on all connections at once, while the next release
	 * boots.
	 * @return what failed
	 */
	private List<String> failures(String parameters) throws Exception {
		Queue<String> failures = new ConcurrentLinkedQueue<>();
		ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
		try (TestRelease previous = start("1.0", "base", parameters)) {
			CountDownLatch prepared = new CountDownLatch(CONNECTIONS);
			AtomicBoolean done = new AtomicBoolean();
			List<Future<?>> callers = new ArrayList<>();
			for (int caller = 0; caller < CONNECTIONS; caller++) {
				callers.add(threads.submit(() -> {
					for (int calls = 0; !done.get() || calls < ENOUGH; calls++) {
						call(previous.jdbc(), failures);
						if (calls == ENOUGH) {
							prepared.countDown();
						}
					}
				}));
			}
			prepared.await();
			start("1.1", "widen", parameters).close();
			done.set(true);
			for (Future<?> each : callers) {
				each.get();
			}
			call(previous.jdbc(), failures);
		}
		finally {
			threads.shutdownNow();
		}
		return List.copyOf(failures);
	}

	private static void call(JdbcTemplate jdbc, Queue<String> failures) {
		try {
			new TransactionTemplate(new DataSourceTransactionManager(Objects.requireNonNull(jdbc.getDataSource())))
				.executeWithoutResult((status) -> {
					jdbc.update("update child set age = age + 1 where id = 1");
					jdbc.queryForList("select id, code from child where id = ?", 2L);
				});
		}
		catch (DataAccessException | TransactionException ex) {
			failures.add(String.valueOf(ex));
		}
	}

	@Test
	void noCallFailsWithTheAdvisedSetting(CapturedOutput output) throws Exception {
		assertThat(failures("?autosave=conservative")).isEmpty();
		assertThat(output).doesNotContain("cached plan");
	}

	@Test
	void bootWarnsWithoutIt(CapturedOutput output) throws Exception {
		assertThat(failures("")).isNotEmpty();
		assertThat(output).containsOnlyOnce("autosave=conservative").contains("P60", "widen-only");
	}

	@Test
	void bootWarnsOfNewColumns(CapturedOutput output) {
		start("1.0", "base", "").close();
		start("1.1", "column", "").close();
		assertThat(output).containsOnlyOnce("docs/messages.md#cached-plan").contains("column-only");
	}

	@Test
	void bootIsSilentIfNoPendingChangeConcernsIt(CapturedOutput output) {
		start("1.0", "base", "").close();
		start("1.1", "index", "").close();
		assertThat(output).doesNotContain("autosave");
	}

	@Test
	void instanceRenewsItsConnections() {
		try (TestRelease previous = start("1.0", "base", "")) {
			HikariDataSource pool = (HikariDataSource) previous.jdbc().getDataSource();
			assertThat(pool).isNotNull();
			previous.jdbc().queryForList("select 1");
			List<String> before = sessions();
			Awaitility.await().until(() -> {
				assertThat(previous.jdbc().queryForList("select 1")).hasSize(1);
				return sessions().equals(before);
			});
			start("1.1", "widen", "").close();
			Awaitility.await().untilAsserted(() -> {
				previous.jdbc().queryForList("select 1");
				assertThat(sessions()).isNotEmpty().doesNotContainAnyElementsOf(before);
			});
		}
	}

	/**
	 * The sessions of pools, the starter's own connections apart.
	 */
	private List<String> sessions() {
		return new JdbcTemplate(this.database).queryForList("""
				select cast(pid as varchar) from pg_stat_activity
				where datname = current_database() and usename = 'postgres' and query = 'select 1'
				""", String.class);
	}

}
