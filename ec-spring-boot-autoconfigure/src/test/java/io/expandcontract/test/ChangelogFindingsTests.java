package io.expandcontract.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.changelog.Phase;
import io.expandcontract.check.Finding;
import io.expandcontract.check.SafetySettings;
import io.expandcontract.check.Severity;
import io.expandcontract.check.Strictness;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a test of an application is told about a changelog, on every engine.
 */
@ParameterizedClass
@MethodSource("engines")
class ChangelogFindingsTests {

	private static final String ADD = "changes:\n  - addColumn: { tableName: parcel, columns: [ { column: { name: weight, type: int } } ] }";

	private static final String DROP = "changes:\n  - dropColumn: { tableName: parcel, columnName: note }";

	private static final String RENAME = "changes:\n  - renameColumn: { tableName: parcel, oldColumnName: note, newColumnName: remark, columnDataType: varchar(20) }";

	private final TestDatabases engine;

	private final HikariDataSource database;

	private final JdbcTemplate jdbc;

	@TempDir
	private Path folder;

	ChangelogFindingsTests(TestDatabases engine) {
		this.engine = engine;
		this.database = engine.createDatabase();
		this.jdbc = new JdbcTemplate(this.database);
		this.jdbc.execute("create table parcel (id bigint primary key, note varchar(20))");
		this.jdbc.execute("insert into parcel values (1, 'one')");
	}

	static List<TestDatabases> engines() {
		return TestDatabases.present();
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	private String rule(String postgreSql, String mySql) {
		return this.engine.isMySqlFamily() ? mySql : postgreSql;
	}

	private ChangelogFindings of(String... changeSets) throws IOException {
		Files.writeString(this.folder.resolve("changes.yaml"),
				Changelogs.yaml("- logicalFilePath: db/changes.yaml\n" + String.join("", changeSets)));
		Path master = Files.writeString(this.folder.resolve("master.yaml"),
				Changelogs.yaml("- include: { file: changes.yaml, relativeToChangelogFile: true }"));
		return ChangelogFindings.of(master.toUri().toString(), this.database);
	}

	private List<String> tables() {
		return this.jdbc.queryForList("""
				select table_name from information_schema.tables where lower(table_schema) = lower(%s)
				""".formatted(this.engine.isMySqlFamily() ? "database()" : "'public'"), String.class);
	}

	@Test
	void harmlessChangeIsNoFindingAndNothingIsWritten() throws IOException {
		List<String> before = tables();
		assertThat(before).hasSize(1);
		assertThat(of(Changelogs.changeSet("add", ADD))).hasNoFindings().hasNone(Severity.INFO);
		assertThat(tables()).isEqualTo(before);
	}

	@Test
	void failureTellsAllThatIsToKnow() throws IOException {
		ChangelogFindings findings = of(Changelogs.changeSet("drop", "context: expand", DROP));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(findings).hasNone(Severity.FAIL))
			.withMessageContainingAll("there is 1 finding:", rule("P40", "M21") + " Drop a column\n  FAIL in ",
					"db/changes.yaml::drop::ann", "its data is lost", "ec:waive " + rule("P40", "M21"), "  instead:\n",
					"    - changeSet:", "contextFilter: \"@contract\"");
		assertThat(findings).hasFindingsOf(rule("P40", "M21"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(findings).hasFindingsOf("P999"))
			.withMessageContaining("only these do: [" + rule("P40", "M21") + "]");
		assertThat(tables()).hasSize(1);
	}

	@Test
	void whatMustBeSplitIsAFindingAboutPhases() throws Exception {
		ChangelogFindings findings = of(Changelogs.changeSet("rename", RENAME));
		assertThat(findings.find()).extracting(Finding::rule, Finding::severity)
			.containsExactly(org.assertj.core.groups.Tuple.tuple(ChangelogFindings.PHASE, Severity.FAIL));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(findings).hasNoFindings())
			.withMessageContaining("must be split");
	}

	@Test
	void strictnessIsTheApplications() throws IOException {
		String drop = Changelogs.changeSet("drop", "context: expand", DROP);
		SafetySettings warning = new SafetySettings(Strictness.WARN, Strictness.WARN, 100, true);
		assertThat(of(drop).safety(warning)).hasNone(Severity.FAIL).hasFindingsOf(rule("P40", "M21"));
		SafetySettings off = new SafetySettings(Strictness.OFF, Strictness.OFF, 100, true);
		assertThat(of(drop).safety(off)).hasNone(Severity.FAIL);
	}

	@Test
	void contextsLabelsParametersAndBaselineCount() throws IOException {
		String drop = Changelogs.changeSet("drop", "contextFilter: \"expand and eu\"", DROP);
		assertThat(of(drop).contexts("eu")).hasFindingsOf(rule("P40", "M21"));
		assertThat(of(drop).contexts("us")).hasNoFindings();
		String labelled = Changelogs.changeSet("drop", "contextFilter: expand\nlabels: later", DROP);
		assertThat(of(labelled).labels("!later")).hasNoFindings();
		assertThat(of(labelled).labels("later")).hasFindingsOf(rule("P40", "M21"));
		String named = Changelogs.changeSet("drop", "contextFilter: expand", DROP.replace("note", "\"${gone}\""));
		assertThat(of(named).parameters(Map.of("gone", "note"))).hasFindingsOf(rule("P40", "M21"));
		assertThat(of(drop, Changelogs.checkpoint("1.0")).baseline("1.0")).hasNoFindings();
	}

	@Test
	void applicationsOwnJudgeIsAsked() throws IOException {
		String call = Changelogs.changeSet("call", "changes:\n  - sql: { sql: call something() }");
		assertThat(of(call)).hasFindingsOf(ChangelogFindings.PHASE);
		ChangelogFindings classified = of(call).classifiedBy((changeSet, effects) -> Phase.EXPAND);
		if (this.engine.isMySqlFamily()) {
			assertThat(classified).hasNoFindings();
		}
		else {
			assertThat(classified).hasFindingsOf("P59");
		}
	}

	@Test
	void whatCannotBeReadIsNoAnswer() {
		assertThatIllegalStateException()
			.isThrownBy(
					() -> assertThat(ChangelogFindings.of("classpath:/nowhere.yaml", this.database)).hasNoFindings())
			.withMessageContaining("cannot be judged");
	}

}
