package io.expandcontract.backfill;

import java.sql.Connection;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhaseSource;
import io.expandcontract.changelog.PhasedChangeSet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.InMemoryResources;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.change.ColumnConfig;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.core.MySQLDatabase;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.DatabaseFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BackfillChangeTests {

	private static final Map<String, String> FORMATS = Map.of("yaml", """
			databaseChangeLog:
			  - changeSet:
			      id: fill
			      author: ann
			      changes:
			        - backfill:
			            tableName: person
			            schemaName: sales
			            columns:
			              - column:
			                  name: name
			                  valueComputed: first_name || ' ' || last_name
			              - column:
			                  name: initial
			                  valueComputed: substr(first_name, 1, 1)
			            where: id > 0
			            beforeTraffic: true
			""", "xml",
			"""
					<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
					    xmlns:ext="http://www.liquibase.org/xml/ns/dbchangelog-ext"
					    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
					    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd
					        http://www.liquibase.org/xml/ns/dbchangelog-ext http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-ext.xsd">
					  <changeSet id="fill" author="ann">
					    <ext:backfill tableName="person" schemaName="sales" beforeTraffic="true">
					      <ext:column name="name" valueComputed="first_name || ' ' || last_name"/>
					      <ext:column name="initial" valueComputed="substr(first_name, 1, 1)"/>
					      <ext:where>id &gt; 0</ext:where>
					    </ext:backfill>
					  </changeSet>
					</databaseChangeLog>
					""",
			"json", """
					{"databaseChangeLog": [{"changeSet": {"id": "fill", "author": "ann", "changes": [{"backfill": {
					  "tableName": "person", "schemaName": "sales", "beforeTraffic": true, "where": "id > 0",
					  "columns": [{"column": {"name": "name", "valueComputed": "first_name || ' ' || last_name"}},
					              {"column": {"name": "initial", "valueComputed": "substr(first_name, 1, 1)"}}]}}]}}]}
					""");

	private static final String SMALL = """
			- changeSet:
			    id: fill
			    author: ann
			    changes:
			      - backfill:
			          tableName: person
			          columns:
			            - column:
			                name: name
			                valueComputed: first_name || ' ' || last_name
			""";

	private static PhasedChangeSet only(InMemoryResources resources, String path) {
		return PhasedChangelog.of(Changelogs.parse(resources, path), Unphased.REFUSE, "1.1", null).changeSets().get(0);
	}

	private static BackfillChange complete() {
		BackfillChange change = new BackfillChange();
		change.setTableName("person");
		change.addColumn(column("name", "first_name"));
		return change;
	}

	private static ColumnConfig column(String name, String expression) {
		ColumnConfig column = new ColumnConfig();
		column.setName(name);
		column.setValueComputed(new DatabaseFunction(expression));
		return column;
	}

	@ParameterizedTest
	@ValueSource(strings = { "yaml", "xml", "json" })
	void everyFormatSaysTheSame(String format) {
		InMemoryResources resources = new InMemoryResources().with("fill." + format, FORMATS.getOrDefault(format, ""));
		PhasedChangeSet changeSet = only(resources, "fill." + format);
		assertThat(changeSet.phase()).isEqualTo(Phase.MIGRATE);
		assertThat(changeSet.source()).isEqualTo(PhaseSource.INFERRED);
		assertThat(Backfill.isIn(changeSet)).isTrue();
		assertThat(Backfill.of(changeSet, "public")).isEqualTo(new Backfill(changeSet.key(), "sales", "person",
				List.of(new Backfill.Column("name", "first_name || ' ' || last_name"),
						new Backfill.Column("initial", "substr(first_name, 1, 1)")),
				"id > 0", true));
	}

	@Test
	void whatIsNotSaidHasItsDefault() {
		PhasedChangeSet changeSet = only(new InMemoryResources().with("fill.yaml", Changelogs.yaml(SMALL)),
				"fill.yaml");
		Backfill backfill = Backfill.of(changeSet, "public");
		assertThat(backfill.schema()).isEqualTo("public");
		assertThat(backfill.where()).isNull();
		assertThat(backfill.beforeTraffic()).isFalse();
	}

	@Test
	void otherChangeSetsHoldNoBackfill() {
		PhasedChangeSet changeSet = only(
				new InMemoryResources().with("a.yaml", Changelogs.yaml(Changelogs.changeSet("1"))), "a.yaml");
		assertThat(Backfill.isIn(changeSet)).isFalse();
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Backfill.of(changeSet, null));
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2" })
	void plainLiquibaseRunsOneUpdateByTheSameRules(TestDatabases databases) throws Exception {
		try (HikariDataSource dataSource = databases.createDatabase();
				Connection connection = dataSource.getConnection()) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			jdbc.execute("create table person (id int, first_name varchar(9), last_name varchar(9), name varchar(20))");
			jdbc.update(
					"insert into person values (1, 'Ann', 'Lee', null), (2, 'Cher', null, 'Cher'), (3, 'A', 'B', 'x')");
			Database database = DatabaseFactory.getInstance()
				.findCorrectDatabaseImplementation(new JdbcConnection(connection));
			Liquibase liquibase = new Liquibase("fill.yaml",
					new InMemoryResources().with("fill.yaml", Changelogs.yaml(SMALL)), database);
			liquibase.update(new Contexts(), new LabelExpression());
			assertThat(jdbc.queryForList("select name from person order by id", String.class))
				.containsExactly("Ann Lee", "Cher", "A B");
			jdbc.update("update person set name = 'again' where id = 1");
			liquibase.update(new Contexts(), new LabelExpression());
			assertThat(jdbc.queryForObject("select name from person where id = 1", String.class)).isEqualTo("again");
			liquibase.rollback(1, "");
			assertThat(jdbc.queryForObject("select name from person where id = 1", String.class)).isEqualTo("again");
		}
	}

	@Test
	void statementEscapesNamesAndComparesAsTheDatabaseDoes() {
		BackfillChange change = complete();
		change.setTableName("MixedCase");
		change.setWhere("a = 1 or b = 2");
		assertThat(sql(change, new PostgresDatabase())).isEqualTo("""
				update "MixedCase"
				set name = first_name
				where (a = 1 or b = 2) and (case when name is null then (first_name) is not null \
				else name is distinct from (first_name) and (first_name) is not null end)""");
		assertThat(sql(change, new MySQLDatabase())).contains("not (name <=> (first_name))");
	}

	private static String sql(BackfillChange change, Database database) {
		return SqlGeneratorFactory.getInstance().generateSql(change, database)[0].toSql();
	}

	@Test
	void missingPiecesAreErrors() {
		PostgresDatabase database = new PostgresDatabase();
		assertThat(complete().validate(database).hasErrors()).isFalse();
		assertThat(new BackfillChange().validate(database).getErrorMessages()).hasSize(2)
			.anyMatch((message) -> message.contains("tableName"))
			.anyMatch((message) -> message.contains("at least one column"));
		BackfillChange constant = complete();
		ColumnConfig value = new ColumnConfig();
		value.setName("country");
		value.setValue("AT");
		constant.addColumn(value);
		assertThat(constant.validate(database).getErrorMessages()).singleElement()
			.asString()
			.contains("country", "valueComputed");
		BackfillChange nameless = complete();
		nameless.getColumns().get(0).setName("");
		assertThat(nameless.validate(database).hasErrors()).isTrue();
	}

	@Test
	void checksumFollowsEveryProperty() {
		List<BackfillChange> changes = List.of(complete(), complete(), complete(), complete(), complete(), complete());
		changes.get(1).setTableName("other");
		changes.get(2).setSchemaName("sales");
		changes.get(3).setWhere("id > 7");
		changes.get(4).setBeforeTraffic(true);
		changes.get(5).getColumns().get(0).setValueComputed(new DatabaseFunction("last_name"));
		assertThat(changes.stream().map((change) -> change.generateCheckSum().toString())).doesNotHaveDuplicates();
		assertThat(complete().generateCheckSum()).isEqualTo(complete().generateCheckSum());
	}

}
