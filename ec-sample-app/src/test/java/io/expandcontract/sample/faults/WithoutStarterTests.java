package io.expandcontract.sample.faults;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An instance of the old release that does not have the starter uses the database during
 * the first rollout with it.
 */
class WithoutStarterTests {

	@Test
	void instanceWithoutStarterBlocksContractUntilItIsGone() {
		try (FaultFleet fleet = FaultFleet.onEmptyDatabase()) {
			FaultProcess plain = fleet.boot("1.0", "--expand-contract.enabled=false");
			assertThat(plain.ask("write")).isEqualTo("written");
			FaultProcess next = fleet.boot("1.1");
			assertThat(next.ask("contract")).isEqualTo("REFUSED UNKNOWN_SESSIONS");
			assertThat(plain.ask("write")).isEqualTo("written");
			assertThat(next.ask("contract")).isEqualTo("REFUSED UNKNOWN_SESSIONS");
			plain.stop();
			next.contractUntil("DONE 2");
			fleet.assertRanOnce(8, 1470);
			assertThat(fleet.count("select visits from person")).isEqualTo(2);
		}
	}

}
