package io.expandcontract.check;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.PhaseSource;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.safety.Breaks;
import io.expandcontract.safety.ChangeOperations;
import io.expandcontract.safety.Judgement;
import io.expandcontract.safety.PhaseJudge;
import io.expandcontract.safety.SchemaFacts;
import liquibase.change.core.RawSQLChange;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.core.H2Database;
import liquibase.database.core.MariaDBDatabase;
import liquibase.database.core.MySQLDatabase;
import liquibase.database.core.PostgresDatabase;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is no SQL, or only the half of it, and what is far too long, through judge and
 * rules of every engine: the answer is that it must be declared, and never a failure.
 * Whatever takes for ever is cut off by the minutes that a test may take.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GarbageTests {

	private static final int SEED = 20;

	private static final int COUNT = 500;

	private static final SafetySettings SETTINGS = new SafetySettings(Strictness.FAIL, Strictness.FAIL, 1, false);

	private static final List<String> STATEMENTS = List.of(
			"create table t (id bigint primary key, name varchar(50) not null default 'x', check (id > 0))",
			"alter table t add column c int not null default 1 references p (id) on delete cascade",
			"alter table t alter column a type varchar(100) using upper(a)",
			"alter table t modify column e enum('a', 'b''c') not null default 'a' after id, algorithm=instant",
			"create unique index concurrently if not exists i on t using btree (lower(a), b desc) where a > 0",
			"insert into t (a, b) values ('it''s', now()), (1, (select max(id) from t)) on conflict (a) do nothing",
			"create or replace function f() returns trigger language plpgsql as $body$ begin; return new; end $body$",
			"create trigger g before insert on t for each row begin if new.a = 1 then set new.b = 2; end if; end",
			"/* a comment */ update t set a = case when b then 1 else 2 end -- more\n where id in (1, 2)",
			"alter table t attach partition p for values from (0) to (10)", "drop view if exists v cascade",
			"alter type mood add value 'x' before 'y'", "comment on column t.a is 'x'", "grant select on t to r",
			"select set_config('search_path', '', false)", "create domain d as int check (value > 0)");

	static Stream<Database> databases() {
		return Stream.of(new PostgresDatabase(), new MySQLDatabase(), new MariaDBDatabase(), new H2Database());
	}

	private static PhasedChangeSet changeSet(int id, String sql, boolean split) {
		ChangeSet changeSet = new ChangeSet(String.valueOf(id), "ann", false, false, "a.sql", null, null,
				new DatabaseChangeLog("a.sql"));
		RawSQLChange change = new RawSQLChange(sql);
		change.setSplitStatements(split);
		changeSet.addChange(change);
		return new PhasedChangeSet(ChangeSetKey.of(changeSet), changeSet, null, PhaseSource.DEFAULT, null);
	}

	private static Judgement judge(Database database, PhasedChangeSet changeSet) {
		ChangeOperations operations = new ChangeOperations(database);
		PhaseJudge judge = new PhaseJudge(operations, SchemaFacts.NONE);
		Judgement judgement = judge.judge(List.of(changeSet)).get(0);
		assertThat(judge.explain(judgement)).contains(changeSet.toString());
		List<Finding> findings = new SafetyCheck(operations, SchemaFacts.NONE, DatabaseFacts.NONE, SETTINGS)
			.check(List.of(changeSet), Set.of());
		assertThat(findings).allSatisfy((finding) -> assertThat(finding.toString()).startsWith(finding.rule()));
		return judgement;
	}

	@ParameterizedTest
	@MethodSource("databases")
	void randomBytesMustBeDeclared(Database database) {
		Random random = new Random(SEED);
		for (int number = 0; number < COUNT; number++) {
			byte[] bytes = new byte[1 + random.nextInt(200)];
			random.nextBytes(bytes);
			String sql = new String(bytes, (number % 2 == 0) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
			Judgement judgement = judge(database, changeSet(number, sql, random.nextBoolean()));
			assertThat(judgement.phase()).as(sql).isNull();
			assertThat(judgement.verdicts().isEmpty() || judgement.has(Breaks.UNKNOWN)).as(sql).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("databases")
	void halfStatementsAreTaken(Database database) {
		Random random = new Random(SEED);
		int declared = 0;
		for (int number = 0; number < COUNT; number++) {
			String sql = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
			int from = (number % 3 == 0) ? random.nextInt(sql.length()) : 0;
			int to = from + 1 + random.nextInt(sql.length() - from);
			Judgement judgement = judge(database, changeSet(number, sql.substring(from, to), random.nextBoolean()));
			declared += judgement.has(Breaks.UNKNOWN) ? 1 : 0;
		}
		assertThat(declared).isGreaterThan(COUNT * 3 / 4);
	}

	@ParameterizedTest
	@MethodSource("databases")
	void tenMegabytesMustBeDeclared(Database database) {
		for (String part : List.of("insert into t (a) values (1);\n", "x", "(", "'", "/*", "$a$")) {
			String sql = part.repeat(10_000_000 / part.length());
			Judgement judgement = judge(database, changeSet(1, sql, true));
			assertThat(judgement.phase()).as(part).isNull();
			assertThat(judgement.has(Breaks.UNKNOWN)).as(part).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("databases")
	void manyStatementsInOneChangeSetAreTaken(Database database) {
		for (String part : List.of("insert into t (a) values (1);\n", "update t set a = 1;\n",
				"drop view v;create view v as select 1;\n")) {
			Judgement judgement = judge(database, changeSet(1, part.repeat(200_000 / part.length()), true));
			assertThat(judgement.has(Breaks.UNKNOWN)).as(part).isEqualTo(!part.startsWith("insert"));
		}
	}

	@ParameterizedTest
	@MethodSource("databases")
	void thousandsOfStatementsAreHeldAgainstEachOther(Database database) {
		for (String part : List.of("update t set a = 1;\n", "alter table t add c int;\n")) {
			Judgement judgement = judge(database, changeSet(1, part.repeat(ChangeOperations.MANY), true));
			assertThat(judgement.verdicts()).as(part).hasSize(ChangeOperations.MANY);
		}
	}

}
