package io.expandcontract.autogenerate;

import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rows of the decision table about sequences, where there are any.
 */
class SequenceDecisionTests {

	private static final String ITEM = "create table item (id bigint not null primary key)";

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void newSequenceIsExpand(TestDatabases engine) {
		Trial trial = Trial.of(engine, List.of(ITEM), List.of(ITEM, "create sequence item_seq increment by 50")).run();
		assertThat(trial.changes(Phase.EXPAND)).containsExactly("createSequence");
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void otherIncrementIsAskedAbout(TestDatabases engine) {
		Trial trial = Trial
			.of(engine, List.of("create sequence item_seq increment by 50"),
					List.of("create sequence item_seq increment by 10"))
			.decide();
		assertThat(trial.plan().isEmpty()).isTrue();
		assertThat(trial.plan().questions()).singleElement()
			.satisfies((question) -> assertThat(question.recipe()).contains("allocationSize = 50"));
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void sequenceThatNothingUsesIsAskedAboutOrDropped(TestDatabases engine) {
		List<String> before = List.of(ITEM, "create sequence item_seq");
		assertThat(Trial.of(engine, before, List.of(ITEM)).decide().plan().questions()).singleElement()
			.satisfies((question) -> assertThat(question.recipe()).contains("dropSequence"));
		Trial dropped = Trial.of(engine, before, List.of(ITEM)).unmapped(Unmapped.DROP).run();
		assertThat(dropped.changes(Phase.CONTRACT)).containsExactly("dropSequence");
	}

}
