package io.expandcontract.sample.faults;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The session that holds the migration lock is ended in the middle of a contract, while
 * an instance of the old release boots.
 */
class LostLockTests {

	@Test
	void oldReleaseComesUpOnSchemaThatWasNotContracted() {
		try (FaultFleet fleet = FaultFleet.onDatabaseOfPreviousRelease()) {
			FaultProcess next = fleet.boot("1.1");
			FaultProcess old;
			try (Hold hold = fleet.hold(20)) {
				next.send("contract");
				int session = hold.awaitArrival();
				old = fleet.start("1.0");
				old.awaitLog("Standing aside");
				assertThat(fleet.tester().queryForObject("select pg_terminate_backend(?)", Boolean.class, session))
					.isTrue();
				hold.awaitDeparture();
				assertThat(next.answer()).startsWith("FAILED");
				old.awaitStarted();
			}
			assertThat(fleet.count("select balance from person")).isEqualTo(70);
			assertThat(old.ask("write")).isEqualTo("written");
			assertThat(next.ask("contract")).isEqualTo("REFUSED LIVE_INSTANCES");
			old.stop();
			assertThat(next.ask("contract")).isEqualTo("DONE 2");
			fleet.assertRanOnce(8, 1470);
		}
	}

	@Test
	void oldReleaseIsTurnedAwayFromSchemaThatWasContracted() {
		try (FaultFleet fleet = FaultFleet.onDatabaseOfPreviousRelease()) {
			FaultProcess next = fleet.boot("1.1");
			FaultProcess old;
			try (Hold hold = fleet.holdHistoryRowOf("triple")) {
				next.send("contract");
				int session = hold.awaitArrival();
				old = fleet.start("1.0");
				old.awaitLog("Standing aside");
				assertThat(fleet.tester().queryForObject("select pg_terminate_backend(?)", Boolean.class, session))
					.isTrue();
				hold.awaitDeparture();
			}
			assertThat(next.answer()).startsWith("FAILED");
			assertThat(old.awaitExit()).isNotZero();
			old.awaitLog("ContractedPastException");
			assertThat(next.ask("contract")).isEqualTo("DONE 1");
			fleet.assertRanOnce(8, 1470);
		}
	}

}
