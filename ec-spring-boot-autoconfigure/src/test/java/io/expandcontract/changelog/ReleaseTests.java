package io.expandcontract.changelog;

import io.expandcontract.testsupport.Changelogs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.expandcontract.testsupport.Changelogs.changeSet;
import static io.expandcontract.testsupport.Changelogs.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReleaseTests {

	private static final String PLAIN = changeSet("1") + checkpoint("1.0") + changeSet("2");

	private static Release release(String yaml) {
		return release(yaml, "1.1", null);
	}

	private static Release release(String yaml, String version, @Nullable String baseline) {
		return PhasedChangelog.of(Changelogs.parse("a.yaml", yaml), Unphased.EXPAND, version, baseline).release();
	}

	@Test
	void sameChangelogIsTheSameReleaseWhateverItsVersionIsCalled() {
		assertThat(release(PLAIN).id()).isEqualTo(release(PLAIN).id()).hasSize(32);
		assertThat(release(PLAIN, "2.0", null).id()).isEqualTo(release(PLAIN).id());
		assertThat(release(PLAIN).shortId()).hasSize(8);
	}

	@Test
	void checksumsAndFiltersAreNoPartOfIt() {
		assertThat(release(changeSet("1", "labels: jira-7", "contextFilter: eu", "runOnChange: true",
				"changes:\n  - sql:\n      sql: select 2") + checkpoint("1.0") + changeSet("2"))
			.id()).isEqualTo(release(PLAIN).id());
	}

	@Test
	void identitiesPhasesCheckpointsAndBaselineAre() {
		String id = release(PLAIN).id();
		assertThat(release(PLAIN + changeSet("3")).id()).isNotEqualTo(id);
		assertThat(release(changeSet("1") + checkpoint("1.0") + changeSet("2", "contextFilter: expand")).id())
			.isNotEqualTo(id);
		assertThat(release(changeSet("1") + changeSet("2") + checkpoint("1.0")).id()).isNotEqualTo(id);
		assertThat(release(PLAIN, "1.1", "1.0").id()).isNotEqualTo(id);
	}

	@Test
	void whatAnotherDatabaseRunsIsKnownToo() {
		String skipping = PLAIN + changeSet("3", "dbms: mysql", "contextFilter: \"@contract\"");
		Release release = release(skipping);
		PhasedChangelog changelog = PhasedChangelog.of(Changelogs.parse("a.yaml", skipping), Unphased.EXPAND, "1.1",
				null);
		assertThat(changelog.changeSets()).extracting((changeSet) -> changeSet.key().id()).doesNotContain("3");
		assertThat(release.keys()).contains(new ChangeSetKey("a.yaml", "3", "ann"));
		assertThat(release.id()).isNotEqualTo(release(PLAIN).id());
	}

	@Test
	void whereASkippedChangeSetStandsDoesNotMatter() {
		String skipped = changeSet("3", "dbms: mysql");
		assertThat(release(skipped + PLAIN).id()).isEqualTo(release(PLAIN + skipped).id());
	}

	@Test
	void caseOfAnIdentityDoesNotMatter() {
		assertThat(release(changeSet("drop-NAME")).id()).isEqualTo(release(changeSet("DROP-name")).id());
	}

	@Test
	void unknownBaselineFails() {
		assertThatExceptionOfType(InvalidChangelogException.class).isThrownBy(() -> release(PLAIN, "1.1", "0.9"))
			.withMessageContaining("expand-contract.baseline")
			.withMessageContaining("0.9")
			.withMessageContaining("1.0");
		assertThat(release(PLAIN, "1.1", "1.0").baseline()).isEqualTo("1.0");
	}

}
