package io.expandcontract.check;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.safety.ChangeOperations;
import io.expandcontract.safety.ColumnFacts;
import io.expandcontract.safety.SchemaFacts;
import io.expandcontract.sql.DataType;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.ObjectKind;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.InMemoryResources;
import io.expandcontract.testsupport.LargeChangelog;
import liquibase.database.core.PostgresDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SafetyCheckTests {

	private static final String INDEX = "changes: [ { createIndex: { tableName: large, indexName: i, columns: [ { column: { name: a } } ] } } ]";

	/** Tables large, small and empty, each with a column a. */
	private static final SchemaFacts SCHEMA = new SchemaFacts() {

		@Override
		public boolean hasTable(Name table) {
			return Set.of("large", "small", "empty").contains(table.name());
		}

		@Override
		public @Nullable ColumnFacts column(Name table, String column) {
			return (hasTable(table) && column.equals("a")) ? new ColumnFacts(DataType.of("varchar", "50"), false, false)
					: null;
		}

		@Override
		public boolean mayExist(ObjectKind kind, Name object) {
			return false;
		}

		@Override
		public boolean isCheck(Name table, String constraint) {
			return false;
		}

	};

	private static final DatabaseFacts FACTS = new DatabaseFacts() {

		@Override
		public long rows(Name table) {
			return Map.of("large", 1_000_000L, "small", 100L, "empty", 0L).getOrDefault(table.name(), -1L);
		}

	};

	private static final SafetySettings OFFLINE = new SafetySettings(Strictness.FAIL, Strictness.WARN, 100_000, false);

	private static List<Finding> check(SafetySettings settings, Set<String> passed, InMemoryResources files,
			String path) {
		PhasedChangelog changelog = PhasedChangelog.of(Changelogs.parse(files, path), Unphased.EXPAND, "1", null);
		return new SafetyCheck(new ChangeOperations(new PostgresDatabase()), SCHEMA, FACTS, settings)
			.check(changelog.changeSets(), passed);
	}

	private static List<Finding> sql(SafetySettings settings, String sql) {
		return check(settings, Set.of(),
				new InMemoryResources().with("a.sql", "--liquibase formatted sql\n--changeset ann:1\n" + sql + "\n"),
				"a.sql");
	}

	private static List<Finding> yaml(SafetySettings settings, Set<String> passed, String... attributes) {
		return check(settings, passed,
				new InMemoryResources().with("a.yaml", Changelogs.yaml(Changelogs.changeSet("1", attributes))),
				"a.yaml");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			create index i on large (a)                                        | P28
			create index i on small (a)                                        |
			create index i on empty (a)                                        |
			create index i on nowhere (a)                                      | P28
			create table fresh (a int); create index i on fresh (a)            |
			create table fresh (a int); alter table fresh drop a               |
			alter table large add column b int; alter table large drop b       |
			alter table large add constraint n not null a not valid            | P21
			alter table small drop a                                           | P40
			alter table empty drop a                                           | P40
			""")
	void sizeAndAgeOfATableCount(String sql, @Nullable String rules) {
		assertThat(sql(OFFLINE, sql)).extracting(Finding::rule)
			.containsExactlyElementsOf((rules != null) ? List.of(rules) : List.of());
	}

	@ParameterizedTest
	@ValueSource(strings = { "create index i on large (a)", "drop index i", "alter table large alter a set not null",
			"alter table large add constraint c check (a > '')", "alter table large add constraint u unique (a)" })
	void whatTheStarterMakesSafeLetsNobodyWait(String sql) {
		assertThat(sql(SafetySettings.DEFAULTS, sql)).noneMatch((finding) -> finding.danger() == Danger.WAITS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "create index on large (a)",
			"update small set a = 'x' where a = 'y'; create index i on large (a)",
			"alter table large alter a set not null, alter a set default 'x'",
			"alter table large add column b uuid default gen_random_uuid()" })
	void whatTheStarterCannotMakeSafeLetsWait(String sql) {
		assertThat(sql(SafetySettings.DEFAULTS, sql)).anyMatch((finding) -> finding.danger() == Danger.WAITS);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			create index i on large (a)                                               | expand   | P61
			create index i on small (a)                                               | expand   |
			create index i on nowhere (a)                                             | expand   |
			create index i on large (a)                                               | migrate  |
			alter table large validate constraint c                                   | expand   | P61
			alter table large validate constraint c                                   | migrate  |
			alter table large add constraint c check (a > '')                         | expand   | P61
			alter table large add constraint c check (a > '') not valid               | expand   |
			alter table small add constraint c check (a > '')                         | expand   |
			""")
	void longWorkOnALargeTableBelongsInTheMigratePhase(String sql, String phase, @Nullable String rule) {
		List<Finding> findings = check(SafetySettings.DEFAULTS, Set.of(),
				new InMemoryResources().with("a.sql",
						"--liquibase formatted sql\n--changeset ann:1 contextFilter:" + phase + "\n" + sql + "\n"),
				"a.sql");
		assertThat(findings).filteredOn((finding) -> finding.rule().equals("P61"))
			.extracting(Finding::severity)
			.containsExactlyElementsOf((rule != null) ? List.of(Severity.INFO) : List.of());
	}

	@Test
	void authorMayTakeThePlainForm() {
		assertThat(yaml(SafetySettings.DEFAULTS, Set.of(), INDEX))
			.noneMatch((finding) -> finding.danger() == Danger.WAITS);
		assertThat(yaml(SafetySettings.DEFAULTS, Set.of(), "comment: \"ec:plain-ddl\"", INDEX))
			.extracting(Finding::rule)
			.containsExactly("P28");
	}

	@Test
	void settingsDecideTheSeverity() {
		assertThat(sql(OFFLINE, "create index i on large (a)")).extracting(Finding::severity)
			.containsExactly(Severity.WARN);
		assertThat(sql(OFFLINE, "alter table large drop a")).extracting(Finding::severity)
			.containsExactly(Severity.FAIL);
		SafetySettings off = new SafetySettings(Strictness.OFF, Strictness.OFF, 1, false);
		assertThat(sql(off, "create index i on large (a); alter table large drop a")).isEmpty();
	}

	@Test
	void findingShowsTheSafeVersionInTheAuthorsFormat() {
		assertThat(sql(OFFLINE, "create index i on large (a)")).singleElement()
			.asString()
			.contains("P28 WARN a.sql::1::ann", "Nobody writes the table", "docs/rules.md#p28-create-an-index",
					"--changeset ann:1-1 contextFilter:expand runInTransaction:false",
					"create index concurrently i on large (a);");
		assertThat(yaml(OFFLINE, Set.of(), INDEX)).singleElement()
			.asString()
			.contains("runInTransaction: false", "- sql: { sql: \"create index concurrently i on large (a)\" }");
	}

	@Test
	void namesAreQuotedWhereTheyMust() {
		assertThat(sql(OFFLINE, "alter table \"Order\" add constraint \"user\" check (a > 0)"))
			.anySatisfy((finding) -> assertThat(finding.safeSql())
				.contains("alter table \"Order\" add constraint \"user\" check (a > 0) not valid"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ec:waive P28: ten rows               |
			ec:waive p28: ten rows               |
			speeds up the list, ec:waive P28: ok |
			ec:waive P28 until 1.3: ten rows     |
			ec:waive P28 until 1.2: ten rows     | P28 waiver
			ec:waive P28                         | P28 waiver
			ec:waive P28:                        | P28 waiver
			ec:waive                             | P28 waiver
			ec:waive P40: not dropped            | P28 waiver
			ec:waive P28: a ec:waive P40: b      | waiver
			ec:waiver P28: a                     | P28
			""")
	void waiverNeedsARuleThatFindsAndAReasonAndMayEnd(String comment, @Nullable String rules) {
		assertThat(yaml(OFFLINE, Set.of("1.1", "1.2"), "comment: \"" + comment + "\"", INDEX)).extracting(Finding::rule)
			.containsExactlyElementsOf((rules != null) ? List.of(rules.split(" ")) : List.of());
	}

	@Test
	void checkpointIsPassedWhenSomethingStandsAfterIt() {
		String yaml = Changelogs.changeSet("1") + Changelogs.checkpoint("1.1") + Changelogs.changeSet("2")
				+ Changelogs.checkpoint("1.2");
		assertThat(SafetyCheck
			.passed(PhasedChangelog.of(Changelogs.parse("a.yaml", yaml), Unphased.EXPAND, "1", null).changeSets()))
			.containsExactly("1.1");
	}

	@Test
	void whatTheRunItselfAddedMayGo() {
		assertThat(sql(OFFLINE, """
				alter table small add constraint c check (a > '') not valid;
				alter table small drop constraint c;
				""")).extracting(Finding::rule).doesNotContain("P43");
	}

	@Test
	void longStatementsDoNotHang() {
		String sql = "update large set a = 1" + " ".repeat(500_000) + "x";
		assertThat(sql(OFFLINE, sql)).extracting(Finding::rule).doesNotContain("P40");
	}

	@Test
	void waiversMayStandInSeveralLines() {
		assertThat(yaml(OFFLINE, Set.of(), "comment: \"ec:waive P28: small soon\\nec:waive P40: gone long ago\"",
				"changes: [ { createIndex: { tableName: large, indexName: i, columns: [ { column: { name: a } } ] } },"
						+ " { dropColumn: { tableName: small, columnName: a } } ]"))
			.isEmpty();
	}

	@Test
	void largeChangelogOnAFreshScheduleHasNothingThatStopsIt() {
		InMemoryResources files = new InMemoryResources();
		new LargeChangelog().files().forEach(files::with);
		assertThat(check(SafetySettings.DEFAULTS, Set.of(), files, "master.yaml"))
			.filteredOn((finding) -> finding.severity() == Severity.FAIL)
			.isEmpty();
	}

	/** Seed 4, three thousand statements of words that rules look at. */
	@Test
	void garbageIsTaken() {
		Random random = new Random(4);
		List<String> words = List.of("alter", "table", "large", "add", "column", "a", "check", "(", ")", "create",
				"index", "concurrently", "on", "drop", "cascade", "using", "type", "set", "not", "null", "default",
				"update", "where", ",", "'", "\"", "$$", "references", "constraint", "x", "unique", "primary", "key",
				"%s", "\\", "valid", "rename", "to", "truncate", "vacuum", "full", "attach", "partition", "value", "1",
				";");
		StringBuilder file = new StringBuilder("--liquibase formatted sql\n");
		for (int number = 0; number < 3000; number++) {
			file.append("--changeset ann:").append(number).append(" splitStatements:false\n");
			file.append((number % 2 == 0) ? "alter table large " : "");
			for (int word = random.nextInt(12); word >= 0; word--) {
				file.append(words.get(random.nextInt(words.size()))).append(' ');
			}
			file.append("x\n");
		}
		List<Finding> findings = check(OFFLINE, Set.of(), new InMemoryResources().with("a.sql", file.toString()),
				"a.sql");
		assertThat(findings).isNotEmpty();
		assertThat(findings).allSatisfy((finding) -> assertThat(finding.toString()).startsWith(finding.rule()));
		assertThat(findings).extracting(Finding::rule).contains("P59");
	}

}
