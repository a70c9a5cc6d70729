package io.expandcontract.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every release promises a client.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractUserApiTests {

	RunningSample sample;

	abstract RunningSample start();

	@BeforeAll
	void startSample() {
		this.sample = start();
	}

	@AfterAll
	void stopSample() {
		this.sample.close();
	}

	@Test
	void createdUserIsFound() {
		Answer created = this.sample.create("Mary Ann", "Smith");
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.name()).isEqualTo("Mary Ann Smith");
		assertThat(this.sample.get("/users/" + created.id()).body()).isEqualTo(created.body());
	}

	@Test
	void renamedUserIsFoundByTheNewName() {
		long id = this.sample.create("Mary Ann", "Smith").id();
		Answer renamed = this.sample.rename(id, "Mary Ann", "van der Berg");
		assertThat(renamed.status()).isEqualTo(200);
		assertThat(renamed.name()).isEqualTo("Mary Ann van der Berg");
		assertThat(this.sample.get("/users/" + id).body()).isEqualTo(renamed.body());
	}

	@Test
	void oneWordIsAName() {
		assertThat(this.sample.create("Cher", "").name()).isEqualTo("Cher");
	}

	@Test
	void unknownUserIsNotFound() {
		assertThat(this.sample.get("/users/999999").status()).isEqualTo(404);
		assertThat(this.sample.rename(999999, "Mary", "Smith").status()).isEqualTo(404);
	}

	@Test
	void blankOrTooLongNameIsRefused() {
		assertThat(this.sample.create(" ", "").status()).isEqualTo(400);
		assertThat(this.sample.create("x".repeat(202), "").status()).isEqualTo(400);
	}

	@Test
	void pageHoldsTheUsersAfterAnId() {
		List<Long> ids = IntStream.range(0, 4)
			.mapToLong((i) -> this.sample.create("Page", "" + i).id())
			.boxed()
			.toList();
		JsonNode page = this.sample.get("/users?limit=2&after=" + ids.get(1)).body();
		assertThat(StreamSupport.stream(page.spliterator(), false).map((user) -> user.get("id").asLong()))
			.isEqualTo(ids.subList(2, 4));
	}

	@Test
	void repeatedCreateTakesEffectOnce() {
		Answer first = this.sample.create("Mary Ann", "Smith", "create-once");
		Answer second = this.sample.create("Mary Ann", "Smith", "create-once");
		assertThat(second.status()).isEqualTo(201);
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(this.sample.get("/users?after=" + first.id()).body()).isEmpty();
	}

	@Test
	void repeatedRenameTakesEffectOnce() {
		long id = this.sample.create("Mary Ann", "Smith").id();
		this.sample.rename(id, "Mary Ann", "Jones", "rename-once");
		this.sample.rename(id, "Mary Ann", "Miller");
		assertThat(this.sample.rename(id, "Mary Ann", "Jones", "rename-once").name()).isEqualTo("Mary Ann Miller");
	}

	@Test
	void refusedWriteDoesNotUseUpItsKey() {
		assertThat(this.sample.create(" ", "", "refused").status()).isEqualTo(400);
		assertThat(this.sample.create("Mary", "Smith", "refused").status()).isEqualTo(201);
	}

	@Test
	void simultaneousRepeatsTakeEffectOnce() throws Exception {
		List<Answer> answers = simultaneously(6, () -> this.sample.create("Mary", "Smith", "burst"));
		assertThat(answers).extracting(Answer::status).containsOnly(201);
		assertThat(answers.stream().map(Answer::id).distinct()).hasSize(1);
		assertThat(this.sample.get("/users?after=" + answers.get(0).id()).body()).isEmpty();
	}

	@Test
	void simultaneousRenamesAllSucceed() throws Exception {
		long id = this.sample.create("Mary Ann", "Smith").id();
		assertThat(simultaneously(4, () -> this.sample.rename(id, "Mary Ann", Thread.currentThread().getName())))
			.extracting(Answer::status)
			.containsOnly(200);
	}

	@Test
	void writingActuatorOperationsNeedTheOperator() {
		assertThat(this.sample.status(HttpMethod.POST, "/actuator/migrations/contract")).isEqualTo(401);
		assertThat(this.sample.status(HttpMethod.POST, "/actuator/migrations/contract", "wrong")).isEqualTo(401);
		assertThat(this.sample.status(HttpMethod.DELETE, "/actuator/migrations/instances/x")).isEqualTo(401);
		assertThat(this.sample.status(HttpMethod.GET, "/actuator/prometheus")).isEqualTo(200);
		assertThat(this.sample.status(HttpMethod.GET, "/actuator/health/readiness")).isEqualTo(200);
	}

	static <T> List<T> simultaneously(int times, Callable<T> call) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(times);
		try {
			List<Callable<T>> calls = IntStream.range(0, times).mapToObj((i) -> call).toList();
			List<T> results = new ArrayList<>();
			for (Future<T> result : threads.invokeAll(calls)) {
				results.add(result.get());
			}
			return results;
		}
		finally {
			threads.shutdownNow();
		}
	}

}
