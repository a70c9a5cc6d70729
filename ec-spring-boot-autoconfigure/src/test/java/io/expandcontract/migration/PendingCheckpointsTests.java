package io.expandcontract.migration;

import java.util.List;

import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.testsupport.Changelogs;
import org.junit.jupiter.api.Test;

import static io.expandcontract.testsupport.Changelogs.changeSet;
import static io.expandcontract.testsupport.Changelogs.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * More checkpoints that wait than the application expects are a finding; and a contract
 * waits for what it names, wherever that stands.
 */
class PendingCheckpointsTests {

	private static final String CONTRACT = "contextFilter: \"@contract\"";

	private static List<PhasedChangeSet> pending(String yaml) {
		return changelog(yaml).changeSets();
	}

	private static PhasedChangelog changelog(String yaml) {
		return PhasedChangelog.of(Changelogs.parse("a.yaml", yaml), Unphased.EXPAND, "1.1", null);
	}

	private static final String THREE = changeSet("1", CONTRACT) + checkpoint("1.0") + changeSet("2", CONTRACT)
			+ changeSet("3", CONTRACT) + checkpoint("1.1") + changeSet("4", "contextFilter: expand") + checkpoint("1.2")
			+ changeSet("5", CONTRACT);

	@Test
	void asManyAsExpectedAreNoFinding() {
		assertThat(PendingCheckpoints.finding(pending(THREE), null)).isNull();
		assertThat(PendingCheckpoints.finding(pending(THREE), 2)).isNull();
	}

	@Test
	void moreThanExpectedAreNamedWithTheOneToContract() {
		assertThat(PendingCheckpoints.finding(pending(THREE), 1)).contains("1.0, 1.1", "contract 1.0.");
		assertThat(PendingCheckpoints.finding(pending(THREE), 0)).contains("contract 1.1.");
	}

	private static PendingContracts contracts(String yaml) {
		PhasedChangelog changelog = changelog(yaml);
		return new PendingContracts(changelog, changelog.changeSets(), null, (changeSet) -> null);
	}

	@Test
	void contractWaitsForWhatItNamesWhereverThatStands() {
		PendingContracts contracts = contracts(changeSet("1", CONTRACT) + changeSet("2", CONTRACT,
				"preConditions:\n  - onFail: HALT\n  - changeSetExecuted: { id: \"3\", author: ann, changeLogFile: a.yaml }")
				+ changeSet("3", "contextFilter: migrate"));
		assertThat(contracts.ready()).extracting((key) -> key.id()).containsExactly("1");
		assertThat(contracts.blockers()).singleElement()
			.satisfies((blocker) -> assertThat(blocker.message()).contains("a.yaml::3::ann"));
	}

	@Test
	void whatMustNotHaveRunIsNotWaitedFor() {
		assertThat(contracts(changeSet("2", CONTRACT,
				"preConditions:\n  - not:\n    - changeSetExecuted: { id: \"3\", author: ann, changeLogFile: a.yaml }")
				+ changeSet("3", "contextFilter: migrate"))
			.ready()).hasSize(1);
	}

}
