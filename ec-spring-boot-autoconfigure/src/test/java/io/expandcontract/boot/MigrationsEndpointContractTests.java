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
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint over HTTP, with an old instance in the fleet unless a test removes it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MigrationsEndpointContractTests {

	private static final String THIRD = "db/changelog.yaml::3::ann";

	private final HikariDataSource database;

	private RunningApplication application;

	MigrationsEndpointContractTests(TestDatabases engine) {
		this.database = engine.createDatabase();
	}

	@BeforeAll
	void start() {
		RunningApplication.on(this.database, "1.0").close();
		this.application = RunningApplication.on(this.database, "1.1", "management.endpoint.migrations.show-sql=always",
				"expand-contract.fleet.session-check=off");
		Awaitility.await()
			.until(() -> !this.application.get("migrations/contract").body().contains("FLEET_UNOBSERVED"));
	}

	@AfterAll
	void stop() {
		this.application.close();
		this.database.close();
	}

	@BeforeEach
	void registerOldInstance() {
		Fleets.register(this.database, 1, -3600);
	}

	private String product() {
		return switch (TestDatabases.of(this.database)) {
			case POSTGRESQL -> "PostgreSQL 1";
			case MYSQL -> "MySQL 8.0.";
			case MARIADB -> "MariaDB ";
			case H2 -> "H2 2.";
		};
	}

	private static JsonNode database(Answer answer) {
		return answer.json().at("/databases/liquibase");
	}

	@Test
	void stateHasTheDocumentedShape() {
		Answer answer = this.application.get("migrations");
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
				"pending", "gate", "fleet", "backfills", "inStep", "lock", "runs", "findings");
		assertThat(database.at("/product").asString()).startsWith(product());
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
				"instance", "startedAt", "duration", "requestedBy", "forced", "activity");
	}

	@Test
	void barePostWhileAnOldInstanceLivesIsRefused() {
		Answer answer = this.application.post("migrations/contract");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.json().at("/outcome").asString()).isEqualTo("REFUSED");
		assertThat(answer.json().at("/reason").asString()).isEqualTo("LIVE_INSTANCES");
		assertThat(answer.json().has("run")).isTrue();
		assertThat(database(answer).at("/pending/0").asString()).isEqualTo(THIRD);
		assertThat(database(answer).at("/blockers/0/code").asString()).isEqualTo("INSTANCE_LACKS_CHANGESET");
	}

	@Test
	void postWithJsonIsRefusedWhereForceIsNotAllowed() {
		Answer answer = this.application.post("migrations/contract",
				"{\"force\":true,\"reason\":\"a drill\",\"name\":\"ann\"}");
		assertThat(answer.status()).isEqualTo(409);
		assertThat(answer.json().at("/reason").asString()).isEqualTo("FORCE_DISABLED");
	}

	@Test
	void postWithEmptyJsonIsLikeABareOne() {
		assertThat(this.application.post("migrations/contract/1.1", "{}").json().at("/reason").asString())
			.isEqualTo("LIVE_INSTANCES");
	}

	@Test
	void whatAnOperationDoesNotTakeIs400() {
		Map<String, Answer> answers = Map.ofEntries(
				Map.entry("no reason", this.application.post("migrations/contract", "{\"force\":true}")),
				Map.entry("blank reason",
						this.application.post("migrations/contract", "{\"confirmAdoption\":true,\"reason\":\" \"}")),
				Map.entry("field", this.application.post("migrations/contract", "{\"forced\":true,\"reason\":\"x\"}")),
				Map.entry("selector as field",
						this.application.post("migrations/contract", "{\"operation\":\"migrate\"}")),
				Map.entry("no name", this.application.post("migrations/contract", "{\"force\":true,\"reason\":\"x\"}")),
				Map.entry("blank name",
						this.application.post("migrations/contract",
								"{\"force\":true,\"reason\":\"x\",\"name\":\" \"}")),
				Map.entry("name on migrate", this.application.post("migrations/migrate", "{\"name\":\"ann\"}")),
				Map.entry("not a boolean", this.application.post("migrations/contract", "{\"force\":\"perhaps\"}")),
				Map.entry("force on migrate", this.application.post("migrations/migrate", "{\"force\":true}")),
				Map.entry("operation", this.application.post("migrations/expand")),
				Map.entry("checkpoint", this.application.post("migrations/contract/9.9")),
				Map.entry("pause with force", this.application.post("migrations/migrate/pause", "{\"force\":true}")),
				Map.entry("tuning a contract", this.application.post("migrations/contract", "{\"maxBatchSize\":5}")),
				Map.entry("no time", this.application.post("migrations/migrate", "{\"batchTarget\":\"soon\"}")),
				Map.entry("no rows", this.application.post("migrations/migrate", "{\"maxBatchSize\":0}")),
				Map.entry("tuning with a name",
						this.application.post("migrations/migrate", "{\"maxBatchSize\":5,\"name\":\"ann\"}")),
				Map.entry("tuning up to a checkpoint",
						this.application.post("migrations/migrate/1.1", "{\"maxBatchSize\":5}")),
				Map.entry("query", this.application.post("migrations/contract?force=true")),
				Map.entry("query as selector", this.application.post("migrations/contract?operation=migrate")),
				Map.entry("query on root", this.application.get("migrations?x=1")),
				Map.entry("query on preview", this.application.get("migrations/contract?section=migrate")),
				Map.entry("section", this.application.get("migrations/nothing")),
				Map.entry("preview of checkpoint", this.application.get("migrations/contract/9.9")),
				Map.entry("delete of something else", this.application.send("DELETE", "migrations/runs/1")),
				Map.entry("delete with body",
						this.application.send("DELETE", "migrations/instances/old-1", "{\"reason\":\"x\"}")));
		assertThat(answers).allSatisfy((name, answer) -> assertThat(answer.status()).as(name).isEqualTo(400));
	}

	@Test
	void dataIsPausedTunedAndResumed() {
		Answer paused = this.application.post("migrations/migrate/pause", "{\"name\":\"ann\"}");
		assertThat(paused.status()).as(paused.body()).isEqualTo(200);
		assertThat(paused.json().at("/outcome").asString()).isEqualTo("DONE");
		assertThat(this.application.post("migrations/migrate/pause").json().at("/message").asString())
			.isEqualTo("Data is paused already by ann");
		Answer tuned = this.application.post("migrations/migrate", "{\"batchTarget\":\"50ms\",\"maxBatchSize\":500}");
		assertThat(tuned.status()).as(tuned.body()).isEqualTo(200);
		assertThat(tuned.json().at("/message").asString()).contains("50.0 ms", "500 rows");
		assertThat(this.application.post("migrations/migrate/resume").json().at("/outcome").asString())
			.isEqualTo("DONE");
		assertThat(this.application.post("migrations/migrate/cancel").status()).isEqualTo(200);
	}

	@Test
	void whatIsWrongWithARequestIsSaid() {
		assertThat(this.application.post("migrations/contract", "{\"forced\":true}").json().at("/message").asString())
			.contains("forced");
		assertThat(this.application.post("migrations/contract/9.9").json().at("/message").asString()).contains("9.9",
				"1.1");
	}

	@Test
	void unknownRunOrInstanceIs404() {
		assertThat(this.application.get("migrations/runs/none").status()).isEqualTo(404);
		assertThat(this.application.send("DELETE", "migrations/instances/none").status()).isEqualTo(404);
	}

	@Test
	void otherMethodsAndTypesAreRefused() {
		assertThat(this.application.post("migrations").status()).isEqualTo(405);
		assertThat(this.application.send("PUT", "migrations/contract").status()).isEqualTo(405);
		assertThat(this.application.post("migrations/contract", "text/plain", "force").status()).isEqualTo(415);
		assertThat(this.application.post("migrations/contract", "application/x-www-form-urlencoded", "force=true")
			.status()).isIn(400, 415);
	}

	@Test
	void previewShowsSqlWithoutParametersAndRunsNothing() {
		Answer answer = this.application.get("migrations/contract");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).doesNotContain("hunter2");
		assertThat(answer.json().at("/sqlShown").asBoolean()).isTrue();
		JsonNode changeSet = database(answer).at("/changeSets/0");
		assertThat(changeSet.at("/sql/0").asString()).containsIgnoringCase("drop column first_name");
		assertThat(changeSet.at("/sql/1").asString()).isEqualTo("update users set note = '${secret}'");
		assertThat(changeSet.at("/allowed").asBoolean()).isFalse();
		assertThat(database(answer).at("/gate/open").asBoolean()).isFalse();
		assertThat(database(this.application.get("migrations/contract/1.1")).at("/changeSets").size()).isEqualTo(1);
		assertThat(new JdbcTemplate(this.database).queryForList("select first_name from users")).isEmpty();
	}

	@Test
	void instancesAndRunsAreListed() {
		JsonNode instances = database(this.application.get("migrations/instances"));
		assertThat(instances.size()).isGreaterThanOrEqualTo(2);
		String run = database(this.application.get("migrations")).at("/runs/0/id").asString();
		Answer answer = this.application.get("migrations/runs/" + run);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().at("/id").asString()).isEqualTo(run);
		assertThat(answer.json().at("/operation").isString()).isTrue();
	}

	@Test
	void onlyAStaleInstanceCanBeRetired() {
		Answer refused = this.application.send("DELETE", "migrations/instances/old-1");
		assertThat(refused.status()).isEqualTo(409);
		assertThat(refused.json().at("/reason").asString()).isEqualTo("LIVE_INSTANCES");
		Fleets.register(this.database, 1, 60);
		Answer retired = this.application.send("DELETE", "migrations/instances/old-1");
		assertThat(retired.status()).isEqualTo(200);
		assertThat(retired.json().at("/outcome").asString()).isEqualTo("DONE");
		assertThat(new JdbcTemplate(this.database)
			.queryForObject("select GONE_BECAUSE from EC_INSTANCE where INSTANCE_ID = 'old-1'", String.class))
			.isEqualTo("RETIRED");
		Answer again = this.application.send("DELETE", "migrations/instances/old-1");
		assertThat(again.json().at("/outcome").asString()).isEqualTo("NOTHING_TO_DO");
	}

}
