package io.expandcontract.sample;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both releases on one database, in the middle of a rollout.
 */
class MixedFleetTests {

	private static RunningSample old;

	private static RunningSample current;

	private static long beethoven;

	@BeforeAll
	static void rollOut() {
		SamplePostgres database = SamplePostgres.createDatabase(MixedFleetTests.class);
		old = RunningSample.start("1.0", database);
		beethoven = old.create("Ludwig", "van Beethoven").id();
		useEveryStatementOften(old);
		current = RunningSample.start("1.1", database);
		Awaitility.await().until(() -> current.status(HttpMethod.GET, "/actuator/health/readiness") == 200);
	}

	@AfterAll
	static void stop() {
		current.close();
		old.close();
	}

	@Test
	void userFromBeforeTheRolloutHasANameAndKeepsTheFirstName() {
		assertThat(current.get("/users/" + beethoven).name()).isEqualTo("Ludwig van Beethoven");
		assertThat(old.get("/users/" + beethoven).body().path("firstName").asString()).isEqualTo("Ludwig");
	}

	@Test
	void statementsThatTheDriverPreparedBeforeExpandStillWork() {
		useEveryStatementOften(old);
	}

	@Test
	void eachReleaseReadsWhatTheOtherWrote() {
		assertThat(nameIn(current, old.create("Mary Ann", "Smith"))).isEqualTo("Mary Ann Smith");
		assertThat(nameIn(old, current.create("Mary Ann", "Smith"))).isEqualTo("Mary Ann Smith");
	}

	@Test
	void keyThatOneReleaseRecordedIsKnownToTheOther() {
		assertThat(current.create("Mary", "Smith", "key-of-1.0").id())
			.isEqualTo(old.create("Mary", "Smith", "key-of-1.0").id());
	}

	@Test
	void simultaneousRenamesThroughBothReleasesLeaveOneName() throws Exception {
		long id = old.create("Mary Ann", "Smith").id();
		AtomicInteger turn = new AtomicInteger();
		for (int round = 0; round < 20; round++) {
			assertThat(AbstractUserApiTests.simultaneously(4, () -> {
				int number = turn.incrementAndGet();
				return ((number % 2 == 0) ? old : current).rename(id, "Mary " + number, "van Berg");
			})).extracting(Answer::status).containsOnly(200);
			assertThat(old.get("/users/" + id).name()).isEqualTo(current.get("/users/" + id).name());
		}
	}

	/**
	 * The driver prepares a statement on the server when a connection has sent it five
	 * times; from then on its result type must stay as it is.
	 */
	private static void useEveryStatementOften(RunningSample sample) {
		for (int i = 0; i < 20; i++) {
			Answer created = sample.create("Mary Ann", "Smith", UUID.randomUUID().toString());
			assertThat(created.status()).isEqualTo(201);
			long id = created.id();
			assertThat(sample.rename(id, "Mary Ann", "Jones").status()).isEqualTo(200);
			assertThat(sample.get("/users?limit=1&after=" + (id - 1)).body().path(0))
				.isEqualTo(sample.get("/users/" + id).body());
		}
	}

	private static String nameIn(RunningSample reader, Answer written) {
		return reader.get("/users/" + written.id()).name();
	}

}
