package io.expandcontract.kinds;

import java.util.Map;

import io.expandcontract.kinds.Http.Answer;
import io.expandcontract.migration.Migrations;
import io.expandcontract.testsupport.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every kind of web application.
 */
abstract class WebContractTests {

	private static final String MIGRATIONS = "/actuator/migrations";

	/**
	 * Return the kind.
	 * @param instance the instance to be
	 * @return the same with a web server and a controller that answers {@code /work}
	 */
	abstract Instance.Builder web(Instance.Builder instance);

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void expandsSeesTheGateAndContracts(TestDatabases engine) {
		try (Rollout rollout = new Rollout(engine);
				Instance old = rollout.instance("1.0").start();
				Instance next = web(rollout.instance("1.1")).start()) {
			Http http = new Http(next);
			assertThat(http.get("/work").body()).isEqualTo("done");
			assertThat(http.get("/actuator/health/readiness").status()).isEqualTo(200);
			assertThat(http.get(MIGRATIONS).text("/status")).isEqualTo("WAIT_FOR_INSTANCES");
			Answer refused = http.post(MIGRATIONS + "/contract");
			assertThat(refused.status()).isEqualTo(409);
			assertThat(refused.text("/reason")).isEqualTo("LIVE_INSTANCES");
			old.close();
			Answer done = http.post(MIGRATIONS + "/contract/1.1");
			assertThat(done.status()).isEqualTo(200);
			assertThat(done.text("/outcome")).isEqualTo("DONE");
			assertThat(http.get(MIGRATIONS).text("/status")).isEqualTo("UP_TO_DATE");
			assertThat(Rollout.columns(rollout.database())).containsExactly("id", "name");
		}
	}

	@Test
	void nothingThatACallerAsksForIsIgnored() {
		try (Rollout rollout = new Rollout(TestDatabases.H2);
				Instance instance = web(rollout.instance("1.1")).start()) {
			Http http = new Http(instance);
			Map<String, Answer> answers = Map.of( //
					"selector as field", http.post(MIGRATIONS + "/contract", "{\"operation\":\"migrate\"}"), //
					"second selector as field", http.post(MIGRATIONS + "/contract/1.1", "{\"checkpoint\":\"1.0\"}"), //
					"field", http.post(MIGRATIONS + "/contract", "{\"forced\":true}"), //
					"query", http.post(MIGRATIONS + "/contract?force=true"), //
					"query as selector", http.post(MIGRATIONS + "/contract?operation=migrate"), //
					"query on root", http.get(MIGRATIONS + "?x=1"), //
					"body of a delete", http.send("DELETE", MIGRATIONS + "/instances/1", "{\"reason\":\"x\"}"), //
					"checkpoint", http.post(MIGRATIONS + "/contract/9.9"));
			assertThat(answers).allSatisfy((name, answer) -> assertThat(answer.status()).as(name).isEqualTo(400));
			assertThat(http.post(MIGRATIONS + "/contract?a%20b=c").text("/message")).contains("a%20b=c");
			assertThat(http.post(MIGRATIONS + "/contract", "{}").text("/outcome")).isEqualTo("NOTHING_TO_DO");
			assertThat(http.post(MIGRATIONS + "/contract/1%2E1").text("/outcome")).isEqualTo("NOTHING_TO_DO");
		}
	}

	@Test
	void closedLeaseIs503ExceptForTheActuatorAndTheProbes() {
		try (Rollout rollout = new Rollout(TestDatabases.H2);
				Instance instance = web(rollout.instance("1.1"))
					.with("management.endpoint.health.probes.add-additional-paths", "true")
					.start()) {
			Http http = new Http(instance);
			instance.bean(Migrations.class).databases().iterator().next().member().lease().lost();
			Answer refused = http.get("/work");
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.retryAfter()).isEqualTo("5");
			assertThat(http.get(MIGRATIONS).text("/instance/lease")).isEqualTo("LOST");
			assertThat(http.get("/livez").status()).isEqualTo(200);
			assertThat(http.get("/readyz").status()).isEqualTo(503);
		}
	}

	@Test
	void heldRequestGoesOnWhenTheLeaseIsBack() {
		try (Rollout rollout = new Rollout(TestDatabases.H2);
				Instance instance = web(rollout.instance("1.1")).start()) {
			new JdbcTemplate(rollout.database())
				.update("update EC_INSTANCE set STATE = 'GONE', GONE_BECAUSE = 'RETIRED'");
			Awaitility.await().until(() -> rollout.live() == 1);
			assertThat(new Http(instance).get("/work").body()).isEqualTo("done");
		}
	}

	@Test
	void unreachableDatabaseIs503WithItsCause() {
		try (Rollout rollout = new Rollout(TestDatabases.H2);
				Instance instance = web(rollout.instance("1.1")).start()) {
			Http http = new Http(instance);
			new JdbcTemplate(rollout.database()).execute("shutdown immediately");
			Answer answer = http.get(MIGRATIONS);
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.text("/message")).startsWith("The database cannot be asked");
			assertThat(http.get("/actuator/health/liveness").status()).isEqualTo(200);
		}
	}

	@Test
	void actuatorOnAPortOfItsOwnIsGuardedAsWell() {
		try (Rollout rollout = new Rollout(TestDatabases.H2);
				Instance instance = web(rollout.instance("1.1")).with("management.server.port", "0")
					.with("management.server.base-path", "/manage")
					.start()) {
			Http http = new Http(instance.managementPort());
			assertThat(http.get("/manage" + MIGRATIONS).text("/status")).isEqualTo("UP_TO_DATE");
			assertThat(http.post("/manage" + MIGRATIONS + "/contract", "{\"operation\":\"migrate\"}").status())
				.isEqualTo(400);
			assertThat(http.post("/manage" + MIGRATIONS + "/contract?x=1").status()).isEqualTo(400);
		}
	}

}
