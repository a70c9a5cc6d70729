package io.expandcontract.sql;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts that try to do more than is seen. Each of them drops table t on some server.
 */
class AttackTests {

	private static void isSeen(Dialect dialect, String sql) {
		List<String> operations = Notation.of(new Recogniser(dialect).recognise(sql));
		assertThat(operations).as(dialect + ": " + sql)
			.anyMatch((operation) -> operation.equals("unknown") || operation.equalsIgnoreCase("DropTable t"));
	}

	private static void isUnknown(Dialect dialect, String sql) {
		assertThat(Notation.of(new Recogniser(dialect).recognise(sql))).as(dialect + ": " + sql).contains("unknown");
	}

	@Test
	void lineCommentsEndWhereTheServerEndsThem() {
		isSeen(Dialect.POSTGRESQL, "select 1 -- x\rdrop table t");
		isSeen(Dialect.POSTGRESQL, "select 1; -- x\r; drop table t");
		isSeen(Dialect.H2, "select 1; -- x\r; drop table t");
		isSeen(Dialect.H2, "select 1; // x\r; drop table t");
		isSeen(Dialect.MYSQL, "select 1 -- \r'\n; drop table t; -- '");
		isSeen(Dialect.MYSQL, "select 1; # \r'\n; drop table t; -- '");
		isSeen(Dialect.MYSQL, "select 1 --1; drop table t");
		isSeen(Dialect.MYSQL, "select 1 --\u007f; drop table t");
		isSeen(Dialect.POSTGRESQL, "select 1 # x\n; drop table t");
		isSeen(Dialect.POSTGRESQL, "select '\n--' ; drop table t; --'");
		isSeen(Dialect.POSTGRESQL, "select 1 // '\n; drop table t -- '");
	}

