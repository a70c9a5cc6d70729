package io.expandcontract.boot;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.boot.RunningApplication.Answer;
import io.expandcontract.testsupport.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that change the schema, and those that the application has not opened.
 */
abstract class MigrationsEndpointRunContractTests {

	private final HikariDataSource database;

	MigrationsEndpointRunContractTests(TestDatabases engine) {
		this.database = engine.createDatabase();
	}

	@BeforeEach
	void installFirstRelease() {
		RunningApplication.on(this.database, "1.0").close();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private static void awaitGate(RunningApplication application) {
		Awaitility.await()
			.until(() -> application.get("migrations").json().at("/databases/liquibase/gate/open").asBoolean());
	}

	@Test
	void barePostContractsUpToACheckpointAndThenTheRest() {
		try (RunningApplication application = RunningApplication.on(this.database, "1.1")) {
			awaitGate(application);
			Answer state = application.get("migrations");
			assertThat(state.json().at("/status").asString()).as(state.body()).isEqualTo("CONTRACT");
			Answer first = application.post("migrations/contract/1.1");
			assertThat(first.status()).isEqualTo(200);
			assertThat(first.json().at("/outcome").asString()).isEqualTo("DONE");
			assertThat(first.json().at("/databases/liquibase/executed/0").asString())
				.isEqualTo("db/changelog.yaml::3::ann");
			Answer run = application.get("migrations/runs/" + first.json().at("/run").asString());
			assertThat(run.json().at("/state").asString()).isEqualTo("SUCCEEDED");
			assertThat(run.json().at("/checkpoint").asString()).isEqualTo("1.1");
			assertThat(application.post("migrations/contract").status()).isEqualTo(200);
			Answer again = application.post("migrations/contract");
			assertThat(again.status()).isEqualTo(200);
			assertThat(again.json().at("/outcome").asString()).isEqualTo("NOTHING_TO_DO");
			assertThat(application.get("migrations").json().at("/status").asString()).isEqualTo("UP_TO_DATE");
			assertThat(application.post("migrations/migrate").json().at("/outcome").asString())
				.isEqualTo("NOTHING_TO_DO");
		}
	}

	@Test
	void failingStatementIs500WithTheSameBody() {
		try (RunningApplication application = RunningApplication.on(this.database, "1.1")) {
			awaitGate(application);
			new JdbcTemplate(this.database).execute("alter table users drop column first_name");
			Answer answer = application.post("migrations/contract");
			assertThat(answer.status()).isEqualTo(500);
			assertThat(answer.json().at("/outcome").asString()).isEqualTo("FAILED");
			assertThat(answer.json().at("/databases/liquibase/outcome").asString()).isEqualTo("FAILED");
			assertThat(application.get("migrations").json().at("/status").asString()).isEqualTo("RECOVER");
		}
	}

	@Test
	void forceWithReasonIsRecordedWithAName() {
		try (RunningApplication application = RunningApplication.on(this.database, "1.1",
				"expand-contract.contract.allow-force=true")) {
			Fleets.register(this.database, 1, -3600);
			Answer nameless = application.post("migrations/contract", "{\"force\":true,\"reason\":\"a drill\"}");
			assertThat(nameless.status()).isEqualTo(400);
			assertThat(nameless.json().at("/message").asString()).startsWith("force needs a name");
			Answer answer = application.post("migrations/contract",
					"{\"force\":true,\"reason\":\"a drill\",\"name\":\"ann\"}");
			assertThat(answer.status()).isEqualTo(200);
			Answer run = application.get("migrations/runs/" + answer.json().at("/run").asString());
			assertThat(run.json().at("/forced").asBoolean()).isTrue();
			assertThat(run.json().at("/reason").asString()).isEqualTo("a drill");
			assertThat(run.json().at("/requestedBy").asString()).isEqualTo("ann");
		}
	}

	@Test
	void withoutAccessNothingCanBeRunAndNoSqlIsShown() {
		try (RunningApplication application = RunningApplication.on(this.database, "1.1",
				"management.endpoint.migrations.access=read-only")) {
			assertThat(application.post("migrations/contract").status()).isEqualTo(405);
			Answer preview = application.get("migrations/contract");
			assertThat(preview.status()).isEqualTo(200);
			assertThat(preview.json().at("/sqlShown").asBoolean()).isFalse();
			assertThat(preview.body()).doesNotContain("\"sql\"");
		}
	}

}
