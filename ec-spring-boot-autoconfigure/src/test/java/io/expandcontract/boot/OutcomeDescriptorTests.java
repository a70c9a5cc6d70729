package io.expandcontract.boot;

import java.util.List;
import java.util.Map;

import io.expandcontract.migration.MigrationOutcome;
import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.migration.RefusalReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomeDescriptorTests {

	private static MigrationOutcome outcome(Outcome outcome, @Nullable RefusalReason reason) {
		return new MigrationOutcome(outcome, reason, "it is " + outcome, "r-" + outcome, List.of(), List.of(),
				List.of());
	}

	@Test
	void worstOutcomeOverTheDatabasesWins() {
		MigrationOutcome nothing = outcome(Outcome.NOTHING_TO_DO, null);
		MigrationOutcome done = outcome(Outcome.DONE, null);
		MigrationOutcome running = outcome(Outcome.RUNNING, null);
		MigrationOutcome refused = outcome(Outcome.REFUSED, RefusalReason.ADOPTION);
		MigrationOutcome failed = outcome(Outcome.FAILED, null);
		assertThat(OutcomeDescriptor.of(Map.of("a", nothing, "b", done)).outcome()).isEqualTo(Outcome.DONE);
		assertThat(OutcomeDescriptor.of(Map.of("a", running, "b", done)).outcome()).isEqualTo(Outcome.RUNNING);
		assertThat(OutcomeDescriptor.of(Map.of("a", running, "b", refused)).outcome()).isEqualTo(Outcome.REFUSED);
		assertThat(OutcomeDescriptor.of(Map.of("a", failed, "b", refused)).outcome()).isEqualTo(Outcome.FAILED);
	}

	@Test
	void reasonMessageAndRunAreThoseOfTheWorst() {
		OutcomeDescriptor merged = OutcomeDescriptor
			.of(Map.of("a", outcome(Outcome.DONE, null), "b", outcome(Outcome.REFUSED, RefusalReason.LIVE_INSTANCES)));
		assertThat(merged.reason()).isEqualTo(RefusalReason.LIVE_INSTANCES);
		assertThat(merged.message()).isEqualTo("it is REFUSED");
		assertThat(merged.run()).contains("r-REFUSED");
		assertThat(merged.databases()).hasEntrySatisfying("a",
				(own) -> assertThat(own.outcome()).isEqualTo(Outcome.DONE));
		assertThat(merged.databases()).hasEntrySatisfying("b",
				(own) -> assertThat(own.outcome()).isEqualTo(Outcome.REFUSED));
	}

	@Test
	void withoutDatabasesThereIsNothingToDo() {
		assertThat(OutcomeDescriptor.of(Map.of()).outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
	}

	@Test
	void everyOutcomeHasItsHttpStatus() {
		assertThat(Outcome.values()).extracting(OutcomeDescriptor::httpStatus).containsExactly(500, 409, 202, 200, 200);
	}

}
