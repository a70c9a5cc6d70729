package io.expandcontract.boot;

import java.time.Instant;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.boot.RunningApplication.Answer;
import io.expandcontract.testsupport.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint over HTTP, with an old instance in the fleet unless a test removes it.
 */
class MigrationsEndpointTests {

	private static final String THIRD = "db/changelog.yaml::3::ann";

	private static final HikariDataSource DATABASE = TestDatabases.H2.createDatabase();

	private static final String URL = DATABASE.getJdbcUrl();

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		RunningApplication.start(URL, "1.0").close();
		application = RunningApplication.start(URL, "1.1", "management.endpoint.migrations.show-sql=always",
				"expand-contract.fleet.session-check=off");
		Awaitility.await().until(() -> !application.get("migrations/contract").body().contains("FLEET_UNOBSERVED"));
	}

	@AfterAll
	static void stop() {
		application.close();
		DATABASE.close();
	}

	@BeforeEach
	void registerOldInstance() {
		Fleets.register(DATABASE, 1, -3600);
	}

	private static JsonNode database(Answer answer) {
		return answer.json().at("/databases/liquibase");
	}

	@Test
	void stateHasTheDocumentedShape() {
		Answer answer = application.get("migrations");
		assertThat(answer.status()).isEqualTo(200);
		JsonNode state = answer.json();
		assertThat(state.propertyNames()).containsExactlyInAnyOrder("status", "asOf", "nextAction", "instance",
				"databases");
		assertThat(state.at("/status").asString()).isEqualTo("WAIT_FOR_INSTANCES");
		assertThat(state.at("/nextAction/action").asString()).isEqualTo("WAIT_FOR_INSTANCES");
		assertThat(state.at("/nextAction/message").asString()).isEqualTo("1 instance of 0.9 still lives: orders:old-1");
		assertThat(Instant.parse(state.at("/asOf").asString())).isBefore(Instant.now().plusSeconds(60));
		assertThat(state.at("/instance").propertyNames()).containsExactlyInAnyOrder("id", "name", "version", "release",
				"lease");
		assertThat(state.at("/instance/lease").asString()).isEqualTo("HELD");
		JsonNode database = database(answer);
		assertThat(database.propertyNames()).containsExactlyInAnyOrder("product", "schema", "phases", "checkpoints",
				"pending", "gate", "fleet", "backfills", "lock", "runs", "findings");
		assertThat(database.at("/product").asString()).startsWith("H2 2.");
		assertThat(database.at("/lock").isNull()).isTrue();
		assertThat(database.at("/phases").toString()).isEqualTo(
				"{\"expand\":{\"applied\":2,\"pending\":0},\"migrate\":{\"applied\":0,\"pending\":0},\"contract\":{\"applied\":0,\"pending\":2}}");
		assertThat(database.at("/checkpoints/0").toString())
			.isEqualTo("{\"name\":\"1.1\",\"expand\":\"DONE\",\"migrate\":\"DONE\",\"contract\":\"PENDING\"}");
		assertThat(database.at("/pending/0").toString()).isEqualTo("{\"changeSet\":\"" + THIRD
				+ "\",\"phase\":\"CONTRACT\",\"source\":\"DECLARED\",\"checkpoint\":\"1.1\"}");
		assertThat(database.at("/gate/open").asBoolean()).isFalse();
		assertThat(database.at("/gate/blockers/0").propertyNames()).containsExactlyInAnyOrder("code", "instance",
				"version", "state", "lastSeen", "changeSets", "message", "remedy");
		assertThat(database.at("/fleet/releases/0/verdict").asString()).isEqualTo("BLOCKS");
		assertThat(database.at("/fleet/releases/1/verdict").asString()).isEqualTo("ALLOWS");
		assertThat(database.at("/fleet/sessionCheck").asString()).isEqualTo("OFF");
		assertThat(database.at("/fleet/sessionCheckReason").asString()).contains("session-check");
		assertThat(database.at("/runs/0").propertyNames()).containsExactlyInAnyOrder("id", "operation", "state",
				"instance", "startedAt", "duration", "requestedBy", "forced");
	}

	@Test
	void barePostWhileAnOldInstanceLivesIsRefused() {
		Answer answer = application.post("migrations/contract");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.json().at("/outcome").asString()).isEqualTo("REFUSED");
		assertThat(answer.json().at("/reason").asString()).isEqualTo("LIVE_INSTANCES");
		assertThat(answer.json().has("run")).isTrue();
		assertThat(database(answer).at("/pending/0").asString()).isEqualTo(THIRD);
		assertThat(database(answer).at("/blockers/0/code").asString()).isEqualTo("INSTANCE_LACKS_CHANGESET");
	}

	@Test
	void postWithJsonIsRefusedWhereForceIsNotAllowed() {
		Answer answer = application.post("migrations/contract",
				"{\"force\":true,\"reason\":\"a drill\",\"name\":\"ann\"}");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.json().at("/reason").asString()).isEqualTo("FORCE_DISABLED");
	}

	@Test
	void postWithEmptyJsonIsLikeABareOne() {
		assertThat(application.post("migrations/contract/1.1", "{}").json().at("/reason").asString())
			.isEqualTo("LIVE_INSTANCES");
	}

	@Test
	void whatAnOperationDoesNotTakeIs400() {
		Map<String, Answer> answers = Map.ofEntries(
				Map.entry("no reason", application.post("migrations/contract", "{\"force\":true}")),
				Map.entry("blank reason",
						application.post("migrations/contract", "{\"confirmAdoption\":true,\"reason\":\" \"}")),
				Map.entry("field", application.post("migrations/contract", "{\"forced\":true,\"reason\":\"x\"}")),
				Map.entry("selector as field", application.post("migrations/contract", "{\"operation\":\"migrate\"}")),
				Map.entry("no name", application.post("migrations/contract", "{\"force\":true,\"reason\":\"x\"}")),
				Map.entry("blank name",
						application.post("migrations/contract", "{\"force\":true,\"reason\":\"x\",\"name\":\" \"}")),
				Map.entry("name on migrate", application.post("migrations/migrate", "{\"name\":\"ann\"}")),
				Map.entry("not a boolean", application.post("migrations/contract", "{\"force\":\"perhaps\"}")),
				Map.entry("force on migrate", application.post("migrations/migrate", "{\"force\":true}")),
				Map.entry("operation", application.post("migrations/expand")),
				Map.entry("checkpoint", application.post("migrations/contract/9.9")),
				Map.entry("pause", application.post("migrations/migrate/pause")),
				Map.entry("query", application.post("migrations/contract?force=true")),
				Map.entry("query as selector", application.post("migrations/contract?operation=migrate")),
				Map.entry("query on root", application.get("migrations?x=1")),
				Map.entry("query on preview", application.get("migrations/contract?section=migrate")),
				Map.entry("section", application.get("migrations/nothing")),
				Map.entry("preview of checkpoint", application.get("migrations/contract/9.9")),
				Map.entry("delete of something else", application.send("DELETE", "migrations/runs/1")),
				Map.entry("delete with body",
						application.send("DELETE", "migrations/instances/old-1", "{\"reason\":\"x\"}")));
		assertThat(answers).allSatisfy((name, answer) -> assertThat(answer.status()).as(name).isEqualTo(400));
	}

	@Test
	void whatIsWrongWithARequestIsSaid() {
		assertThat(application.post("migrations/contract", "{\"forced\":true}").json().at("/message").asString())
			.contains("forced");
		assertThat(application.post("migrations/contract/9.9").json().at("/message").asString()).contains("9.9", "1.1");
	}

	@Test
	void unknownRunOrInstanceIs404() {
		assertThat(application.get("migrations/runs/none").status()).isEqualTo(404);
		assertThat(application.send("DELETE", "migrations/instances/none").status()).isEqualTo(404);
	}

	@Test
	void otherMethodsAndTypesAreRefused() {
		assertThat(application.post("migrations").status()).isEqualTo(405);
		assertThat(application.send("PUT", "migrations/contract").status()).isEqualTo(405);
		assertThat(application.post("migrations/contract", "text/plain", "force").status()).isEqualTo(415);
		assertThat(application.post("migrations/contract", "application/x-www-form-urlencoded", "force=true").status())
			.isIn(400, 415);
	}

	@Test
	void previewShowsSqlWithoutParametersAndRunsNothing() {
		Answer answer = application.get("migrations/contract");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).doesNotContain("hunter2");
		assertThat(answer.json().at("/sqlShown").asBoolean()).isTrue();
		JsonNode changeSet = database(answer).at("/changeSets/0");
		assertThat(changeSet.at("/sql/0").asString()).containsIgnoringCase("drop column first_name");
		assertThat(changeSet.at("/sql/1").asString()).isEqualTo("update users set note = '${secret}'");
		assertThat(changeSet.at("/allowed").asBoolean()).isFalse();
		assertThat(database(answer).at("/gate/open").asBoolean()).isFalse();
		assertThat(database(application.get("migrations/contract/1.1")).at("/changeSets").size()).isEqualTo(1);
		assertThat(new JdbcTemplate(DATABASE).queryForList("select first_name from users")).isEmpty();
	}

	@Test
	void instancesAndRunsAreListed() {
		JsonNode instances = database(application.get("migrations/instances"));
		assertThat(instances.size()).isGreaterThanOrEqualTo(2);
		String run = database(application.get("migrations")).at("/runs/0/id").asString();
		Answer answer = application.get("migrations/runs/" + run);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().at("/id").asString()).isEqualTo(run);
		assertThat(answer.json().at("/operation").isString()).isTrue();
	}

	@Test
	void onlyAStaleInstanceCanBeRetired() {
		Answer refused = application.send("DELETE", "migrations/instances/old-1");
		assertThat(refused.status()).isEqualTo(409);
		assertThat(refused.json().at("/reason").asString()).isEqualTo("LIVE_INSTANCES");
		Fleets.register(DATABASE, 1, 60);
		Answer retired = application.send("DELETE", "migrations/instances/old-1");
		assertThat(retired.status()).isEqualTo(200);
		assertThat(retired.json().at("/outcome").asString()).isEqualTo("DONE");
		assertThat(new JdbcTemplate(DATABASE)
			.queryForObject("select GONE_BECAUSE from EC_INSTANCE where INSTANCE_ID = 'old-1'", String.class))
			.isEqualTo("RETIRED");
		Answer again = application.send("DELETE", "migrations/instances/old-1");
		assertThat(again.json().at("/outcome").asString()).isEqualTo("NOTHING_TO_DO");
	}

}
