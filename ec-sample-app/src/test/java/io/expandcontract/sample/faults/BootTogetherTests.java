package io.expandcontract.sample.faults;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Boots that meet, and a boot that takes over where a killed one ended.
 */
class BootTogetherTests {

	private FaultFleet fleet;

	@BeforeEach
	void createDatabase() {
		this.fleet = FaultFleet.onEmptyDatabase();
	}

	@AfterEach
	void end() {
		this.fleet.close();
	}

	@Test
	void fiveInstancesRunEachChangeSetOnce() {
		bootFive("1.0");
		this.fleet.assertRanOnce(3, 7);
		List<FaultProcess> next = bootFive("1.1");
		this.fleet.assertRanOnce(6, 70);
		assertThat(this.fleet.count("select count(*) from ec_instance where state <> 'GONE'")).isEqualTo(10);
		assertThat(next.get(0).ask("contract")).isEqualTo("REFUSED LIVE_INSTANCES");
	}

	private List<FaultProcess> bootFive(String release) {
		List<FaultProcess> five = IntStream.range(0, 5).mapToObj((index) -> this.fleet.start(release)).toList();
		five.forEach(FaultProcess::awaitStarted);
		return five;
	}

	@Test
	void freshBootThatWasKilledIsFinishedByNextBoot() {
		try (Hold hold = this.fleet.hold(20)) {
			FaultProcess killed = this.fleet.start("1.1");
			hold.awaitArrival();
			killed.kill();
			hold.awaitDeparture();
		}
		assertThat(this.fleet.count("select count(*) from ec_fleet where fresh_since is not null")).isOne();
		this.fleet.boot("1.1");
		this.fleet.assertRanOnce(8, 1470);
		assertThat(this.fleet.count("select count(*) from ec_fleet where fresh_since is not null")).isZero();
	}

}