	@Test
	void blockCommentsEndWhereTheServerEndsThem() {
		isSeen(Dialect.POSTGRESQL, "/* /* */ select '*/ drop table t; --'");
		isSeen(Dialect.POSTGRESQL, "/* /* */ */ drop table t");
		isSeen(Dialect.H2, "/* /* */ insert into u values ('*/ drop table t; --')");
		isSeen(Dialect.MYSQL, "/* /* */ drop table t; /* */");
		isSeen(Dialect.MARIADB, "/* /* */ drop table t; /* */ */");
		isSeen(Dialect.POSTGRESQL, "/*/ select 1; /*/ drop table t; */ */ drop table t");
		isSeen(Dialect.POSTGRESQL, "select 1 /* no end; drop table t");
		isSeen(Dialect.POSTGRESQL, "select 1 /* -- */ ; drop table t");
		isSeen(Dialect.POSTGRESQL, "select 1 -- /*\n; drop table t -- */");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/*! drop table t */", "/*!50000drop table t*/", "/*!99999 x */ select 1",
			"select 1 /*! ; drop table t */", "alter table u add a int /*!50000 , drop column b */",
			"/*M! drop table t */", "/*M!100100 drop table t */", "select /*+ set_var(sql_mode = ansi_quotes) */ 1",
			"/* */ /*!drop table t*/", "create table u (a int) /*!50100 partition by hash (a) */" })
	void executedCommentsAreUnknown(String sql) {
		isUnknown(Dialect.MYSQL, sql);
		isUnknown(Dialect.MARIADB, sql);
	}

	@Test
	void stringsEndWhereTheServerEndsThem() {
		isSeen(Dialect.POSTGRESQL, "select '\\'; drop table t; --'");
		isSeen(Dialect.POSTGRESQL, "select e'\\''; drop table t; --'");
		isSeen(Dialect.POSTGRESQL, "select e'a'\n'\\''; drop table t; --'");
		isSeen(Dialect.POSTGRESQL, "select e'a'-- x\n'\\''; drop table t; --'");
		isSeen(Dialect.POSTGRESQL, "select xe'\\'; drop table t; --'");
		isSeen(Dialect.POSTGRESQL, "select n'\\'; drop table t; --'");
		isSeen(Dialect.POSTGRESQL, "select \"a\"\"\"; drop table t; --\"");
		isSeen(Dialect.POSTGRESQL, "select \"a\\\"; drop table t; --\"");
		isSeen(Dialect.H2, "select '\\'; drop table t; --'");
		isSeen(Dialect.H2, "select e'\\'; drop table t; --'");
		isSeen(Dialect.H2, "select * from `'`; drop table t; --'");
		isSeen(Dialect.MYSQL, "select '\\\\'; drop table t; -- '");
		isSeen(Dialect.MYSQL, "select '\\''; drop table t; -- '");
		isSeen(Dialect.MYSQL, "select `\\`; drop table t; -- `");
		isSeen(Dialect.MYSQL, "select _utf8'\\''; drop table t; -- '");
	}

	@Test
	void settingsThatMoveTheEndOfAStringAreReckonedWith() {
		isSeen(Dialect.MYSQL, "select '\\'; drop table t; -- '");
		isSeen(Dialect.MYSQL, "insert into u values ('\\'); drop table t; -- ')");
		isSeen(Dialect.MYSQL, "select \"\\\"; drop table t; -- \"");
		isSeen(Dialect.MARIADB, "insert into u values (\"\\\"); drop table t; insert into u values (\"\\\")");
		isSeen(Dialect.POSTGRESQL, "insert into u values ('\\', '); drop table t; --')");
		isSeen(Dialect.POSTGRESQL, "select '\\'', '; drop table t; --'");
	}

	@Test
	void anEscapedQuoteAloneIsHarmless() {
		assertThat(Notation.of(new Recogniser(Dialect.MYSQL).recognise("insert into u values ('it\\'s', 'he\\'s')")))
			.containsExactly("ChangeRows u insert");
		assertThat(Notation.of(new Recogniser(Dialect.POSTGRESQL).recognise("insert into u values ('C:\\temp\\')")))
			.containsExactly("ChangeRows u insert");
	}

	@ParameterizedTest
	@ValueSource(strings = { "set sql_mode = ANSI_QUOTES", "set sql_mode = 'ANSI'", "set session sql_mode = 'ORACLE'",
			"set @@sql_mode = 'NO_BACKSLASH_ESCAPES'", "set sql_mode = concat(@@sql_mode, ',ANSI_QUOTES')",
			"set @a = 1, sql_mode = 'MSSQL'", "set sql_mode = default", "set sql_mode = 4", "set names gbk",
			"set names 'sjis'", "set character_set_client = big5", "set character set gb18030",
			"set SQL_MODE := 'ansi_quotes'", "set `sql_mode` = 'ANSI'", "set local.sql_mode = 'ANSI'",
			"set @@local.sql_mode = 'ANSI'" })
	void settingsThatChangeHowSqlIsReadAreUnknown(String sql) {
		isUnknown(Dialect.MYSQL, sql);
		isUnknown(Dialect.MARIADB, sql);
	}

	@ParameterizedTest
	@ValueSource(strings = { "set standard_conforming_strings = off", "set standard_conforming_strings to 'off'",
			"set local standard_conforming_strings = 0", "set \"standard_conforming_strings\" = off",
			"set STANDARD_CONFORMING_STRINGS = default",
			"select set_config('standard_conforming_strings', 'off', false)",
			"select pg_catalog.set_config('STANDARD_CONFORMING_STRINGS', 'off', false)",
			"select set_config('a', 'b', false), set_config('standard_conforming_strings', 'off', false)",
			"set backslash_quote = on", "set client_encoding to sjis", "set names 'BIG5'",
			"reset standard_conforming_strings", "reset all" })
	void settingsOfPostgreSqlThatChangeHowSqlIsReadAreUnknown(String sql) {
		isUnknown(Dialect.POSTGRESQL, sql);
	}

	@Test
	void dollarQuotesEndWhereTheServerEndsThem() {
		isSeen(Dialect.POSTGRESQL, "select $a$ $A$; drop table t; --$a$; drop table t");
		isSeen(Dialect.POSTGRESQL, "select $$ $a$ $$; drop table t; -- $a$");
		isSeen(Dialect.POSTGRESQL, "select a$a$; drop table t; --$a$");
		isSeen(Dialect.POSTGRESQL, "select $1$; drop table t; --$1$");
		isSeen(Dialect.POSTGRESQL, "select $a b$; drop table t; --$a b$");
		isSeen(Dialect.POSTGRESQL, "select $a$ no end; drop table t");
		isSeen(Dialect.POSTGRESQL, "select $a-b$; drop table t; -- $a-b$");
		isSeen(Dialect.POSTGRESQL, "select $\u00e4$'$\u00e4$; drop table t; --'");
		isSeen(Dialect.POSTGRESQL, "select $a$a$ab$ $a$; drop table t; --$a$");
		isSeen(Dialect.H2, "insert into u values ($$'$$); drop table t; --'");
		isSeen(Dialect.H2, "select $a$ ; drop table t; --$a$");
		isSeen(Dialect.MYSQL, "select $$; drop table t; -- $$");
		isSeen(Dialect.MARIADB, "select $$; drop table t; -- $$");
	}

	@ParameterizedTest
	@EnumSource
	void charactersThatServersReadDifferentlyAreUnknown(Dialect dialect) {
		isUnknown(dialect, "select 1\0; drop table t");
		isUnknown(dialect, "select '\0'");
		isUnknown(dialect, "select 1 -- \0\n");
		isUnknown(dialect, "alter table u add a\u00a0int");
		isUnknown(dialect, "alter table u add a int\u3000");
		isUnknown(dialect, "alter table u\u200b add a int");
		isUnknown(dialect, "alter table u add a int \uFEFF");
		isUnknown(dialect, "alter table u add a int \u0007");
		isUnknown(dialect, "alter table u add a int \\");
		isUnknown(dialect, "alter table u add a int \u2028 not null");
		isUnknown(dialect, "alter table u add a int \u0085 not null");
	}

	@ParameterizedTest
	@EnumSource
	void aByteOrderMarkAtTheBeginningIsNone(Dialect dialect) {
		assertThat(Notation.of(new Recogniser(dialect).recognise("\uFEFFselect 1"))).containsExactly("Annotate query");
		isUnknown(dialect, "select 1;\uFEFFselect 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "drop table U&\"\\0074\"", "alter table U&\"u\" drop column a",
			"select U&'\\0027'; drop table t; --'", "select U&'\\'; drop table t; --'",
			"insert into u values (U&'!' UESCAPE '!'); drop table t; --')" })
	void unicodeEscapesHideNothing(String sql) {
		isSeen(Dialect.POSTGRESQL, sql);
	}

	@Test
	void numbersThatSwallowWordsAreUnknown() {
		isUnknown(Dialect.POSTGRESQL, "select 1into u");
		isUnknown(Dialect.POSTGRESQL, "select 1.e5into u");
		isUnknown(Dialect.POSTGRESQL, "select 0x1into u");
		isUnknown(Dialect.H2, "select 1for update");
		isUnknown(Dialect.MYSQL, "select 1.5into outfile 'x'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "insert into u select drop_t()", "insert into u select pg_catalog.pg_sleep(9)",
			"insert into u select evil.lower('x')", "insert into u select \"LOWER\"('x')",
			"insert into u select \"lower\" ('x')", "insert into u select a.pg_catalog.lower('x')",
			"insert into u select * from drop_t()", "insert into u select * from lateral drop_t()",
			"insert into u select 1 @#@ 2", "insert into u select a OPERATOR(evil.+) b",
			"insert into u with d as (delete from t returning *) select * from d",
			"insert into u values (1) on conflict (a) do update set b = drop_t()",
			"insert into u values (1) on conflict (drop_t()) do nothing", "insert into u values (1) returning drop_t()",
			"update u set a = drop_t()", "update u set a = 1 where drop_t() is null",
			"update u set a = 1 from drop_t() d", "delete from u where exists (select drop_t())",
			"delete from u returning drop_t()", "select 1 from u where drop_t()",
			"select query_to_xml('drop table t', true, true, '')", "select dblink('drop table t')",
			"select lo_export(1, '/x')", "select pg_terminate_backend(1)", "select * into v from u",
			"select 1 for update", "with d as (drop table t) select 1",
			"with d as materialized (insert into t values (1) returning 1) select 1", "select 1 union select drop_t()",
			"create table v as select drop_t()", "create table v as execute drop_t",
			"create table v as with d as (delete from t returning *) select * from d",
			"create temp table v on commit drop as select drop_t()", "create materialized view v as select drop_t()",
			"create materialized view v as table u union select drop_t()", "create table v (a int check (drop_t()))",
			"create table v (a int, check (drop_t()))", "create table v (a int generated always as (drop_t()) stored)",
			"create table v partition of u for values in (drop_t())",
			"alter table u attach partition v for values from (drop_t()) to (2)",
			"alter table u add a int default drop_t()", "alter table u add a int default 1 + drop_t()",
			"alter table u add a int default (select drop_t())", "alter table u add a int default evil.now()",
			"alter table u add a int check (drop_t())", "alter table u add constraint c check (drop_t()) not valid",
			"alter table u add exclude using gist (drop_t() with =)",
			"alter table u add exclude using gist (a with =) where (drop_t())",
			"alter table u alter a type int using drop_t()",
			"alter table u alter a type int using (select drop_t() from t)", "create index i on u (drop_t())",
			"create index i on u ((drop_t()))", "create index i on u (a) where drop_t()",
			"create index i on u (a, lower(drop_t()))", "set a = drop_t()", "analyze (drop_t())", "vacuum (drop_t()) u",
			"truncate u, t cascade" })
	void whatRunsAtOnceOnPostgreSqlIsLookedThrough(String sql) {
		isUnknown(Dialect.POSTGRESQL, sql);
	}

	@ParameterizedTest
	@ValueSource(strings = { "insert into u select drop_t()", "insert into u set a = drop_t()",
			"insert into u values (1) on duplicate key update a = drop_t()", "replace into u select drop_t()",
			"replace u values (drop_t())", "update u set a = drop_t()", "update u, t set t.a = 1",
			"update u join t on u.a = t.a set t.b = 1", "delete u, t from u join t", "delete from u, t using u join t",
			"delete from u using u join t on true", "select sleep(1)", "select load_file('x')",
			"select 1 into outfile 'x'", "select 1 into @a", "select 1 procedure analyse()", "select mysql.lower('x')",
			"select `lower`('x')", "create table v select drop_t()", "create table v as select drop_t()",
			"create table v (a int) as select drop_t()",
			"create table v (a int) partition by hash (a) as select drop_t()",
			"create event e on schedule at now() do drop table t",
			"create or replace event e on schedule at now() do drop table t",
			"create definer = root@localhost event e on schedule every 1 second do drop table t",
			"alter event e on schedule at now() do drop table t", "analyze delete from t",
			"analyze format = json delete from t", "analyze table u; analyze drop table t",
			"set statement a = 1 for drop table t", "set @a = drop_t()", "set a = 1, global b = 2",
			"set a = 1, persist b = 2", "set @@global.a = 1", "set @@persist.a = 1", "set password = 'x'",
			"set a = (select drop_t())", "do drop_t()", "call drop_t()", "execute immediate 'drop table t'",
			"prepare p from 'drop table t'", "begin not atomic drop table t; end", "create or replace table t (a int)",
			"create or replace database t", "create or replace schema t", "create or replace sequence t",
			"create or replace user t", "create or replace index i on t (a)",
			"create or replace temporary table t (a int)", "drop table if exists u cascade, t",
			"alter table u drop partition p", "alter table u truncate partition all",
			"alter table u exchange partition p with table t", "alter table u add system versioning",
			"alter table u add period for system_time (a, b)", "alter table u discard tablespace",
			"alter table u import tablespace", "create function f returns string soname 'evil.so'",
			"load data infile 'x' into table t", "create table v (a int) engine = federated connection = 'x'",
			"create table v (a int) union = (t)", "create table v (a int) insert_method = last", "flush tables",
			"alter table u add a int default (drop_t())" })
	void whatRunsAtOnceOnMySqlAndMariaDbIsLookedThrough(String sql) {
		isUnknown(Dialect.MYSQL, sql);
		isUnknown(Dialect.MARIADB, sql);
	}

	@ParameterizedTest
	@ValueSource(strings = { "create schema s create table t (a int)",
			"create schema s authorization a create view v as select 1",
			"create schema authorization a grant all on t to public",
			"create schema if not exists s create table t (a int)",
			"create rule r as on insert to u do also delete from t",
			"create or replace rule r as on select to u do instead select 1",
			"create event trigger e on ddl_command_end execute function f()", "create user mapping for a server s",
			"create subscription s connection 'x' publication p", "do $$ begin drop table t; end $$",
			"do 'begin drop table t; end'", "drop owned by a", "drop user mapping for a server s",
			"create language l handler h", "create access method a type table handler h",
			"create server s foreign data wrapper f", "alter function f() rename to g drop table t",
			"alter table u add a int drop table t", "alter table u alter a type int using a drop table t",
			"create table v (a int) drop table t", "comment on table u is 'x' drop table t",
			"comment on table u is 'x' || drop_t()", "explain analyze drop table t", "copy u from program 'x'",
			"prepare p as drop table t", "execute p", "declare c cursor for select 1", "lock table t",
			"import foreign schema s from server x into y", "alter system set a = 1", "\\i evil.sql",
			"select 1 \\gexec", "load 'evil'", "security label on table t is 'x'", "begin", "end", "abort" })
	void statementsWithStatementsInsideAreUnknown(String sql) {
		isUnknown(Dialect.POSTGRESQL, sql);
	}

	@ParameterizedTest
	@ValueSource(strings = { "create alias f as 'int f() { return 1; }'",
			"create alias f for \"java.lang.System.exit\"", "create linked table v ('x', 'y', 'z', 'a', 't')",
			"create aggregate f for \"x.Y\"", "runscript from 'x'", "call drop_t()", "script drop to 'x'",
			"insert into u select csvread('x')", "select file_write('x', 'y')", "set mode MySQL",
			"set trace_level_file 3", "set cluster ''", "execute immediate 'drop table t'", "shutdown",
			"create table v as select drop_t()", "alter table u add a int as (drop_t())",
			"merge into u using t on true when matched then delete", "drop all objects delete files" })
	void whatRunsAtOnceOnH2IsLookedThrough(String sql) {
		isUnknown(Dialect.H2, sql);
	}

}
