package io.expandcontract.migration;

import java.util.List;

import io.expandcontract.migration.Scenario.Closing;
import io.expandcontract.migration.Scenario.Feature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Searches every interleaving of an old instance, a new one and contract runs, with
 * crashes, stops, lost sessions and outages, for what the protocol must never come to.
 * The decisions are those of the real classes; database, clock and scheduler are replaced
 * by a {@link World}.
 */
class ProtocolSearchTests {

	private static final int FEWEST_STATES = 300_000;

	static List<Scenario> protocol() {
		return List.of(Scenario.of(Feature.SESSIONS_VISIBLE, Feature.OUTAGES),
				Scenario.of(Feature.SESSIONS_VISIBLE, Feature.CHECK_AT_BORROW),
				Scenario.of(Feature.SESSIONS_VISIBLE, Feature.GAPS, Feature.TORN_READS),
				Scenario.of(Feature.SESSIONS_VISIBLE, Feature.SLOW_ANSWERS),
				Scenario.of(Feature.OUTAGES, Feature.GAPS, Feature.TORN_READS),
				Scenario.of(Feature.GAPS, Feature.SLOW_ANSWERS));
	}

	@ParameterizedTest
	@MethodSource("protocol")
	void protocolIsNeverViolated(Scenario scenario) {
		ProtocolSearch search = new ProtocolSearch(scenario);
		assertThat(search.find(null)).isNull();
		assertThat(search.states()).isGreaterThan(FEWEST_STATES);
	}

	@Test
	void outageEmptiesNoFleetEvenIfNoInstanceClosesItself() {
		Scenario scenario = Scenario.of(Feature.OUTAGES)
			.without(Feature.OLD_PAUSES, Feature.OLD_PAUSES_UNREGISTERED)
			.with(Closing.NEVER);
		ProtocolSearch search = new ProtocolSearch(scenario);
		assertThat(search.find(null)).isNull();
		assertThat(search.states()).isGreaterThan(30_000);
	}

	static List<Scenario> progress() {
		return List.of(Scenario.of(Feature.SESSIONS_VISIBLE, Feature.RUN_PAUSES, Feature.EXPAND),
				Scenario.of(Feature.RUN_PAUSES, Feature.EXPAND), Scenario.of(Feature.RUN_PAUSES, Feature.OUTAGES));
	}

	@ParameterizedTest
	@MethodSource("progress")
	void contractAndBootRemainInReach(Scenario scenario) {
		ProtocolSearch search = new ProtocolSearch(scenario);
		assertThat(search.find(null)).isNull();
		assertThat(search.states()).isGreaterThan(FEWEST_STATES);
		assertThat(search.stuck(ProtocolSearchTests::isContracted)).isNull();
		assertThat(search.stuck((world) -> world.is(Fact.NEW_STAGE, NewInstance.OPEN))).isNull();
	}

	private static boolean isContracted(World world) {
		return world.is(Fact.HISTORY) && world.is(Fact.LOCK, 0) && !world.isIntended();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void mutationIsCaught(Mutation mutation) {
		ProtocolSearch.Found found = new ProtocolSearch(mutation.scenario()).find(mutation.violation());
		assertThat(found).isNotNull().extracting(ProtocolSearch.Found::violation).isEqualTo(mutation.violation());
	}

}
