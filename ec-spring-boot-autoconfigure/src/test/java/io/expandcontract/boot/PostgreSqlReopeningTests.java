package io.expandcontract.boot;

import java.io.IOException;

import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PostgreSqlReopeningTests extends ReopeningContractTests {

	PostgreSqlReopeningTests() {
		super(TestDatabases.POSTGRESQL);
	}

	/** Registers an instance of another release as the lease is taken. */
	private void bootAnInstanceBetweenTheLookAndTheLease() {
		this.jdbc.execute("""
				create function boots() returns trigger language plpgsql as $$
				begin
				  insert into ec_instance (fleet, instance_id, name, release_id, app_version, state, session_tag,
				    database_users, started_at, heartbeat_at)
				  values (new.fleet, 'late', 'orders:late', 'old', '0.9', 'STARTING', 'old', 'SA', 0,
				    cast(extract(epoch from clock_timestamp() + interval '1 hour') * 1000000 as bigint));
				  return new;
				end $$;
				create trigger boots after update on ec_backfill for each row
				when (old.state = 'PENDING' and new.state = 'RUNNING') execute function boots()
				""");
	}

	@Test
	void workerLooksAtTheFleetAgainWithTheLeaseInHand() throws IOException {
		release("1.0").start().close();
		insert(1, "Mary", "Smith");
		try (TestRelease release = release("1.1").with("expand-contract.migrate.start", "manual").start()) {
			bootAnInstanceBetweenTheLookAndTheLease();
			assertThat(release.migrate().outcome()).isEqualTo(Outcome.RUNNING);
			assertThat(names()).containsExactly("-");
			assertThat(release.migrate().reason()).isEqualTo(RefusalReason.LIVE_INSTANCES);
			this.jdbc.update("delete from ec_instance where instance_id = 'late'");
			await().untilAsserted(() -> assertThat(names()).containsExactly("Mary Smith"));
			await().until(() -> release.database().pending().isEmpty());
		}
	}

}
