package io.expandcontract.backfill;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Workers in processes of their own that are killed and stopped, on every database that
 * is a server.
 */
abstract class BackfillProcessContractTests extends BackfillTestSupport {

	private static final int ROWS = 60_000;

	private static final int KILLS = (TestDatabases.present().size() == TestDatabases.values().length) ? 50 : 10;

	private final TestDatabases databases;

	BackfillProcessContractTests(TestDatabases databases) {
		super(databases);
		this.databases = databases;
	}

	@Override
	String randomUuid() {
		throw new UnsupportedOperationException();
	}

	private BackfillProcess start(String worker, int pause) {
		return new BackfillProcess(this.dataSource, this.databases.schema(), worker, pause);
	}

	private Map<String, Object> checksum(String value) {
		return this.jdbc.queryForMap(
				"select count(*) as c, sum(id * char_length(" + value + ")) as s, max(" + value + ") as m from person");
	}

	@Test
	void workerKilledAgainAndAgainLeavesEveryRowRight() {
		people(1, ROWS);
		Map<String, Object> expected = checksum("first_name || ' ' || last_name");
		for (int kill = 0; kill < KILLS; kill++) {
			// A process that comes back under its name need not wait for its own lease.
			try (BackfillProcess process = start("one", 5)) {
				process.awaitBatches(ThreadLocalRandom.current().nextInt(1, 6));
				process.kill();
			}
			assertThat(progress().state()).isEqualTo(BackfillState.RUNNING);
			assertThat(count("name is not null")).isEqualTo(progress().rowsDone());
		}
		await().until(() -> engineOutcome() == BackfillOutcome.DONE);
		assertThat(checksum("name")).isEqualTo(expected);
		assertThat(count("name is null or name <> first_name || ' ' || last_name")).isZero();
		assertThat(progress().rowsDone()).isEqualTo(ROWS);
	}

	private BackfillOutcome engineOutcome() {
		try {
			return this.engine.work(names(), "two", () -> true);
		}
		catch (DataAccessException ex) {
			return BackfillOutcome.TAKEN;
		}
	}

	@Test
	void workerStoppedPastItsLeaseWritesNothingWhenItGoesOn() {
		people(1, 20_000);
		try (BackfillProcess stopped = start("one", 1)) {
			stopped.awaitBatches(10);
			stopped.signal("STOP");
			await().until(() -> engineOutcome() == BackfillOutcome.DONE);
			this.jdbc.update("update person set name = null");
			stopped.signal("CONT");
			assertThat(stopped.awaitEnd()).doesNotContain("DONE");
		}
		assertThat(count("name is not null")).isZero();
		assertThat(progress().state()).isEqualTo(BackfillState.DONE);
		assertThat(progress().rowsDone()).isEqualTo(20_000);
	}

}
