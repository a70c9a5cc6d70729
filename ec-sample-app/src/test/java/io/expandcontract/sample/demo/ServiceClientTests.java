package io.expandcontract.sample.demo;

import java.net.http.HttpClient;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ServiceClient}.
 */
class ServiceClientTests {

	private static final String CREATED = "201 {\"id\":7,\"name\":\"Mary Ann Smith\"}";

	private final Balancer balancer = new Balancer((instance) -> true);

	private final ServiceClient client = new ServiceClient(HttpClient.newHttpClient(), this.balancer,
			Duration.ofMillis(500));

	private final Call create = Call.create(new Person("Mary Ann", "Smith"));

	@AfterEach
	void close() {
		this.balancer.close();
	}

	@Test
	void answerIsReturnedWithWhoGaveIt() throws Exception {
		try (FakeInstance instance = new FakeInstance("users-1", CREATED)) {
			ready(instance.instance());
			Reply reply = this.client.send(this.create);
			assertThat(reply.status()).isEqualTo(201);
			assertThat(reply.id()).isEqualTo("7");
			assertThat(reply.name()).isEqualTo("Mary Ann Smith");
			assertThat(reply.instance()).isEqualTo(instance.instance());
			assertThat(reply.cutOff()).isZero();
		}
	}

	@Test
	void writeThatIsCutOffIsSentAgainUnderItsKeyElsewhere() throws Exception {
		try (FakeInstance killed = new FakeInstance("users-1", FakeInstance.CUT_OFF);
				FakeInstance other = new FakeInstance("users-2", CREATED)) {
			ready(killed.instance());
			ready(other.instance());
			Reply reply = this.client.send(this.create);
			assertThat(reply.instance()).isEqualTo(other.instance());
			assertThat(reply.cutOff()).isOne();
			assertThat(killed.requests()).containsExactly("POST /users " + this.create.key())
				.isEqualTo(other.requests());
		}
	}

	@Test
	void writeIsOpenUntilItIsAnswered() throws Exception {
		try (FakeInstance instance = new FakeInstance("users-1", CREATED)) {
			ready(instance.instance());
			instance.beforeAnswer(() -> assertThat(this.client.openWrites(instance.instance())).isOne());
			assertThat(this.client.send(this.create).status()).isEqualTo(201);
			assertThat(this.client.openWrites(instance.instance())).isZero();
		}
	}

	@Test
	void refusedConnectionIsNoCutOff() throws Exception {
		try (FakeInstance other = new FakeInstance("users-2", CREATED)) {
			ready(new Instance("users-1", Release.ONE_ZERO, Ports.free()));
			ready(other.instance());
			Reply reply = this.client.send(this.create);
			assertThat(reply.instance()).isEqualTo(other.instance());
			assertThat(reply.cutOff()).isZero();
		}
	}

	@Test
	void errorIsAnAnswerAndNotAskedForTwice() throws Exception {
		try (FakeInstance instance = new FakeInstance("users-1", "500 {}")) {
			ready(instance.instance());
			assertThat(this.client.send(this.create).status()).isEqualTo(500);
			assertThat(instance.requests()).hasSize(1);
		}
	}

	@Test
	void nobodyReadyIsAFailure() {
		assertThatExceptionOfType(RequestFailedException.class).isThrownBy(() -> this.client.send(this.create))
			.withMessageContaining("POST /users 'Mary Ann Smith'");
	}

	private void ready(Instance instance) {
		this.balancer.add(instance);
		this.balancer.probe(instance);
	}

}
