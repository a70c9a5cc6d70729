package io.expandcontract.autogenerate;

import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PostgreSqlDecisionTests extends DecisionContractTests {

	PostgreSqlDecisionTests() {
		super(TestDatabases.POSTGRESQL);
	}

	@Test
	void labelOfEnumerationIsExpand() {
		String table = "create table item (id bigint not null primary key, kind kind)";
		Trial trial = trial(List.of("create type kind as enum ('A', 'B')", table),
				List.of("create type kind as enum ('A', 'B', 'C')", table))
			.oldCode("insert into item (id, kind) select coalesce(max(id), 0) + 1, 'A' from item")
			.newCode("insert into item (id, kind) select coalesce(max(id), 0) + 1, 'C' from item")
			.run();
		assertThat(trial.changes(Phase.EXPAND)).containsExactly("alter");
		assertThat(trial.changes(Phase.CONTRACT)).isEmpty();
	}

	@Test
	void newEnumerationIsExpandAndUnmappedOneIsAskedAbout() {
		String table = "create table item (id bigint not null primary key";
		Trial trial = trial(List.of("create type old as enum ('A')", table + ")"),
				List.of("create type kind as enum ('A', 'B')", table + ", kind kind)"))
			.decide();
		assertThat(trial.changes(Phase.EXPAND)).containsExactly("create", "addColumn");
		assertThat(trial.plan().questions()).singleElement()
			.satisfies((question) -> assertThat(question.recipe()).contains("drop type old"));
	}

}
