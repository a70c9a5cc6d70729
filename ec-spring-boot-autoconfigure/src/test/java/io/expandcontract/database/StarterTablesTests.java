package io.expandcontract.database;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StarterTablesTests {

	private static final Engine ENGINE = new PostgreSqlEngine();

	@Test
	void namesAreFilledIn() {
		StarterTables tables = new StarterTables(ENGINE, "app", "EC_", "databasechangelog");
		assertThat(tables.sql("insert into {RELEASE_CHANGE_SET} select {now} from {RELEASE}, {HISTORY} where {text}"))
			.isEqualTo("insert into \"app\".EC_RELEASE_CHANGE_SET select " + ENGINE.now()
					+ " from \"app\".EC_RELEASE, \"app\".databasechangelog where text");
		assertThat(tables.fleet()).isEqualTo("DATABASECHANGELOG");
	}

	@Test
	void withoutSchemaNamesAreBare() {
		StarterTables tables = new StarterTables(ENGINE, null, "EC_", "databasechangelog");
		assertThat(tables.name(StarterTable.RUN)).isEqualTo("EC_RUN");
		assertThat(tables.history()).isEqualTo("databasechangelog");
		assertThat(tables.schema()).isNull();
	}

	@Test
	void fleetsOfEachHistoryTableHaveLocksOfTheirOwn() {
		assertThat(new StarterTables(ENGINE, "a", "EC_", "log").lockName())
			.isNotEqualTo(new StarterTables(ENGINE, "b", "EC_", "log").lockName())
			.isNotEqualTo(new StarterTables(ENGINE, "a", "EC_", "log2").lockName());
	}

}
