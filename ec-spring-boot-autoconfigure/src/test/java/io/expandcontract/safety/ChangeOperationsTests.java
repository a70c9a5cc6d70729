package io.expandcontract.safety;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.expandcontract.sql.Operation;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.InMemoryResources;
import liquibase.Scope;
import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.change.ChangeFactory;
import liquibase.change.core.CreateProcedureChange;
import liquibase.change.core.RawSQLChange;
import liquibase.change.custom.CustomSqlChange;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.core.H2Database;
import liquibase.database.core.MariaDBDatabase;
import liquibase.database.core.MySQLDatabase;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.ValidationErrors;
import liquibase.resource.ResourceAccessor;
import liquibase.statement.SqlStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeOperationsTests {

	private static List<Operation> operations(Database database, String changes) {
		ChangeSet changeSet = Changelogs
			.parse("a.yaml", Changelogs.changeSet("1", "changes:\n" + ("- " + changes.indent(2).trim()).indent(2)))
			.getChangeSets()
			.get(0);
		return new ChangeOperations(database).of(changeSet).stream().map(Effect::operation).toList();
	}

	private static String told(Database database, String changes) {
		return operations(database, changes).stream().map(Object::toString).collect(Collectors.joining("; "));
	}

	@Test
	void everyRegisteredTypeIsKnown() {
		Database database = new PostgresDatabase();
		Identifiers names = new Identifiers(database);
		Set<Class<? extends Change>> known = new ChangeTypes(names,
				new Columns(database, names, new io.expandcontract.sql.Recogniser(names.dialect())))
			.types();
		Set<String> unknown = new TreeSet<>();
		ChangeFactory factory = Scope.getCurrentScope().getSingleton(ChangeFactory.class);
		for (String name : factory.getDefinedChanges()) {
			Change change = factory.create(name);
			boolean own = change.getClass().getName().startsWith("io.expandcontract.");
			if (!own && !known.contains(change.getClass()) && !(change instanceof AbstractSQLChange)
					&& !(change instanceof CreateProcedureChange)) {
				unknown.add(name);
			}
		}
		assertThat(factory.getDefinedChanges()).hasSizeGreaterThan(40);
		assertThat(unknown).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					addColumn: { tableName: t, columns: [ { column: { name: c, type: int } } ] } | AddColumn
					addColumn: { tableName: t, columns: [ { column: { name: c, type: int, valueNumeric: 1, constraints: { nullable: false } } } ] } | AddColumn ChangeRows SetNotNull
					addAutoIncrement: { tableName: t, columnName: c, columnDataType: bigint } | SetDefault
					addDefaultValue: { tableName: t, columnName: c, defaultValueComputed: now() } | SetDefault
					addForeignKeyConstraint: { baseTableName: t, baseColumnNames: c, referencedTableName: p, referencedColumnNames: id, constraintName: f } | AddConstraint
					addLookupTable: { existingTableName: t, existingColumnName: c, newTableName: l, newColumnName: k } | CreateTable ChangeRows AddConstraint
					addNotNullConstraint: { tableName: t, columnName: c, defaultNullValue: x } | ChangeRows SetNotNull
					addPrimaryKey: { tableName: t, columnNames: "a, b" } | AddConstraint
					addUniqueConstraint: { tableName: t, columnNames: a } | AddConstraint
					alterSequence: { sequenceName: s, cacheSize: 10 } | Annotate
					alterSequence: { sequenceName: s, incrementBy: 10 } | Unknown
					createIndex: { tableName: t, indexName: i, columns: [ { column: { name: a } } ] } | CreateIndex
					createProcedure: { procedureText: "create function f() returns int language sql as 'select 1'" } | CreateObject
					createProcedure: { procedureText: "mumble" } | Unknown
					createSequence: { sequenceName: s } | CreateObject
					createTable: { tableName: t, columns: [ { column: { name: c, type: int } } ] } | CreateTable
					createView: { viewName: v, selectQuery: select 1 } | CreateObject
					createView: { viewName: v, fullDefinition: true, selectQuery: create view v as select 1 } | CreateObject
					delete: { tableName: t, where: "a = 1" } | ChangeRows
					dropAllForeignKeyConstraints: { baseTableName: t } | DropConstraint
					dropColumn: { tableName: t, columns: [ { column: { name: a } }, { column: { name: b } } ] } | DropColumn DropColumn
					dropDefaultValue: { tableName: t, columnName: c } | DropDefault
					dropForeignKeyConstraint: { baseTableName: t, constraintName: f } | DropConstraint
					dropIndex: { tableName: t, indexName: i } | DropIndex
					dropNotNullConstraint: { tableName: t, columnName: c } | DropNotNull
					dropPrimaryKey: { tableName: t } | DropConstraint
					dropProcedure: { procedureName: p } | DropObject
					dropSequence: { sequenceName: s } | DropObject
					dropTable: { tableName: t } | DropTable
					dropUniqueConstraint: { tableName: t, constraintName: u } | DropConstraint
					dropView: { viewName: v } | DropObject
					empty: {} | ``
					executeCommand: { executable: ls } | Unknown
					insert: { tableName: t, columns: [ { column: { name: a, value: x } } ] } | ChangeRows
					loadData: { tableName: t, file: t.csv } | ChangeRows
					loadUpdateData: { tableName: t, file: t.csv, primaryKey: id } | ChangeRows
					mergeColumns: { tableName: t, column1Name: a, column2Name: b, finalColumnName: c, finalColumnType: text, joinString: x } | AddColumn ChangeRows DropColumn DropColumn
					modifyDataType: { tableName: t, columnName: c, newDataType: varchar(20) } | AlterType
					output: { message: hello } | ``
					renameColumn: { tableName: t, oldColumnName: a, newColumnName: b } | RenameColumn
					renameSequence: { oldSequenceName: a, newSequenceName: b } | RenameObject
					renameTable: { oldTableName: a, newTableName: b } | RenameTable
					renameView: { oldViewName: a, newViewName: b } | RenameObject
					setColumnRemarks: { tableName: t, columnName: c, remarks: r } | Annotate
					setTableRemarks: { tableName: t, remarks: r } | Annotate
					sql: { sql: "drop table a; alter table b add c int" } | DropTable AddColumn
					sql: { sql: "drop table a", dbms: mysql } | ``
					sql: { sql: "do $$ begin end $$", splitStatements: false } | Unknown
					stop: { message: no } | ``
					tagDatabase: { tag: x } | ``
					update: { tableName: t, columns: [ { column: { name: a, value: x } } ] } | ChangeRows
					customChange: { class: io.expandcontract.safety.ChangeOperationsTests$NoChange } | Unknown
					backfill: { tableName: t, columns: [ { column: { name: a, valueComputed: b } } ] } | ChangeRows
					""")
	void changes(String change, String expected) {
		assertThat(operations(new PostgresDatabase(), change).stream()
			.map((operation) -> operation.getClass().getSimpleName())
			.collect(Collectors.joining(" "))).isEqualTo((expected != null) ? expected : "");
	}

	@Test
	void namesAreFoldedAsTheDatabaseWould() {
		String change = "dropColumn: { tableName: USERS, columnName: FullName }";
		assertThat(told(new PostgresDatabase(), change)).contains("table=users").contains("column=FullName");
		assertThat(told(new MySQLDatabase(), change)).contains("table=users").contains("column=fullname");
		assertThat(told(new H2Database(), "dropColumn: { tableName: users, columnName: a }")).contains("table=USERS")
			.contains("column=A");
	}

	@Test
	void typesAndDefaultsAreThoseOfTheDatabase() {
		String change = "addColumn: { tableName: t, columns: [ { column: { name: c, type: java.sql.Types.VARCHAR(20), "
				+ "defaultValueComputed: gen_random_uuid() } }, { column: { name: d, type: boolean, defaultValueBoolean: true } } ] }";
		assertThat(told(new PostgresDatabase(), change)).contains("type=varchar(20)")
			.contains("kind=VOLATILE")
			.contains("kind=CONSTANT");
	}

	@Test
	void formattedSqlIsSplitByItsOwnDelimiter() {
		InMemoryResources resources = new InMemoryResources().with("a.sql", """
				--liquibase formatted sql
				--changeset ann:1 endDelimiter:/
				alter table t add a int
				/
				create function f() returns int as $$ begin return 1; end $$ language plpgsql
				/
				""");
		ChangeSet changeSet = Changelogs.parse(resources, "a.sql").getChangeSets().get(0);
		assertThat(new ChangeOperations(new PostgresDatabase()).of(changeSet))
			.extracting((effect) -> effect.operation().getClass().getSimpleName())
			.containsExactly("AddColumn", "CreateObject");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			append: { value: " not null" }                                       | notNull=true
			append: { value: "; drop table victim" }                             | DropTable[table=victim
			prepend: { value: "drop table victim; " }                            | DropTable[table=victim
			replace: { replace: "ADD c", with: "DROP c, ADD d" }                 | DropColumn[table=t, column=c
			regExpReplace: { replace: "ADD c.*", with: "DROP COLUMN c" }         | DropColumn[table=t, column=c
			append: { value: " mumble" }                                         | Unknown
			append: { value: "; drop table victim", dbms: mysql }                | AddColumn[table=t
			""")
	void whatModifySqlMakesOfAChangeCounts(String modification, String expected) {
		String yaml = Changelogs.changeSet("1", "modifySql: [ { " + modification + " } ]",
				"changes: [ { addColumn: { tableName: t, columns: [ { column: { name: c, type: int } } ] } } ]");
		ChangeSet changeSet = Changelogs.parse("a.yaml", yaml).getChangeSets().get(0);
		assertThat(changeSet.getSqlVisitors()).isNotEmpty();
		assertThat(new ChangeOperations(new PostgresDatabase()).of(changeSet).toString()).contains(expected);
	}

	@Test
	void dataOfAFileThatModifySqlChangesIsUnknown() {
		String yaml = Changelogs.changeSet("1", "modifySql: [ { append: { value: x } } ]",
				"changes: [ { loadData: { tableName: t, file: nowhere.csv } } ]");
		assertThat(new ChangeOperations(new PostgresDatabase())
			.of(Changelogs.parse("a.yaml", yaml).getChangeSets().get(0))).singleElement()
			.extracting(Effect::operation)
			.isInstanceOf(Operation.Unknown.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/*! drop table t */", "/*!50003 drop table t */", "/*M! drop table t */",
			"alter table t add c int /*!50003 , drop column a */" })
	void commentThatTheServerExecutesIsUnknownUnlessLiquibaseStripsIt(String sql) {
		String kept = "sql: { sql: \"" + sql + "\", stripComments: false }";
		for (Database database : List.of(new MySQLDatabase(), new MariaDBDatabase())) {
			assertThat(told(database, kept)).contains("Unknown");
			assertThat(told(database, kept.replace("false", "true"))).doesNotContain("Drop");
		}
	}

	@Test
	void nullOnMySqlIsAWholeDefinition() {
		String change = "dropNotNullConstraint: { tableName: t, columnName: c, columnDataType: int }";
		assertThat(told(new MySQLDatabase(), change)).startsWith("RedefineColumn");
		assertThat(told(new PostgresDatabase(), change)).startsWith("DropNotNull");
	}

	@Test
	void missingFileIsUnknown() {
		assertThat(told(new PostgresDatabase(), "sqlFile: { path: nowhere.sql }")).startsWith("Unknown");
		assertThat(operations(new PostgresDatabase(), "sql: { sql: '' }")).isEmpty();
		assertThat(new RawSQLChange().getSql()).isNull();
	}

	/**
	 * A change of the application's own. Liquibase 4 makes it while it parses.
	 */
	public static final class NoChange implements CustomSqlChange {

		@Override
		public SqlStatement[] generateStatements(Database database) {
			return new SqlStatement[0];
		}

		@Override
		public String getConfirmationMessage() {
			return "Nothing done";
		}

		@Override
		public void setUp() {
		}

		@Override
		public void setFileOpener(ResourceAccessor resources) {
		}

		@Override
		public ValidationErrors validate(Database database) {
			return new ValidationErrors();
		}

	}

}
