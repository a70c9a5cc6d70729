package io.expandcontract.sample.faults;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process is killed in the middle of its work, and the next boot or call finishes it
 * with nobody's help and nothing done twice.
 */
class KilledProcessTests {

	private FaultFleet fleet;

	@BeforeEach
	void createDatabase() {
		this.fleet = FaultFleet.onDatabaseOfPreviousRelease();
	}

	@AfterEach
	void end() {
		this.fleet.close();
	}

	@Test
	void expandKilledInsideChangeSetIsFinishedByNextBoot() {
		try (Hold hold = this.fleet.hold(10)) {
			FaultProcess killed = this.fleet.start("1.1");
			hold.awaitArrival();
			killed.kill();
		}
		this.fleet.boot("1.1");
		this.fleet.assertRanOnce(6, 70);
	}

	@Test
	void expandKilledBeforeItsHistoryRowIsRecordedByNextBoot() {
		try (Hold hold = this.fleet.holdHistoryRowOf("double")) {
			FaultProcess killed = this.fleet.start("1.1");
			hold.awaitArrival();
			assertThat(this.fleet.count("select balance from person")).isEqualTo(14);
			killed.kill();
			hold.awaitDeparture();
		}
		assertThat(this.fleet.count("select count(*) from databasechangelog")).isEqualTo(3);
		this.fleet.boot("1.1").awaitLog("Settling");
		this.fleet.assertRanOnce(6, 70);
	}

	@Test
	void contractKilledInsideChangeSetLetsRolledBackReleaseInAndIsFinishedByNextCall() {
		FaultProcess next = killInsideContract();
		FaultProcess rolledBack = this.fleet.boot("1.0");
		assertThat(this.fleet.count("select count(*) from ec_intent")).isZero();
		assertThat(rolledBack.ask("write")).isEqualTo("written");
		assertThat(next.ask("contract")).isEqualTo("REFUSED LIVE_INSTANCES");
		rolledBack.stop();
		assertThat(next.ask("contract")).isEqualTo("DONE 2");
		this.fleet.assertRanOnce(8, 1470);
	}

	private FaultProcess killInsideContract() {
		FaultProcess killed = this.fleet.boot("1.1");
		FaultProcess next = this.fleet.boot("1.1");
		try (Hold hold = this.fleet.hold(20)) {
			killed.send("contract");
			hold.awaitArrival();
			assertThat(next.ask("contract")).isEqualTo("REFUSED RUN_IN_PROGRESS");
			killed.kill();
			hold.awaitDeparture();
		}
		assertThat(this.fleet.count("select count(*) from ec_intent")).isEqualTo(2);
		assertThat(this.fleet.count("select balance from person")).isEqualTo(70);
		return next;
	}

	@Test
	void contractKilledBeforeItsHistoryRowIsRecordedByNextCall() {
		FaultProcess killed = this.fleet.boot("1.1");
		FaultProcess next = this.fleet.boot("1.1");
		try (Hold hold = this.fleet.holdHistoryRowOf("triple")) {
			killed.send("contract");
			hold.awaitArrival();
			killed.kill();
			hold.awaitDeparture();
		}
		assertThat(this.fleet.count("select balance from person")).isEqualTo(210);
		assertThat(this.fleet.count("select count(*) from databasechangelog")).isEqualTo(6);
		assertThat(next.ask("contract")).isEqualTo("DONE 1");
		this.fleet.assertRanOnce(8, 1470);
	}

	@Test
	void contractKilledBeforeItsHistoryRowTurnsAwayOldReleaseThatBoots() {
		FaultProcess killed = this.fleet.boot("1.1");
		FaultProcess old;
		try (Hold hold = this.fleet.holdHistoryRowOf("triple")) {
			killed.send("contract");
			hold.awaitArrival();
			old = this.fleet.start("1.0");
			old.awaitLog("Standing aside");
			killed.kill();
			hold.awaitDeparture();
			assertThat(this.fleet.count("select count(*) from databasechangelog")).isEqualTo(6);
		}
		assertThat(old.awaitExit()).isNotZero();
		old.awaitLog("ContractedPastException");
		assertThat(this.fleet.count("select count(*) from ec_instance where state <> 'GONE' and app_version = '1.0'"))
			.isZero();
		assertThat(this.fleet.boot("1.1").ask("contract")).isEqualTo("DONE 1");
		this.fleet.assertRanOnce(8, 1470);
	}

}
