package io.expandcontract.changelog;

import java.util.List;

import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.InMemoryResources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.expandcontract.testsupport.Changelogs.changeSet;
import static io.expandcontract.testsupport.Changelogs.checkpoint;
import static io.expandcontract.testsupport.Changelogs.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PhasesByPathTests {

	private static PhasedChangelog at(String path, String... attributes) {
		return PhasedChangelog.of(Changelogs.parse(path, changeSet("1", attributes)), Unphased.EXPAND, "1.1", null);
	}

	private static List<String> order(PhasedChangelog changelog) {
		return changelog.changeSets().stream().map((changeSet) -> changeSet.key().id()).toList();
	}

	private static PhasedChangelog includingAll(InMemoryResources resources) {
		resources.with("master.yaml", yaml("- includeAll:\n    path: changes/\n"));
		return PhasedChangelog.of(Changelogs.parse(resources, "master.yaml"), Unphased.EXPAND, "1.1", null);
	}

	@ParameterizedTest
	@CsvSource({ "db/1.1/expand/a.yaml, EXPAND", "db/1.1/migrate/a.yaml, MIGRATE", "contract/a.yaml, CONTRACT",
			"db/contract/1.1/a.yaml, CONTRACT", "db/1.1.expand.yaml, EXPAND", "db/a.contract.yaml, CONTRACT",
			"db/003.Contract.drop.yaml, CONTRACT", "db/a.migrate.b.yaml, MIGRATE", "db/expand/a.expand.yaml, EXPAND" })
	void folderOrFileNameIsThePhase(String path, Phase phase) {
		PhasedChangeSet changeSet = at(path).changeSets().get(0);
		assertThat(changeSet.phase()).isEqualTo(phase);
		assertThat(changeSet.source()).isEqualTo(PhaseSource.PATH);
	}

	@ParameterizedTest
	@ValueSource(strings = { "db/003_contract_add_signed_at.yaml", "db/contract.yaml", "db/contracts/a.yaml",
			"db/Contract/a.yaml", "db/my-contract/a.yaml", "db/contract-1.yaml", "db/expanded.a.yaml" })
	void nothingLooserIsAPhase(String path) {
		assertThat(at(path).changeSets().get(0).phase()).isNull();
	}

	@Test
	void contextWinsOverThePathAndTheContradictionIsAFinding() {
		PhasedChangelog changelog = at("db/expand/a.yaml", "contextFilter: \"@contract\"");
		assertThat(changelog.changeSets().get(0).phase()).isEqualTo(Phase.CONTRACT);
		assertThat(changelog.findings()).singleElement()
			.asString()
			.contains("db/expand/a.yaml::1::ann", "CONTRACT", "EXPAND");
	}

	@Test
	void pathOfTwoPhasesFailsAndIsNamed() {
		assertThatExceptionOfType(InvalidChangelogException.class).isThrownBy(() -> at("db/expand/a.contract.yaml"))
			.withMessageContaining("db/expand/a.contract.yaml::1::ann");
	}

	@Test
	void folderCountsThoughALogicalPathHidesIt() {
		InMemoryResources resources = new InMemoryResources().with("db/contract/a.yaml",
				"databaseChangeLog:\n  - logicalFilePath: hidden.yaml\n" + changeSet("1").indent(2));
		PhasedChangelog changelog = PhasedChangelog.of(Changelogs.parse(resources, "db/contract/a.yaml"),
				Unphased.EXPAND, "1.1", null);
		assertThat(changelog.changeSets().get(0).phase()).isEqualTo(Phase.CONTRACT);
		assertThat(changelog.changeSets().get(0).key().path()).isEqualTo("hidden.yaml");
	}

	@Test
	void siblingFoldersRunInTheOrderOfPhases() {
		PhasedChangelog changelog = includingAll(
				new InMemoryResources().with("changes/1.1/contract/a.yaml", yaml(changeSet("c1") + changeSet("c2")))
					.with("changes/1.1/expand/a.yaml", yaml(changeSet("e1") + changeSet("e2")))
					.with("changes/1.1/migrate/a.yaml", yaml(changeSet("m1"))));
		assertThat(order(changelog)).containsExactly("e1", "e2", "m1", "c1", "c2");
		assertThat(changelog.parsed().getChangeSets()).extracting((changeSet) -> changeSet.getId())
			.containsExactly("e1", "e2", "m1", "c1", "c2");
	}

	@Test
	void siblingsOfOneReleaseDoNotMixWithAnother() {
		PhasedChangelog changelog = includingAll(
				new InMemoryResources().with("changes/1.1/contract/a.yaml", yaml(changeSet("c11")))
					.with("changes/1.1/expand/a.yaml", yaml(changeSet("e11")))
					.with("changes/1.2/contract/a.yaml", yaml(changeSet("c12")))
					.with("changes/1.2/expand/a.yaml", yaml(changeSet("e12"))));
		assertThat(order(changelog)).containsExactly("e11", "c11", "e12", "c12");
	}

	@Test
	void changeSetsOutsideKeepTheirPlaces() {
		PhasedChangelog changelog = includingAll(
				new InMemoryResources().with("changes/a-first.yaml", yaml(changeSet("first")))
					.with("changes/contract/a.yaml", yaml(changeSet("c")))
					.with("changes/d-middle.yaml", yaml(changeSet("middle")))
					.with("changes/expand/a.yaml", yaml(changeSet("e")))
					.with("changes/z-last.yaml", yaml(changeSet("last"))));
		assertThat(order(changelog)).containsExactly("first", "e", "middle", "c", "last");
	}

	@Test
	void checkpointClosesWhatStandsBeforeIt() {
		PhasedChangelog changelog = PhasedChangelog.of(Changelogs.parse("a.yaml", changeSet("1") + checkpoint("1.0")
				+ changeSet("2") + changeSet("3") + checkpoint("1.1") + changeSet("4")), Unphased.EXPAND, "1.1", null);
		assertThat(changelog.changeSets()).extracting(PhasedChangeSet::checkpoint)
			.containsExactly("1.0", "1.0", "1.1", "1.1", "1.1", null);
		assertThat(changelog.checkpoints()).containsExactly("1.0", "1.1");
		assertThat(changelog.changeSets()).extracting(PhasedChangeSet::isCheckpoint)
			.containsExactly(false, true, false, false, true, false);
		assertThat(changelog.changeSets()).extracting((changeSet) -> changelog.isUpTo(changeSet, "1.0"))
			.containsExactly(true, true, false, false, false, false);
		assertThat(changelog.changeSets()).extracting((changeSet) -> changelog.isUpTo(changeSet, "1.1"))
			.containsExactly(true, true, true, true, true, false);
	}

	@Test
	void checkpointHasNoPhaseWhereverItStands() {
		PhasedChangelog changelog = PhasedChangelog.of(Changelogs.parse("contract/a.yaml", checkpoint("1.0")),
				Unphased.REFUSE, "1.1", null);
		assertThat(changelog.changeSets().get(0).phase()).isNull();
	}

	@Test
	void checkpointsThatCannotBeNamedFail() {
		assertThatExceptionOfType(InvalidChangelogException.class)
			.isThrownBy(() -> PhasedChangelog.of(Changelogs.parse("a.yaml",
					checkpoint("1.0") + changeSet("tag-again", "changes:\n  - tagDatabase:\n      tag: \"1.0\"")
							+ checkpoint("pause")),
					Unphased.EXPAND, "1.1", null))
			.satisfies((ex) -> assertThat(ex.problems()).satisfiesExactlyInAnyOrder(
					(twice) -> assertThat(twice).contains("1.0", "twice"),
					(operation) -> assertThat(operation).contains("pause", "operation")));
	}

	@Test
	void unphasedIsRefusedOncePhasesAreUsed() {
		PhasedChangelog mixed = PhasedChangelog.of(
				Changelogs.parse("a.yaml",
						changeSet("1") + changeSet("2", "contextFilter: expand") + checkpoint("1.0")),
				Unphased.REFUSE, "1.1", null);
		assertThatExceptionOfType(InvalidChangelogException.class)
			.isThrownBy(() -> mixed.checkPending(mixed.changeSets()))
			.satisfies((ex) -> assertThat(ex.problems()).singleElement().asString().startsWith("a.yaml::1::ann"));
		mixed.checkPending(mixed.changeSets().subList(1, 3));
		PhasedChangelog none = PhasedChangelog.of(Changelogs.parse("a.yaml", changeSet("1")), Unphased.REFUSE, "1.1",
				null);
		none.checkPending(none.changeSets());
	}

}
