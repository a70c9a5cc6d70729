package io.expandcontract.autogenerate;

import java.util.List;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What MySQL and MariaDB have in common.
 */
abstract class MySqlFamilyCatalogContractTests extends CatalogContractTests {

	MySqlFamilyCatalogContractTests(TestDatabases engine) {
		super(engine);
	}

	@Override
	List<String> everything() {
		return List.of(
				"""
						create table t (id bigint not null auto_increment primary key, mood enum('sad', 'ok') default 'ok', kind set('a', 'b'),
						  made datetime(6) default current_timestamp(6) on update current_timestamp(6), amount decimal(38,2) unsigned,
						  doubled bigint generated always as (amount * 2) stored, data json, raw longblob, flag bit(1) default b'0',
						  small tinyint(1) not null default 1, quoted varchar(20) default 'it''s', day date default '2020-01-01',
						  note varchar(100) character set latin1 collate latin1_bin comment 'a note', constraint positive check (amount > 0),
						  constraint notes check (note in ('a', 'b'))) comment 'things'
						""",
				"create unique index u on t (amount, made)", "create index prefix on t (note(10))",
				"create index falling on t (day desc, small)", "create fulltext index words on t (note)",
				"create table child (id bigint, constraint fk_t foreign key (id) references t (id) on delete set null)");
	}

	@Test
	void flagsAreAlikeHoweverTheyAreStored() {
		assertThat(Comparison.of(schema("create table t (a bit(1))"), schema("create table t (a tinyint(1))"),
				Renames.NONE))
			.isEmpty();
	}

	@Test
	void labelsOfEnumerationsAreASet() {
		Schema one = schema("create table t (a enum('A', 'B'))");
		assertThat(Comparison.of(one, schema("create table t (a enum('B', 'A'))"), Renames.NONE)).isEmpty();
		assertThat(Comparison.of(one, schema("create table t (a enum('A', 'B', 'C'))"), Renames.NONE)).singleElement()
			.isInstanceOf(Difference.TypeChanged.class);
	}

	@Test
	void defaultsAreExpressions() {
		Table table = schema(everything().get(0)).tables().get(0);
		assertThat(table.columns()).filteredOn((column) -> column.name().equals("quoted"))
			.extracting(Column::defaultValue)
			.singleElement()
			.asString()
			.matches("'it('|\\\\)'s'");
		assertThat(table.columns()).filteredOn((column) -> column.name().equals("made"))
			.extracting(Column::defaultValue)
			.singleElement()
			.asString()
			.isEqualToIgnoringCase("current_timestamp(6) on update current_timestamp(6)");
	}

}
