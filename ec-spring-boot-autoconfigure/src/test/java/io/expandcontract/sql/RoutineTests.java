package io.expandcontract.sql;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies of routines, behind which a table is dropped.
 */
class RoutineTests {

	private static List<String> operations(Dialect dialect, String sql) {
		return Notation.of(new Recogniser(dialect).recognise(sql));
	}

	@ParameterizedTest
	@ValueSource(strings = { "set new.begin = 1", "set new.case = 1", "insert into begin (a) values (1)",
			"insert into u select 1 as begin", "insert into u select (1) begin", "begin set new.a = 1; end",
			"x: begin set new.a = 1; end x", "begin declare a, end_ int; set a = if(1, 2, 3); end",
			"begin declare exit handler for 1062 begin end; end", "begin if 1 then begin end; end if; end",
			"begin set @a = case when 1 then 2 else 3 end; end", "begin case 1 when 1 then set @a = 1; end case; end",
			"begin repeat set @a = 1; until @a end repeat; end", "begin l: loop leave l; end loop l; end",
			"begin while 1 do set @a = 1; end while; end", "begin set @`end` = 1; end",
			"begin update t set a.end = 1; end", "begin set @a = replace('begin', 'x', \"case\"); end",
			"begin select repeat('x', 3); end", "begin do if(1, 2, 3); end", "follows begin set new.a = 1" })
	void whatFollowsABodyIsSeen(String body) {
		for (Dialect dialect : List.of(Dialect.MYSQL, Dialect.MARIADB)) {
			String sql = "create trigger g before insert on t for each row " + body + "; drop table t";
			assertThat(operations(dialect, sql)).as(sql).containsAnyOf("DropTable t", "unknown");
			String named = "create definer = begin@`%` trigger begin before insert on begin for each row " + body
					+ "; drop table t; end";
			assertThat(operations(dialect, named)).as(named).containsAnyOf("DropTable t", "unknown");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "set new.begin = 1", "set new.case = 1", "begin set new.a = 1; end",
			"x: begin set new.a = 1; end x", "begin set @a = case when 1 then 2 else 3 end; end",
			"begin declare exit handler for 1062 begin end; end", "begin select repeat('x', 3); end" })
	void aBodyEndsWithItsLastBlock(String body) {
		String sql = "create trigger g before insert on t for each row " + body + "; drop table t";
		assertThat(operations(Dialect.MYSQL, sql)).containsExactly("CreateObject trigger g t", "DropTable t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "begin set begin = 1; end", "begin declare begin int; end", "begin set @a = end; end",
			"begin declare end int; set @a = case when end = 1 then begin else 2 end; end", "begin if 1 then end; end",
			"begin select case when (select a end from t) then begin end; end", "begin select (1; end",
			"begin case 1; end", "begin while 1 do set @a = 1; end loop; end", "begin", "begin select 'end",
			"begin select 1 /* end", "begin end end", "begin declare exit handler for begin set @a = 1; end" })
	void aBodyWhoseEndCannotBeToldIsUnknown(String body) {
		for (Dialect dialect : List.of(Dialect.MYSQL, Dialect.MARIADB)) {
			String sql = "create procedure p() " + body + "; drop table t; end; end; end";
			assertThat(operations(dialect, sql)).as(sql).contains("unknown");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "create view function as select begin from u", "create table trigger (begin int)",
			"create view v as select function, begin from procedure",
			"create function f(begin int) returns int return 1",
			"create function f() returns int language sql as 'begin atomic'", "create type function as (begin int)",
			"create function f(begin atomic) returns int language sql return 1",
			"create function f() returns int begin atomic select 1; end",
			"create function f() returns int begin atomic select case when 1 = 1 then 2 end; end",
			"create function f() returns int begin atomic select 1 as case; end",
			"create function f() returns int begin atomic select 1 as end; end",
			"create function begin() returns int return 1",
			"create trigger begin after insert on begin for each row execute function begin()" })
	void namesLikeKeywordsHideNothingOnPostgreSql(String sql) {
		assertThat(operations(Dialect.POSTGRESQL, sql + "; drop table t; select 1")).as(sql).contains("DropTable t");
	}

	@ParameterizedTest
	@ValueSource(strings = { "begin atomic select 1 case; end", "begin atomic select (1; end",
			"begin atomic select 1 end; end" })
	void aBodyOfPostgreSqlWhoseEndCannotBeToldIsUnknown(String body) {
		assertThat(operations(Dialect.POSTGRESQL, "create function f() returns int " + body + "; drop table t; end"))
			.contains("unknown");
	}

	@Test
	void theSemicolonsOfABodyDoNotCutIt() {
		String sql = "create procedure p() begin select 1; select 2; end";
		assertThat(new Recogniser(Dialect.MYSQL).recognise(sql)).singleElement()
			.extracting(SqlStatement::text)
			.isEqualTo(sql);
	}

}
