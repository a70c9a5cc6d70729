package io.expandcontract.sample.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A process gets SIGTERM while a statement of its boot works long: it stops the statement
 * and leaves, and the next boot goes on from there with nobody's help.
 */
class TerminatedProcessTests {

	/** Exit code of a JVM that got SIGTERM. */
	private static final int TERMINATED = 143;

	private static final String BUILDS = """
			select count(*) from pg_stat_activity where state = 'active' and query ilike 'create index concurrently%'""";

	private static final String VALIDATES = """
			select count(*) from pg_stat_activity where state = 'active' and query ilike '%validate constraint%'
			and pid <> pg_backend_pid()""";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private FaultFleet fleet;

	@BeforeEach
	void createDatabase() {
		this.fleet = FaultFleet.onDatabaseOfPreviousRelease();
	}

	@AfterEach
	void end() {
		this.fleet.close();
	}

	private void terminate(FaultProcess process) {
		process.terminate();
		process.awaitLog("the next run goes on from here");
		assertThat(process.awaitExit()).isEqualTo(TERMINATED);
		assertThat(this.fleet.count("select count(*) from ec_run where state = 'FAILED'")).isOne();
		assertThat(this.fleet.count("select count(*) from ec_instance where state <> 'GONE'")).isZero();
		assertThat(this.fleet.count("select count(*) from databasechangeloglock where locked")).isZero();
	}

	private void assertDoneByNextBoot(String release) {
		this.fleet.boot(release);
		assertThat(this.fleet.count("select count(*) from databasechangelog where id = '" + release + "'")).isOne();
		assertThat(this.fleet.count("select count(*) from ec_intent")).isZero();
	}

	@Test
	void indexBuildIsStoppedAndBegunAnewByNextBoot() throws SQLException {
		try (Connection holder = Objects.requireNonNull(this.fleet.tester().getDataSource()).getConnection();
				Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.executeUpdate("update person set visits = visits + 1");
			FaultProcess process = this.fleet.start("index");
			await().atMost(PATIENCE).until(() -> this.fleet.count(BUILDS) == 1);
			terminate(process);
			assertThat(this.fleet.count(BUILDS)).isZero();
			holder.commit();
		}
		assertDoneByNextBoot("index");
		assertThat(this.fleet.count("""
				select count(*) from pg_index where indexrelid = to_regclass('person_name') and indisvalid""")).isOne();
	}

	@Test
	void validationIsStoppedAndBegunAnewByNextBoot() {
		this.fleet.tester().execute("insert into person select x, 'Ann', 0, 0 from generate_series(2, 5000) x");
		FaultProcess process = this.fleet.start("check");
		await().atMost(PATIENCE).until(() -> this.fleet.count(VALIDATES) == 1);
		terminate(process);
		assertThat(this.fleet.count(VALIDATES)).isZero();
		assertThat(this.fleet.count("select count(*) from pg_constraint where conname = 'named' and not convalidated"))
			.isOne();
		this.fleet.tester().execute("delete from person where id > 1");
		assertDoneByNextBoot("check");
		assertThat(this.fleet.count("select count(*) from pg_constraint where conname = 'named' and convalidated"))
			.isOne();
	}

}
