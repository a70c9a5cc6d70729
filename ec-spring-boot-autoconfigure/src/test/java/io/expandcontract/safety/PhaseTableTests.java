package io.expandcontract.safety;

import java.util.List;
import java.util.Map;

import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.sql.DataType;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.ObjectKind;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.InMemoryResources;
import liquibase.database.Database;
import liquibase.database.core.H2Database;
import liquibase.database.core.MySQLDatabase;
import liquibase.database.core.PostgresDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PhaseTableTests {

	/** The table t: what there is before anything pending runs. */
	static final SchemaFacts FACTS = new SchemaFacts() {

		private final Map<String, ColumnFacts> columns = Map.of("id",
				new ColumnFacts(DataType.of("bigint"), true, false), "a",
				new ColumnFacts(DataType.of("varchar", "50"), false, false), "b",
				new ColumnFacts(DataType.of("varchar", "50"), true, false), "d",
				new ColumnFacts(DataType.of("int4"), true, true), "n",
				new ColumnFacts(DataType.of("numeric", "10", "2"), false, false), "e",
				new ColumnFacts(DataType.of("enum", "x", "y"), false, false), "s",
				new ColumnFacts(DataType.of("timestamp", "0"), true, true));

		@Override
		public boolean hasTable(Name table) {
			return table.name().equals("t") && (table.schema() == null || table.schema().equals("public"));
		}

		@Override
		public @Nullable ColumnFacts column(Name table, String column) {
			return hasTable(table) ? this.columns.get(column) : null;
		}

		@Override
		public boolean mayExist(ObjectKind kind, Name object) {
			return object.name().equals("v");
		}

		@Override
		public boolean isCheck(Name table, String constraint) {
			return constraint.equals("ck");
		}

		@Override
		public boolean isConstrainedDomain(String type) {
			return type.equals("positive");
		}

	};

	static List<Judgement> judge(Database database, SchemaFacts facts, String... sql) {
		StringBuilder file = new StringBuilder("--liquibase formatted sql\n");
		for (int index = 0; index < sql.length; index++) {
			file.append("--changeset ann:")
				.append(index)
				.append(" splitStatements:false\n")
				.append(sql[index])
				.append('\n');
		}
		return new PhaseJudge(new ChangeOperations(database), facts).judge(
				PhasedChangelog
					.of(Changelogs.parse(new InMemoryResources().with("a.sql", file.toString()), "a.sql"),
							Unphased.EXPAND, "1", null)
					.changeSets());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					create table x (id int)                                   | CREATE_TABLE
					create table x (id int); drop table x                     | CREATE_TABLE ON_NEW_TABLE
					create table if not exists t (id int); drop table t       | CREATE_TABLE DROP_TABLE
					alter table t add column if not exists a int; alter table t drop a | ADD_COLUMN DROP_COLUMN
					drop table t                                              | DROP_TABLE
					alter table t rename to u                                 | RENAME_TABLE
					alter table t add c int                                   | ADD_COLUMN
					alter table t add c int not null default 1                | ADD_COLUMN
					alter table t add c bigserial                             | ADD_COLUMN
					alter table t add c int not null                          | ADD_REQUIRED_COLUMN
					alter table t add c int not null default null             | ADD_REQUIRED_COLUMN
					alter table t add c int unique                            | ADD_COLUMN
					alter table t add c int default 1 unique                  | ADD_CONSTRAINED_COLUMN
					alter table t add c int check (c > 0)                     | ADD_CONSTRAINED_COLUMN
					alter table t add c int references p (id)                 | ADD_COLUMN
					alter table t drop a                                      | DROP_COLUMN
					alter table t drop b                                      | DROP_REQUIRED_COLUMN
					alter table t drop d                                      | DROP_COLUMN
					alter table t alter b drop not null, drop b               | DROP_NOT_NULL DROP_COLUMN
					alter table t rename a to z                               | RENAME_COLUMN
					alter table t add c int; alter table t rename c to z      | ADD_COLUMN ON_NEW_COLUMN
					alter table t alter a set not null                        | SET_NOT_NULL
					alter table t alter b set not null                        | SET_NOT_NULL_AGAIN
					alter table t alter a set default 'x'                     | SET_DEFAULT
					alter table t alter a set default null                    | DROP_DEFAULT
					alter table t alter d drop default                        | DROP_DEFAULT
					alter table t alter a type varchar(100)                   | WIDEN_TYPE
					alter table t alter a type character varying(50)          | SAME_TYPE
					alter table t alter a type text                           | WIDEN_TYPE
					alter table t alter a type varchar                        | WIDEN_TYPE
					alter table t alter a type varchar(20)                    | NARROW_TYPE
					alter table t alter d type bigint                         | WIDEN_TYPE
					alter table t alter d type integer                        | SAME_TYPE
					alter table t alter d type smallint                       | NARROW_TYPE
					alter table t alter n type numeric(12,2)                  | WIDEN_TYPE
					alter table t alter n type numeric(12,4)                  | WIDEN_TYPE
					alter table t alter n type numeric(10,4)                  | NARROW_TYPE
					alter table t alter n type numeric                        | WIDEN_TYPE
					alter table t alter d type text                           | OTHER_TYPE
					alter table t alter d type bigint using d * 2             | UNCLEAR_TYPE
					alter table t alter q type bigint                         | UNCLEAR_TYPE
					alter table t alter a type mood                           | UNCLEAR_TYPE
					alter table t add constraint u unique (a)                 | ADD_CONSTRAINT
					alter table t add constraint f foreign key (a) references p (id) not valid | ADD_CONSTRAINT
					alter table t add constraint f foreign key (a) references p (id) not valid; alter table t validate constraint f | ADD_CONSTRAINT VALIDATE_HELD_CONSTRAINT
					alter table t validate constraint f                       | VALIDATE_CONSTRAINT
					alter table t add c int; alter table t add foreign key (c) references p (id) | ADD_COLUMN CONSTRAIN_NEW_COLUMN
					alter table t add c int; alter table t add unique (id, c) | ADD_COLUMN CONSTRAIN_NEW_COLUMN
					alter table t add c int default 1; create unique index i on t (c) | ADD_COLUMN CREATE_UNIQUE_INDEX
					alter table t drop constraint ck                          | DROP_CHECK
					alter table t drop constraint other                       | DROP_CONSTRAINT
					create index i on t (a)                                   | CREATE_INDEX
					create unique index i on t (a)                            | CREATE_UNIQUE_INDEX
					drop index i                                              | DROP_INDEX
					create view w as select 1                                 | CREATE_OBJECT
					create or replace view v as select 1                      | REPLACE_OBJECT
					create or replace view w as select 1                      | CREATE_OBJECT
					drop view if exists v; create view v as select 1          | REPLACE_OBJECT REPLACE_OBJECT
					drop view if exists w; create view w as select 1          | CREATE_OBJECT CREATE_OBJECT
					create policy p on t using (true)                         | CREATE_ACTIVE_OBJECT
					drop sequence s                                           | DROP_OBJECT
					alter sequence s rename to r                              | RENAME_OBJECT
					alter index i rename to j                                 | RENAME_INDEX
					alter type mood add value 'x'                             | ADD_ENUM_VALUE
					alter type mood rename value 'x' to 'y'                   | RENAME_ENUM_VALUE
					insert into t (a) values (1)                              | INSERT_ROWS
					insert into t (a) values (1) on conflict (a) do nothing   | CHANGE_ROWS
					update t set a = 1                                        | CHANGE_ROWS
					delete from t where a = 1                                 | CHANGE_ROWS
					truncate t                                                | TRUNCATE
					grant select on t to r                                    | GRANT
					revoke select on t from r                                 | REVOKE
					comment on table t is 'x'                                 | ANNOTATE
					set lock_timeout = '5s'                                   | ANNOTATE
					reindex table t                                           | REBUILD
					alter table t owner to r                                  | CHANGE_TABLE
					do $$ begin drop table t; end $$                          | NOT_RECOGNISED
					create table audit.t (id int); drop table t               | CREATE_TABLE DROP_TABLE
					create table audit.t (id int); drop table audit.t         | CREATE_TABLE ON_NEW_TABLE
					alter table audit.t add c int; alter table t drop c       | ADD_COLUMN DROP_COLUMN
					alter table audit.t add a int; alter table t drop a       | ADD_COLUMN DROP_COLUMN
					set search_path = audit; create table x (id int); drop table x | ANNOTATE CREATE_TABLE DROP_TABLE
					set search_path = audit; alter table t alter a type varchar(100) | ANNOTATE UNCLEAR_TYPE
					alter table t add c int unique nulls not distinct         | ADD_CONSTRAINED_COLUMN
					alter table t add c int; alter table t add unique nulls not distinct (c) | ADD_COLUMN ADD_CONSTRAINT
					alter table t add c int; create unique index i on t (c) nulls not distinct | ADD_COLUMN CREATE_UNIQUE_INDEX
					alter table t add c int; create unique index i on t (c); alter table t add unique using index i | ADD_COLUMN CONSTRAIN_NEW_COLUMN CONSTRAIN_NEW_COLUMN
					alter table t add c int; create unique index i on t (a); alter table t add unique using index i | ADD_COLUMN CREATE_UNIQUE_INDEX ADD_CONSTRAINT
					alter table t add c int; create unique index i on t (c); alter table t add primary key using index i | ADD_COLUMN CONSTRAIN_NEW_COLUMN ADD_CONSTRAINT
					alter table t add c int; alter table t add foreign key (id, c) references p (a, b) match full | ADD_COLUMN ADD_CONSTRAINT
					alter table t add c int unique; alter table t alter c set default 5 | ADD_COLUMN ADD_CONSTRAINED_COLUMN
					alter table t add c int; create unique index i on t (c); alter table t alter c set default 5 | ADD_COLUMN CONSTRAIN_NEW_COLUMN ADD_CONSTRAINED_COLUMN
					alter table t add c text generated always as (lower(a)) stored | ADD_COLUMN
					alter table t add c text generated always as (lower(a)) stored unique | ADD_CONSTRAINED_COLUMN
					alter table t add c text generated always as (lower(a)) stored not null | ADD_CONSTRAINED_COLUMN
					alter table t add c text generated always as (lower(a)) stored references p (a) | ADD_CONSTRAINED_COLUMN
					alter table t add c int generated always as (a::int) stored | ADD_CONSTRAINED_COLUMN
					alter table t add c int generated always as (1 / d) stored | ADD_CONSTRAINED_COLUMN
					create index i on t (lower(a), (a::text))                 | CREATE_INDEX
					create index i on t ((a::int))                            | CREATE_FALLIBLE_INDEX
					create index i on t (b) where a::int > 1                  | CREATE_FALLIBLE_INDEX
					create table x (a text); create index i on x ((a::int))   | CREATE_TABLE ON_NEW_TABLE
					alter table t add c positive                              | ADD_CONSTRAINED_COLUMN
					create domain d as int not null; alter table t add c d    | CREATE_OBJECT ADD_CONSTRAINED_COLUMN
					create domain d as int; alter table t add c d             | CREATE_OBJECT ADD_COLUMN
					alter table t add c int; alter table t alter c type positive | ADD_COLUMN ADD_CONSTRAINT
					create trigger g before insert on t execute function f()  | CREATE_ACTIVE_OBJECT
					create table x (id int); create trigger g before insert on x execute function f() | CREATE_TABLE CREATE_OBJECT
					create function v(int) returns int language sql as 'select 1' | REPLACE_OBJECT
					create function w(int) returns int language sql as 'select 1' | CREATE_OBJECT
					create table x (id int); alter table x attach partition t default | CREATE_TABLE ATTACH_OLD_PARTITION
					create table x (id int); alter table t attach partition x default | CREATE_TABLE ATTACH_PARTITION
					alter table t attach partition x default                  | ATTACH_OLD_PARTITION
					alter table t detach partition x                          | DETACH_PARTITION
					select setval('s', 1)                                     | NOT_RECOGNISED
					""")
	void onPostgresql(String sql, String expected) {
		assertThat(rules(new PostgresDatabase(), sql)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			alter table t modify a varchar(100)                       | WIDEN_TYPE
			alter table t modify a varchar(100) not null              | SET_NOT_NULL
			alter table t modify b varchar(50)                        | DROP_NOT_NULL
			alter table t modify d int not null                       | UNCLEAR_DEFINITION
			alter table t modify d bigint not null default 0          | WIDEN_TYPE
			alter table t modify d int(11) not null default 0         | SAME_TYPE
			alter table t modify d varchar(10) not null               | OTHER_TYPE
			alter table t modify d int unsigned not null default 0    | UNCLEAR_TYPE
			alter table t modify q int                                | UNCLEAR_DEFINITION
			alter table t modify n decimal                            | NARROW_TYPE
			alter table t modify n decimal(12)                        | NARROW_TYPE
			alter table t modify a varchar(100) as (upper(b)) stored  | UNCLEAR_DEFINITION
			alter table t modify a varchar(100) invisible             | NOT_RECOGNISED
			alter table t modify s timestamp(6) not null default current_timestamp(6) | UNCLEAR_DEFINITION
			alter table t modify e enum('x', 'y')                     | SAME_TYPE
			alter table t modify e enum('x', 'y', 'z')                | ADD_ENUM_VALUE
			alter table t modify e enum('x', 'y', 'z') not null       | SET_NOT_NULL
			alter table t modify e enum('z', 'x', 'y')                | INSERT_ENUM_VALUE
			alter table t modify e enum('x', 'z')                     | INSERT_ENUM_VALUE
			alter table t modify e enum('y', 'x')                     | REMOVE_ENUM_VALUES
			alter table t modify e enum('x')                          | REMOVE_ENUM_VALUES
			alter table t modify e set('x', 'y')                      | UNCLEAR_TYPE
			alter table t modify e enum('x', 'y', 'z') collate utf8mb4_bin | UNCLEAR_TYPE
			alter table t add c int; alter table t modify c int not null | ADD_COLUMN SET_NOT_NULL
			alter table t add c int; alter table t modify c int not null default 1 | ADD_COLUMN ON_NEW_COLUMN
			alter table t add c int; alter table t change c d2 int not null | ADD_COLUMN ON_NEW_COLUMN SET_NOT_NULL
			alter table t add c int unique; alter table t modify c int default 1 | ADD_COLUMN ADD_CONSTRAINT
			alter table t add c int; alter table t modify c int check (c > 0) | ADD_COLUMN ADD_CONSTRAINT
			create index i on t ((cast(a as unsigned)))               | CREATE_FALLIBLE_INDEX
			create index i on t ((cast(a as char(20))))               | CREATE_INDEX
			create table db2.t (id int); drop table t                 | CREATE_TABLE DROP_TABLE
			create trigger g before insert on t for each row set new.a = 'x' | CREATE_ACTIVE_OBJECT
			set sql_log_bin = 0                                       | NOT_RECOGNISED
			""")
	void onMySql(String sql, String expected) {
		assertThat(rules(new MySQLDatabase(), sql)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			alter table t add c int; alter table t alter column c int not null | ADD_COLUMN SET_NOT_NULL
			create schema s; create table s.t (id int); drop table t  | CREATE_OBJECT CREATE_TABLE DROP_TABLE
			set schema s; create table x (id int); drop table x       | ANNOTATE CREATE_TABLE DROP_TABLE
			create domain d as int check (value > 0); alter table t add c d | CREATE_OBJECT ADD_CONSTRAINED_COLUMN
			""")
	void onH2(String sql, String expected) {
		assertThat(rules(new H2Database(), sql)).isEqualTo(expected);
	}

	private static String rules(Database database, String sql) {
		return String.join(" ",
				judge(database, FACTS, sql).get(0)
					.verdicts()
					.stream()
					.map((verdict) -> verdict.rule().name())
					.toList());
	}

	@Test
	void laterChangesetsSeeWhatEarlierOnesLeave() {
		List<Judgement> judgements = judge(new PostgresDatabase(), FACTS, "create table x (id int)",
				"alter table x add c int not null", "alter table t alter b drop not null", "alter table t drop b",
				"alter table t alter a set not null", "alter table t drop a");
		assertThat(judgements).extracting((judgement) -> String.valueOf(judgement.phase()))
			.containsExactly("EXPAND", "EXPAND", "EXPAND", "CONTRACT", "CONTRACT", "CONTRACT");
	}

}
