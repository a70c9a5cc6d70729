package io.expandcontract.sample.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ContractStep}.
 */
class ContractStepTests {

	private static final String REFUSED = """
			409 {"outcome":"REFUSED","reason":"LIVE_INSTANCES","message":"Contract refused","databases":{"liquibase":
			{"executed":[],"blockers":[{"code":"INSTANCE_LACKS_CHANGESET","instance":"users-2","version":"1.0.0",
			"message":"users-2 of 1.0.0 lives and does not know what is to be removed"}]}}}""";

	private static final String STALE = """
			409 {"outcome":"REFUSED","reason":"STALE_INSTANCES","databases":{"liquibase":{"executed":[]}}}""";

	private static final String ACCEPTED = "202 {\"outcome\":\"RUNNING\",\"run\":{\"id\":\"r-1\"}}";

	private static final String IN_PROGRESS = "409 {\"outcome\":\"REFUSED\",\"reason\":\"RUN_IN_PROGRESS\"}";

	private static final String DONE = """
			200 {"outcome":"DONE","databases":{"liquibase":{"executed":["a::1::ann","a::2::ann"],"blockers":[]}}}""";

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final Totals totals = new Totals();

	private final ContractStep step = new ContractStep(new Actuator(HttpClient.newHttpClient()),
			new Story(new PrintStream(this.out, true, StandardCharsets.UTF_8), () -> 0, () -> 0), this.totals,
			Duration.ofMillis(1));

	@Test
	void refusalIsCountedAndItsBlockersAreTold() throws IOException {
		try (FakeInstance instance = new FakeInstance("users-4", REFUSED)) {
			this.step.tooEarly(instance.instance());
			assertThat(this.totals.refused).hasValue(1);
			assertThat(instance.requests()).containsExactly("POST /actuator/migrations/contract null");
			assertThat(told()).contains("users-4   1.1")
				.contains("answers 409 LIVE_INSTANCES, because of")
				.containsPattern(
						"users-2 +1\\.0 .* INSTANCE_LACKS_CHANGESET: lives and does not know what is to be removed\n");
		}
	}

	@Test
	void contractThatIsNotRefusedTooEarlyIsNotCounted() throws IOException {
		try (FakeInstance instance = new FakeInstance("users-4", DONE)) {
			this.step.tooEarly(instance.instance());
			assertThat(this.totals.refused).hasValue(0);
			assertThat(this.totals.contracted).hasValue(0);
		}
	}

	@Test
	void contractIsCalledUntilItIsThrough() throws IOException {
		try (FakeInstance instance = new FakeInstance("users-4", STALE, STALE, ACCEPTED, IN_PROGRESS, DONE)) {
			this.step.inTime(instance.instance());
			assertThat(this.totals.contracted).hasValue(1);
			assertThat(this.totals.refused).hasValue(0);
			assertThat(instance.requests()).hasSize(5);
			assertThat(told()).containsOnlyOnce("STALE_INSTANCES").contains("2 changesets contracted");
		}
	}

	@Test
	void contractThatFailsIsNotCalledAgain() throws IOException {
		try (FakeInstance instance = new FakeInstance("users-4", "500 {\"outcome\":\"FAILED\"}", DONE)) {
			this.step.inTime(instance.instance());
			assertThat(this.totals.contracted).hasValue(0);
			assertThat(instance.requests()).hasSize(1);
		}
	}

	private String told() {
		return this.out.toString(StandardCharsets.UTF_8);
	}

}
