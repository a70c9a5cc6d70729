package io.expandcontract.sample.faults;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An instance of the old release is stopped for longer than the fleet takes to forget,
 * and continued.
 */
class StoppedInstanceTests {

	private static final int MUST_NOT_GO_ON = 17;

	private FaultFleet fleet;

	private FaultProcess stopped;

	@BeforeEach
	void stopInstanceThatUsesTheDatabase() {
		this.fleet = FaultFleet.onDatabaseOfPreviousRelease();
		this.stopped = this.fleet.boot("1.0");
		assertThat(this.stopped.ask("write")).isEqualTo("written");
	}

	@AfterEach
	void end() {
		this.fleet.close();
	}

	@Test
	void instanceThatWasContractedPastLetsNoWorkInAndEnds() {
		FaultProcess next = this.fleet.boot("1.1");
		assertThat(next.ask("contract")).isEqualTo("REFUSED LIVE_INSTANCES");
		this.stopped.pause();
		assertThat(next.contractUntil("DONE 2")).contains("REFUSED STALE_INSTANCES");
		this.stopped.send("write");
		this.stopped.resume();
		assertThat(this.stopped.awaitExit()).isEqualTo(MUST_NOT_GO_ON);
		assertThat(this.fleet.count("select visits from person")).isOne();
		this.fleet.assertRanOnce(8, 1470);
	}

	@Test
	void instanceThatWasForgottenButNotContractedPastRegistersAgain() {
		FaultProcess next = this.fleet.boot("1.1");
		FaultProcess old = this.fleet.boot("1.0");
		this.stopped.pause();
		await().atMost(Duration.ofSeconds(60)).until(() -> {
			assertThat(next.ask("contract")).isEqualTo("REFUSED LIVE_INSTANCES");
			return this.fleet.count("select count(*) from ec_instance where gone_because = 'NO_SESSIONS'") == 1;
		});
		this.stopped.resume();
		this.stopped.awaitLog("Registered again");
		assertThat(this.stopped.ask("write")).isEqualTo("written");
		old.stop();
		assertThat(next.ask("contract")).isEqualTo("REFUSED LIVE_INSTANCES");
		this.stopped.stop();
		assertThat(next.ask("contract")).isEqualTo("DONE 2");
		this.fleet.assertRanOnce(8, 1470);
	}

}
