package io.expandcontract.sample.faults;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A migrator that stands still between a statement and the commit: silence ends its
 * session, slowness does not.
 */
class StoppedMigratorTests {

	private FaultFleet fleet;

	private FaultProcess migrator;

	@BeforeEach
	void contractUpToTheMiddleOfTransaction() {
		this.fleet = FaultFleet.onDatabaseOfPreviousRelease();
		this.migrator = this.fleet.boot("1.1");
		this.migrator.send("pause");
		assertThat(this.migrator.ask("contract")).isEqualTo("paused");
	}

	@AfterEach
	void end() {
		this.fleet.close();
	}

	@Test
	void readersGoOnBehindStoppedMigrator() {
		assertThat(this.fleet.count("select count(*) from pg_locks where mode = 'AccessExclusiveLock' and granted "
				+ "and relation = 'person'::regclass"))
			.isOne();
		this.migrator.pause();
		await().atMost(Duration.ofSeconds(10)).until(() -> this.fleet.count("select balance from person") == 210);
		this.migrator.resume();
		this.migrator.send("go");
		assertThat(this.migrator.answer()).startsWith("FAILED");
		assertThat(this.migrator.ask("contract")).isEqualTo("paused");
		this.migrator.send("go");
		assertThat(this.migrator.answer()).isEqualTo("DONE 1");
		this.fleet.assertRanOnce(8, 1470);
	}

	@Test
	void changeSetThatIsSlowOnItsOwnSideIsNotCutOff() {
		await().atMost(Duration.ofSeconds(90)).until(() -> this.fleet.count("""
				select count(*) from pg_stat_activity where usename = 'app' and datname = current_database()
				and xact_start < clock_timestamp() - interval '8 seconds'
				""") == 1);
		this.migrator.send("go");
		assertThat(this.migrator.answer()).isEqualTo("DONE 2");
		this.fleet.assertRanOnce(8, 1470);
	}

}
