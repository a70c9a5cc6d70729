package io.expandcontract.sql;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RecogniserTests {

	private static String operations(Dialect dialect, String sql) {
		return new Recogniser(dialect).recognise(sql)
			.stream()
			.flatMap((statement) -> statement.operations().stream())
			.map((operation) -> (operation instanceof Operation.Unknown unknown) ? "Unknown: " + unknown.reason()
					: operation.getClass().getSimpleName())
			.collect(Collectors.joining(" "));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					create table t (id bigserial primary key, n varchar(10) not null default 'x', check (n <> ''))                 | CreateTable
					create table if not exists "S"."T" (id uuid default gen_random_uuid(), p bigint references p (id) on delete cascade) | CreateTable
					create table p1 partition of p for values from ('2024-01-01') to ('2025-01-01')                                | CreateTable
					create unlogged table t as select 1                                                                            | CreateTable
					alter table only public.t add column if not exists a timestamp(3) with time zone default now() not null        | AddColumn
					alter table t add a text, drop b, alter c set not null, alter column d type numeric(10,2) using d::numeric     | AddColumn DropColumn SetNotNull AlterType
					alter table t add constraint c foreign key (a, b) references u (x, y) deferrable initially deferred not valid  | AddConstraint
					alter table t validate constraint c                                                                            | ValidateConstraint
					alter table t rename a to b                                                                                    | RenameColumn
					alter table t rename to u                                                                                      | RenameTable
					alter table t set schema s                                                                                     | RenameTable
					alter table t enable row level security                                                                        | ChangeTable
					alter table t set (fillfactor = 70)                                                                            | Annotate
					alter table t attach partition p for values in (1)                                                             | MovePartition
					create unique index concurrently if not exists i on t using btree (lower(a), b desc) include (c) where a > 0   | CreateIndex
					drop index concurrently if exists a, b                                                                         | DropIndex DropIndex
					create or replace function f() returns trigger language plpgsql as $x$ begin; drop table t; end $x$            | CreateObject
					create trigger g after insert or update on t for each row execute function f()                                 | CreateObject
					alter type mood add value if not exists 'happy' before 'sad'                                                   | AddEnumValue
					drop view if exists v cascade                                                                                  | DropObject
					insert into t (a) values ('x;y'), (now()) on conflict (a) do nothing                                           | ChangeRows
					update t set a = 1                                                                                             | ChangeRows
					comment on column t.a is 'it''s'                                                                               | Annotate
					select nextval('s'), (select max(id) from t)                                                                     | Annotate
					set lock_timeout = '5s'; alter table t add a int                                                               | SetOption AddColumn
					""")
	void postgresql(String sql, String expected) {
		assertThat(operations(Dialect.POSTGRESQL, sql)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					create table `t` (`id` int unsigned not null auto_increment, n enum('a','b') character set utf8mb4, primary key (`id`), key k (n(10))) engine=InnoDB default charset=utf8mb4 | CreateTable
					alter table t add column a int not null default 0 after b, algorithm=instant                    | AddColumn
					alter table t modify column a bigint null, change b c varchar(20) comment 'x'                   | RedefineColumn RenameColumn RedefineColumn
					alter table t add unique index u (a, b), drop foreign key f, drop index i, drop primary key     | AddConstraint DropConstraint DropIndex DropConstraint
					alter table t convert to character set utf8mb4 collate utf8mb4_0900_ai_ci                       | Rebuild
					alter table t engine = InnoDB                                                                   | Rebuild
					create fulltext index f on t (a) algorithm=inplace lock=none                                    | CreateIndex
					drop index i on t                                                                               | DropIndex
					rename table a to b, c to d                                                                     | RenameTable RenameTable
					create definer=`root`@`%` trigger g before insert on t for each row begin set new.a = 1; set new.b = case when 1 then 2 end; end | CreateObject
					insert into t values (1) on duplicate key update a = 1                                          | ChangeRows
					set foreign_key_checks = 0                                                                      | SetOption
					""")
	void mysql(String sql, String expected) {
		assertThat(operations(Dialect.MYSQL, sql)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			alter table t add column a int drop everything
			do $$ begin drop table t; end $$
			select drop_everything()
			insert into t select drop_everything()
			with x as (delete from t returning *) select * from x
			create table t (id int) /* no end
			alter table t add column a text default 'no end
			create trigger g after insert on t for each row execute function f() ; drop table u ; nonsense
			""")
	void whatIsNotKnownToTheLastWordIsUnknown(String sql) {
		assertThat(operations(Dialect.POSTGRESQL, sql)).contains("Unknown: ");
	}

	@Test
	void commentsThatMySqlExecutesAreUnknown() {
		assertThat(operations(Dialect.MYSQL, "alter table t add a int /*!50000 , drop column b */"))
			.contains("Unknown: ");
	}

	@Test
	void definitionsAreReadToTheLastDetail() {
		List<SqlStatement> statements = new Recogniser(Dialect.POSTGRESQL)
			.recognise("alter table s.T add \"Name\" varchar(10) not null default 'a' unique");
		assertThat(statements).singleElement()
			.extracting(SqlStatement::operations)
			.isEqualTo(List.of(new Operation.AddColumn(new Name("s", "t"),
					new Column("Name", DataType.of("varchar", "10"), true,
							new DefaultValue(DefaultValue.Kind.CONSTANT, "'a'"), Column.Generation.NONE,
							List.of(new Constraint(Constraint.Kind.UNIQUE, null, List.of("Name"), null, true))))));
	}

}
