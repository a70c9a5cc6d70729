package io.expandcontract.sample.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Customer}.
 */
class CustomerTests {

	private final Balancer balancer = new Balancer((instance) -> true);

	private final Ledger ledger = new Ledger();

	private final Totals totals = new Totals();

	private final Customer customer = new Customer(
			new ServiceClient(HttpClient.newHttpClient(), this.balancer, Duration.ofMillis(500)), this.ledger,
			this.totals, new Story(new PrintStream(new ByteArrayOutputStream()), () -> 0, () -> 0), new AtomicLong(),
			0);

	@AfterEach
	void close() {
		this.balancer.close();
	}

	@Test
	void createdUserIsInTheLedgerUnderItsSentName() throws IOException {
		act("201 {\"id\":7,\"name\":\"ignored\"}");
		assertThat(this.ledger.confirms("7", Person.number(1).name(), Release.ONE_ONE)).isTrue();
		assertFailedAndLost(0, 0);
	}

	@Test
	void errorIsAFailedRequest() throws IOException {
		act("500 {}");
		assertThat(this.ledger.ids()).isEmpty();
		assertFailedAndLost(1, 0);
	}

	@Test
	void repeatedWriteThatCreatesAnotherUserIsAFailure() throws IOException {
		act(FakeInstance.CUT_OFF, "201 {\"id\":7,\"name\":\"a\"}", "201 {\"id\":8,\"name\":\"a\"}");
		assertThat(this.totals.sentAgain.sum()).isOne();
		assertFailedAndLost(1, 0);
	}

	@Test
	void repeatedWriteThatCreatesNothingIsNone() throws IOException {
		act(FakeInstance.CUT_OFF, "201 {\"id\":7,\"name\":\"a\"}");
		assertThat(this.totals.sentAgain.sum()).isOne();
		assertFailedAndLost(0, 0);
	}

	@Test
	void userWithAnotherNameIsLostOnceHoweverOftenItIsRead() throws IOException {
		this.ledger.acknowledged("7", "Ada Lovelace", Release.ONE_ONE);
		try (FakeInstance instance = new FakeInstance("users-1", "200 {\"id\":7,\"name\":\"\"}")) {
			inRotation(instance);
			this.customer.read("7");
			this.customer.read("7");
		}
		assertFailedAndLost(0, 1);
		assertThat(this.totals.requests.sum()).isEqualTo(2);
	}

	@Test
	void userWhoIsNotThereIsLost() throws IOException {
		this.ledger.acknowledged("7", "Ada Lovelace", Release.ONE_ONE);
		try (FakeInstance instance = new FakeInstance("users-1", "404 {}")) {
			inRotation(instance);
			this.customer.read("7");
		}
		assertFailedAndLost(0, 1);
	}

	private void act(String... answers) throws IOException {
		try (FakeInstance instance = new FakeInstance("users-1", answers)) {
			inRotation(instance);
			this.customer.act();
		}
	}

	private void inRotation(FakeInstance instance) {
		this.balancer.add(instance.instance());
		this.balancer.probe(instance.instance());
	}

	private void assertFailedAndLost(int failed, int lost) {
		assertThat(this.totals.failed).hasValue(failed);
		assertThat(this.totals.lost).hasSize(lost);
	}

}
