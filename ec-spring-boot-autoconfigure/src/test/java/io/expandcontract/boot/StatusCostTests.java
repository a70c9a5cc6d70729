package io.expandcontract.boot;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.boot.RunningApplication.Answer;
import io.expandcontract.status.StatusCache;
import io.expandcontract.testsupport.TestDatabases;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What looking costs: a constant number of statements for the state, none for probes and
 * scrapes.
 */
class StatusCostTests {

	private final HikariDataSource database = TestDatabases.H2.createDatabase();

	private final StatementCounter counter = new StatementCounter(this.database);

	private RunningApplication application;

	@BeforeEach
	void start() {
		RunningApplication.start(this.counter, "1.0").close();
		this.application = RunningApplication.start(this.counter, "1.1");
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.database.close();
	}

	private long statementsOf(String path) {
		this.counter.reset();
		assertThat(this.application.get(path).status()).isEqualTo(200);
		return this.counter.onRequestThreads();
	}

	@Test
	void stateCostsTheSameForOneInstanceAndForAThousand() {
		Fleets.register(this.database, 1, -3600);
		long one = statementsOf("migrations");
		Fleets.register(this.database, 1000, -3600);
		Answer thousand = this.application.get("migrations");
		assertThat(thousand.json().at("/databases/liquibase/gate/blockers").size()).isEqualTo(100);
		assertThat(thousand.json().at("/databases/liquibase/fleet/current").asInt()).isEqualTo(1001);
		assertThat(statementsOf("migrations")).isEqualTo(one).isPositive().isLessThan(25);
	}

	@Test
	void healthAndMetricsCostNoStatement() {
		Fleets.register(this.database, 3, -3600);
		StatusCache cache = this.application.bean(StatusCache.class);
		Awaitility.await().until(() -> {
			var last = cache.last();
			return last != null && last.databases().containsKey("liquibase")
					&& last.databases().get("liquibase").fleet().current() == 4;
		});
		assertThat(statementsOf("health/migrations")).isZero();
		assertThat(statementsOf("metrics/expand.contract.changesets.pending?tag=phase:contract")).isZero();
		assertThat(value("expand.contract.changesets.pending?tag=phase:contract")).isEqualTo(2);
		assertThat(value("expand.contract.instances?tag=state:current")).isEqualTo(4);
		assertThat(value("expand.contract.gate.open")).isEqualTo(0);
		assertThat(value("expand.contract.blockers?tag=code:INSTANCE_LACKS_CHANGESET")).isGreaterThanOrEqualTo(3);
		assertThat(value("expand.contract.blockers?tag=code:ADOPTION")).isZero();
		assertThat(value("expand.contract.next.action?tag=action:WAIT_FOR_INSTANCES")).isEqualTo(1);
		assertThat(value("expand.contract.next.action")).isEqualTo(1);
		assertThat(value("expand.contract.status.age")).isBetween(0.0, 60.0);
		assertThat(value("expand.contract.lease.held")).isEqualTo(1);
		assertThat(value("expand.contract.heartbeat.failing")).isEqualTo(0);
		assertThat(value("expand.contract.lock.held")).isEqualTo(0);
		assertThat(value("expand.contract.backfill.rows.done")).isEqualTo(0);
		assertThat(value("expand.contract.backfill.rows.estimated")).isEqualTo(0);
	}

	private double value(String metric) {
		return this.application.get("metrics/" + metric).json().at("/measurements/0/value").asDouble();
	}

	@Test
	void pendingContractIsHealthyWithDetails() {
		Awaitility.await().until(() -> this.application.bean(StatusCache.class).last() != null);
		Answer health = this.application.get("health/migrations");
		assertThat(health.json().at("/status").asString()).isEqualTo("UP");
		assertThat(health.json().at("/details/databases/liquibase/contract").asInt()).isEqualTo(2);
		assertThat(health.json().at("/details/lease").asString()).isEqualTo("HELD");
	}

	@Test
	void instanceThatRefusesTrafficIsOutOfServiceWithTheReason() {
		this.application.bean(TrafficGate.class).close("the data is not there");
		Answer health = this.application.get("health/migrations");
		assertThat(health.status()).isEqualTo(503);
		assertThat(health.json().at("/status").asString()).isEqualTo("OUT_OF_SERVICE");
		assertThat(health.json().at("/details/reason").asString()).isEqualTo("the data is not there");
	}

}
