package io.expandcontract.sample.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The database is down for longer than the fleet takes to forget, and comes back while a
 * Job retries contract.
 */
class OutageTests {

	private static final Duration LONGER_THAN_FORGET_AFTER = Duration.ofSeconds(5);

	@Test
	void liveInstanceIsNotContractedPast() {
		try (FaultServer server = new FaultServer(); FaultFleet fleet = FaultFleet.onEmptyDatabase(server)) {
			FaultProcess old = fleet.boot("1.0");
			FaultProcess next = fleet.boot("1.1");
			assertThat(old.ask("write")).isEqualTo("written");
			assertThat(next.ask("contract")).isEqualTo("REFUSED LIVE_INSTANCES");
			server.stop();
			long down = System.nanoTime();
			await().atMost(Duration.ofSeconds(90))
				.until(() -> next.ask("contract").startsWith("FAILED")
						&& System.nanoTime() - down > LONGER_THAN_FORGET_AFTER.toNanos());
			assertThat(old.ask("write")).startsWith("error");
			server.startAgain();
			List<String> answers = new ArrayList<>();
			await().atMost(Duration.ofSeconds(90)).until(() -> {
				answers.add(next.ask("contract"));
				return "written".equals(old.ask("write"))
						&& "REFUSED LIVE_INSTANCES".equals(answers.get(answers.size() - 1));
			});
			assertThat(answers).noneMatch((answer) -> answer.startsWith("DONE"));
			old.stop();
			next.contractUntil("DONE 2");
			fleet.assertRanOnce(8, 1470);
		}
	}

}
