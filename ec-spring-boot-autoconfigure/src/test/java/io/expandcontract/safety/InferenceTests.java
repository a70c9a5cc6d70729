package io.expandcontract.safety;

import java.util.List;

import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.InMemoryResources;
import liquibase.database.core.PostgresDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InferenceTests {

	private static Inference.Inferred infer(String file, String text) {
		return infer(file, text, Unphased.REFUSE, PhaseClassifier.ABSTAINING);
	}

	private static Inference.Inferred infer(String file, String text, Unphased unphased, PhaseClassifier classifier) {
		List<PhasedChangeSet> pending = PhasedChangelog
			.of(Changelogs.parse(new InMemoryResources().with(file, text), file), unphased, "1", null)
			.changeSets();
		return new Inference(InferenceMode.ENFORCE, unphased, classifier, new ChangeOperations(new PostgresDatabase()))
			.infer(pending, PhaseTableTests.FACTS);
	}

	private static Inference.Inferred sql(String... changeSets) {
		return infer("a.sql", formatted(changeSets));
	}

	private static String formatted(String... changeSets) {
		StringBuilder text = new StringBuilder("--liquibase formatted sql\n");
		for (String changeSet : changeSets) {
			text.append("--changeset ann:").append(changeSet.replaceFirst(" \\| ", "\n")).append('\n');
		}
		return text.toString();
	}

	@Test
	void phasesFollowFromWhatIsDone() {
		assertThat(sql("1 | create table x (id int);", "2 | alter table t drop column a;", "3 | update t set a = '1';")
			.phases()
			.values()).containsExactly(Phase.EXPAND, Phase.CONTRACT, Phase.MIGRATE);
	}

	@Test
	void renameIsRefusedWithItsSplitInSql() {
		assertThat(sql("1 | alter table t rename column a to z;").refusals().values()).singleElement()
			.asString()
			.contains("a.sql::1::ann must be split: to rename the column t.a to z breaks the old release")
			.contains("expand: add the column t.z")
			.contains("alter table t add column z varchar(50);")
			.contains("migrate: copy a to z")
			.contains("contract: drop the column t.a\n        alter table t drop column a;");
	}

	@Test
	void requiredColumnIsRefusedWithItsSplitInYaml() {
		String yaml = Changelogs.yaml(Changelogs.changeSet("1", """
				changes:
				  - addColumn:
				      tableName: t
				      columns: [ { column: { name: c, type: int, constraints: { nullable: false } } } ]"""));
		assertThat(infer("a.yaml", yaml).refusals().values()).singleElement()
			.asString()
			.contains("- addColumn: { tableName: t, columns: [ { column: { name: c, type: \"integer\" } } ] }")
			.contains("- backfill:")
			.contains("- addNotNullConstraint:");
	}

	@Test
	void mixedChangeSetIsRefusedWithBothHalves() {
		assertThat(sql("1 | alter table t add c int; alter table t drop column a;").refusals().values()).singleElement()
			.asString()
			.contains("must be split: it belongs to more than one phase")
			.contains("expand: add the column t.c")
			.contains("contract: drop the column t.a");
	}

	@Test
	void whatNobodyKnowsMustBeDeclared() {
		String text = formatted("1 splitStatements:false | do $$ begin end $$");
		assertThat(infer("a.sql", text).refusals().values()).singleElement()
			.asString()
			.contains("must be declared")
			.contains("DO");
		assertThat(infer("a.sql", text, Unphased.EXPAND, PhaseClassifier.ABSTAINING).refusals()).isEmpty();
		assertThat(infer("a.sql", text, Unphased.REFUSE, (changeSet, effects) -> Phase.CONTRACT).phases().values())
			.containsExactly(Phase.CONTRACT);
	}

	@Test
	void whatRunsMoreThanOnceIsNeverContract() {
		assertThat(sql("1 runOnChange:true | drop view v;").refusals().values()).singleElement()
			.asString()
			.contains("what runs more than once is never contract");
		assertThat(sql("1 runAlways:true | update t set a = '1';").phases().values()).containsExactly(Phase.EXPAND);
	}

	@Test
	void declaredPhaseWinsAndTheContradictionIsAFinding() {
		Inference.Inferred inferred = sql("1 context:expand | alter table t drop column a;",
				"2 context:@contract | create table x (id int);", "3 context:expand | create index i on t (a);");
		assertThat(inferred.phases()).isEmpty();
		assertThat(inferred.refusals()).isEmpty();
		assertThat(inferred.findings().values()).hasSize(2)
			.anyMatch((finding) -> finding
				.contains("1::ann is EXPAND by its contexts, but to drop the column t.a breaks the old release"))
			.anyMatch((finding) -> finding.contains("2::ann is CONTRACT"));
	}

	@Test
	void expandAfterPendingContractOnTheSameColumnIsRefused() {
		assertThat(
				sql("1 | alter table t drop column a;", "2 | alter table T add column \"a\" int;").refusals().values())
			.singleElement()
			.asString()
			.contains("2::ann touches the column a of t")
			.contains("a.sql::1::ann")
			.contains("Contract that changeset first");
		assertThat(sql("1 | alter table t drop column a;", "2 | alter table t add column c int;").refusals()).isEmpty();
		assertThat(sql("1 | alter table t drop column a;", "2 | alter table t add column \"A\" int;").refusals())
			.isEmpty();
	}

	@Test
	void expandOnATableThatIsToGoIsRefused() {
		assertThat(sql("1 | drop table t;", "2 | create table t (id int);").refusals()).hasSize(1);
		assertThat(sql("1 | drop table s.t;", "2 | alter table r.t add c int;").refusals()).isEmpty();
		assertThat(sql("1 | drop index i;", "2 | create index i on t (a);").refusals()).hasSize(1);
		assertThat(sql("1 | drop view v;", "2 | create view v as select 1;").refusals()).hasSize(1);
	}

	@Test
	void checkpointToContractFirstIsNamed() {
		String yaml = Changelogs.yaml(Changelogs.changeSet("1", "changes:\n  - dropTable: { tableName: t }")
				+ Changelogs.checkpoint("1.1") + Changelogs.changeSet("2", """
						changes:
						  - addColumn: { tableName: t, columns: [ { column: { name: c, type: int } } ] }"""));
		assertThat(infer("a.yaml", yaml).refusals().values()).singleElement()
			.asString()
			.contains("Contract checkpoint 1.1 first");
	}

	@Test
	void indexOnAColumnMeetsNoDemandOnItsValues() {
		assertThat(sql("1 | alter table t add constraint f foreign key (a) references p (id);",
				"2 | create index i on t (a);")
			.refusals()).isEmpty();
	}

}
