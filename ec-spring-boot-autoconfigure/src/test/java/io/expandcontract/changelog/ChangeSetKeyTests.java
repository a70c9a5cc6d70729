package io.expandcontract.changelog;

import io.expandcontract.testsupport.Changelogs;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeSetKeyTests {

	private static final ChangeSetKey KEY = new ChangeSetKey("db/changelog/a.yaml", "1", "ann");

	@Test
	void caseDoesNotMatter() {
		assertThat(new ChangeSetKey("DB/Changelog/A.yaml", "1", "Ann")).isEqualTo(KEY).hasSameHashCodeAs(KEY);
		assertThat(new ChangeSetKey("a", "Drop", "b")).isEqualTo(new ChangeSetKey("a", "DROP", "b"))
			.hasSameHashCodeAs(new ChangeSetKey("a", "DROP", "b"));
	}

	@Test
	void howAFileWasFoundDoesNotMatter() {
		assertThat(new ChangeSetKey("classpath:db/changelog/a.yaml", "1", "ann")).isEqualTo(KEY);
		assertThat(new ChangeSetKey("classpath:/db/changelog/a.yaml", "1", "ann")).isEqualTo(KEY);
		assertThat(new ChangeSetKey("/db/changelog/a.yaml", "1", "ann")).isEqualTo(KEY);
		assertThat(new ChangeSetKey("db\\changelog\\a.yaml", "1", "ann")).isEqualTo(KEY);
	}

	@Test
	void idAuthorAndPathDo() {
		assertThat(KEY).isNotEqualTo(new ChangeSetKey("db/changelog/b.yaml", "1", "ann"))
			.isNotEqualTo(new ChangeSetKey("db/changelog/a.yaml", "2", "ann"))
			.isNotEqualTo(new ChangeSetKey("db/changelog/a.yaml", "1", "bob"))
			.isNotEqualTo("db/changelog/a.yaml::1::ann");
	}

	@Test
	void readsAsLiquibaseWritesIt() {
		assertThat(KEY).hasToString("db/changelog/a.yaml::1::ann");
		assertThat(ChangeSetKey.of(Changelogs.parse("db/a.yaml", Changelogs.changeSet("1")).getChangeSets().get(0)))
			.hasToString("db/a.yaml::1::ann");
	}

}
