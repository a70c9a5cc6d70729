package io.expandcontract.changelog;

import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.InMemoryResources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.expandcontract.testsupport.Changelogs.changeSet;
import static io.expandcontract.testsupport.Changelogs.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PhasesByContextTests {

	private static PhasedChangelog withContext(String context) {
		return phased(
				new InMemoryResources().with("a.yaml", yaml(changeSet("1", "contextFilter: \"" + context + "\""))));
	}

	private static PhasedChangelog phased(InMemoryResources resources) {
		return PhasedChangelog.of(Changelogs.parse(resources, "a.yaml"), Unphased.EXPAND, "1.1", null);
	}

	private static PhasedChangeSet only(PhasedChangelog changelog) {
		assertThat(changelog.changeSets()).hasSize(1);
		return changelog.changeSets().get(0);
	}

	@ParameterizedTest
	@CsvSource({ "expand, EXPAND", "migrate, MIGRATE", "contract, CONTRACT", "@expand, EXPAND", "@migrate, MIGRATE",
			"@contract, CONTRACT", "@contract and eu, CONTRACT", "eu and contract, CONTRACT",
			"eu and @contract, CONTRACT", "(eu or us) and migrate, MIGRATE", "CONTRACT, CONTRACT",
			"@Contract and !test, CONTRACT", "expand and not contract, EXPAND", "expand and !@contract, EXPAND",
			"!(contract) and expand, EXPAND", "not (contract or migrate) and expand, EXPAND",
			"!(eu and !contract), CONTRACT", "'eu, contract', CONTRACT", "(@contract), CONTRACT",
			"@ contract, CONTRACT" })
	void contextNamesThePhase(String context, Phase phase) {
		assertThat(only(withContext(context)).phase()).isEqualTo(phase);
		assertThat(only(withContext(context)).source()).isEqualTo(PhaseSource.DECLARED);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "eu", "!contract", "not contract", "! @contract", "contract-eu", "pre-expand", "contracted",
					"no_migrate", "!(contract)", "not (contract and eu)", "eu and !(expand or (contract and us))" })
	void contextThatOnlyExcludesOrResemblesAPhaseNamesNone(String context) {
		assertThat(only(withContext(context)).phase()).isNull();
		assertThat(only(withContext(context)).source()).isEqualTo(PhaseSource.DEFAULT);
	}

	@Test
	void contextOfAnIncludeIsInherited() {
		PhasedChangelog changelog = phased(new InMemoryResources()
			.with("a.yaml", yaml("- include:\n    file: b.yaml\n    contextFilter: \"@contract\"\n"))
			.with("b.yaml", yaml(changeSet("1"))));
		assertThat(only(changelog).phase()).isEqualTo(Phase.CONTRACT);
		assertThat(only(changelog).runsWithoutStarter()).isFalse();
	}

	@Test
	void contextOfAnIncludeAllIsInherited() {
		PhasedChangelog changelog = phased(new InMemoryResources()
			.with("a.yaml", yaml("- includeAll:\n    path: all/\n    contextFilter: migrate\n"))
			.with("all/b.yaml", yaml(changeSet("1", "contextFilter: eu"))));
		assertThat(only(changelog).phase()).isEqualTo(Phase.MIGRATE);
	}

	@Test
	void contextOfAnIncludeOfAnIncludeIsInherited() {
		PhasedChangelog changelog = phased(new InMemoryResources()
			.with("a.yaml", yaml("- include:\n    file: b.yaml\n    contextFilter: contract\n"))
			.with("b.yaml", yaml("- include:\n    file: c.yaml\n"))
			.with("c.yaml", yaml(changeSet("1"))));
		assertThat(only(changelog).phase()).isEqualTo(Phase.CONTRACT);
	}

	@Test
	void twoPhasesInOneExpressionFailAndAreNamed() {
		assertThatExceptionOfType(InvalidChangelogException.class).isThrownBy(() -> withContext("expand or contract"))
			.withMessageContaining("a.yaml::1::ann has more than one phase")
			.withMessageContaining("EXPAND")
			.withMessageContaining("CONTRACT");
	}

	@Test
	void ownPhaseThatContradictsTheInheritedOneFailsAndIsNamed() {
		InMemoryResources resources = new InMemoryResources()
			.with("a.yaml", yaml("- include:\n    file: b.yaml\n    contextFilter: \"@contract\"\n"))
			.with("b.yaml", yaml(changeSet("1", "contextFilter: expand") + changeSet("2")));
		assertThatExceptionOfType(InvalidChangelogException.class).isThrownBy(() -> phased(resources))
			.satisfies((ex) -> assertThat(ex.problems()).singleElement().asString().startsWith("b.yaml::1::ann"));
	}

	@Test
	void everyProblemIsNamedAtOnceInChangelogOrder() {
		InMemoryResources resources = new InMemoryResources().with("a.yaml",
				yaml(changeSet("1", "contextFilter: expand or contract") + changeSet("2")
						+ changeSet("3", "contextFilter: \"@contract\"", "runAlways: true")
						+ changeSet("4", "contextFilter: \"@contract\"", "runOnChange: true")));
		assertThatExceptionOfType(InvalidChangelogException.class).isThrownBy(() -> phased(resources))
			.satisfies(
					(ex) -> assertThat(ex.problems()).satisfiesExactly((first) -> assertThat(first).contains("::1::"),
							(second) -> assertThat(second).contains("::3::", "runAlways"),
							(third) -> assertThat(third).contains("::4::", "never contract")));
	}

	@Test
	void runAlwaysMayExpand() {
		assertThat(only(phased(new InMemoryResources().with("a.yaml",
				yaml(changeSet("1", "contextFilter: expand", "runAlways: true")))))
			.phase()).isEqualTo(Phase.EXPAND);
	}

	@Test
	void plainContractIsAFindingAndAStrictOneIsNot() {
		assertThat(withContext("contract").findings()).singleElement()
			.asString()
			.contains("a.yaml::1::ann", "@contract");
		assertThat(withContext("eu and @contract").findings()).hasSize(1);
		assertThat(withContext("@contract and eu").findings()).isEmpty();
		assertThat(only(withContext("contract")).runsWithoutStarter()).isTrue();
	}

	@Test
	void backfillDeclaredOtherwiseFails() {
		String backfill = """
				changes:
				  - backfill:
				      tableName: t
				      columns:
				        - column: {name: c, valueComputed: d}
				""";
		assertThatExceptionOfType(InvalidChangelogException.class)
			.isThrownBy(() -> phased(
					new InMemoryResources().with("a.yaml", yaml(changeSet("1", "contextFilter: expand", backfill)))))
			.withMessageContaining("holds a backfill but is EXPAND");
		assertThatExceptionOfType(InvalidChangelogException.class)
			.isThrownBy(() -> phased(new InMemoryResources().with("a.yaml",
					yaml(changeSet("1", backfill + "  - sql: {sql: select 1}\n")))))
			.withMessageContaining("beside other changes");
	}

	@Test
	void historyRowIsJudgedByItsContextsThenByItsPath() {
		assertThat(PhasedChangelog.phaseOfHistoryRow("(@contract)", "a/expand/b.yaml")).isEqualTo(Phase.CONTRACT);
		assertThat(PhasedChangelog.phaseOfHistoryRow(null, "a/contract/b.yaml")).isEqualTo(Phase.CONTRACT);
		assertThat(PhasedChangelog.phaseOfHistoryRow("eu", "b.expand.yaml")).isEqualTo(Phase.EXPAND);
		assertThat(PhasedChangelog.phaseOfHistoryRow("eu", "b.yaml")).isNull();
		assertThat(PhasedChangelog.phaseOfHistoryRow("expand or contract", "b.yaml")).isEqualTo(Phase.CONTRACT);
	}

}
