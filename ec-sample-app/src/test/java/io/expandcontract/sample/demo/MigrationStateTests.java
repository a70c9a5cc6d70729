package io.expandcontract.sample.demo;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationState}.
 */
class MigrationStateTests {

	@Test
	void phaseIsTheFirstWithWorkLeft() {
		assertThat(state(1, 1, 2).phase()).isEqualTo(Phase.EXPAND);
		assertThat(state(0, 1, 2).phase()).isEqualTo(Phase.MIGRATE);
		assertThat(state(0, 0, 2).phase()).isEqualTo(Phase.CONTRACT);
		assertThat(state(0, 0, 0).phase()).isEqualTo(Phase.STEADY);
	}

	@Test
	void summaryCountsAppliedOfAll() {
		assertThat(state(0, 1, 2).summary())
			.isEqualTo("expand 3/3, migrate 0/1, contract 0/2; next: WAIT_FOR_INSTANCES");
	}

	@Test
	void backfillIsToldWithItsRows() {
		assertThat(state(0, 0, 0).backfills()).containsExactly("backfill of table users: DONE, 1,234 rows");
	}

	private static MigrationState state(int expand, int migrate, int contract) {
		return new MigrationState(Reply.json("""
				{"status":"WAIT_FOR_INSTANCES","databases":{"liquibase":{"phases":{
				"expand":{"applied":3,"pending":%d},"migrate":{"applied":0,"pending":%d},
				"contract":{"applied":0,"pending":%d}},
				"backfills":[{"table":"users","state":"DONE","rowsDone":1234}]}}}""".formatted(expand, migrate,
				contract)));
	}

}
