package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.expandcontract.testsupport.Changelogs;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.core.H2Database;
import liquibase.database.core.MariaDBDatabase;
import liquibase.database.core.MySQLDatabase;
import liquibase.database.core.PostgresDatabase;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The SQL that Liquibase writes for its own changes does what the change says.
 */
class LiquibaseSqlTests {

	private static final Map<Dialect, Database> DATABASES = Map.of(Dialect.POSTGRESQL, new PostgresDatabase(),
			Dialect.MYSQL, new MySQLDatabase(), Dialect.MARIADB, new MariaDBDatabase(), Dialect.H2, new H2Database());

	private static String operations(Dialect dialect, String change) {
		ChangeSet changeSet = Changelogs
			.parse("a.yaml", Changelogs.changeSet("1", "changes:\n" + ("- " + change.indent(2).trim()).indent(2)))
			.getChangeSets()
			.get(0);
		List<String> sql = new ArrayList<>();
		for (Change parsed : changeSet.getChanges()) {
			for (Sql part : SqlGeneratorFactory.getInstance().generateSql(parsed, DATABASES.get(dialect))) {
				sql.add(part.toSql());
			}
		}
		Set<String> words = new LinkedHashSet<>();
		for (String statement : sql) {
			Notation.of(new Recogniser(dialect).recognise(statement))
				.forEach((line) -> words.add(line.equals("unknown") ? "unknown: " + statement : line.split(" ")[0]));
		}
		return String.join(" ", words);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					createTable: { tableName: t, remarks: "it's", columns: [ { column: { name: id, type: bigint, autoIncrement: true, constraints: { primaryKey: true } } }, { column: { name: a, type: varchar(10), defaultValue: "it's", remarks: x, constraints: { nullable: false, unique: true } } }, { column: { name: b, type: boolean, defaultValueBoolean: true } }, { column: { name: c, type: datetime, defaultValueComputed: current_timestamp } } ] } | CreateTable Annotate | CreateTable
					createTable: { tableName: t, columns: [ { column: { name: p, type: int, constraints: { foreignKeyName: f, references: p(id), deleteCascade: true } } }, { column: { name: n, type: "decimal(10, 2)", defaultValueNumeric: 0.5 } }, { column: { name: j, type: clob } }, { column: { name: u, type: uuid } }, { column: { name: y, type: blob } } ] } | CreateTable | CreateTable
					addColumn: { tableName: t, columns: [ { column: { name: c, type: int } }, { column: { name: d, type: varchar(5), defaultValue: x, constraints: { nullable: false } } } ] } | AddColumn | AddColumn
					addColumn: { tableName: t, columns: [ { column: { name: c, type: int, afterColumn: b, valueNumeric: 1 } } ] } | AddColumn ChangeRows | AddColumn ChangeRows
					addDefaultValue: { tableName: t, columnName: c, columnDataType: varchar(10), defaultValue: x } | SetDefault | SetDefault
					addDefaultValue: { tableName: t, columnName: c, columnDataType: boolean, defaultValueBoolean: false } | SetDefault | SetDefault
					addForeignKeyConstraint: { baseTableName: t, baseColumnNames: "a, b", referencedTableName: p, referencedColumnNames: "x, y", constraintName: f, onDelete: SET NULL, onUpdate: RESTRICT } | AddConstraint | AddConstraint
					addNotNullConstraint: { tableName: t, columnName: c, columnDataType: int } | SetNotNull | RedefineColumn
					addNotNullConstraint: { tableName: t, columnName: c, columnDataType: varchar(10), defaultNullValue: x } | ChangeRows SetNotNull | ChangeRows RedefineColumn
					addPrimaryKey: { tableName: t, columnNames: "a, b", constraintName: pk } | AddConstraint | AddConstraint
					addUniqueConstraint: { tableName: t, columnNames: "a, b", constraintName: u } | AddConstraint | AddConstraint
					createIndex: { tableName: t, indexName: i, unique: true, columns: [ { column: { name: a } }, { column: { name: b, descending: true } } ] } | CreateIndex | CreateIndex
					createSequence: { sequenceName: s, startValue: 5, incrementBy: 10 } | CreateObject |
					createView: { viewName: v, replaceIfExists: true, selectQuery: select 1 as a from t } | CreateObject | CreateObject
					delete: { tableName: t, where: "a = 1" } | ChangeRows | ChangeRows
					dropColumn: { tableName: t, columnName: a } | DropColumn | DropColumn
					dropDefaultValue: { tableName: t, columnName: a, columnDataType: int } | DropDefault | DropDefault
					dropForeignKeyConstraint: { baseTableName: t, constraintName: f } | DropConstraint | DropConstraint
					dropIndex: { tableName: t, indexName: i } | DropIndex | DropIndex
					dropNotNullConstraint: { tableName: t, columnName: c, columnDataType: int } | DropNotNull | RedefineColumn
					dropSequence: { sequenceName: s } | DropObject |
					dropTable: { tableName: t, cascadeConstraints: true } | DropTable | DropTable
					dropUniqueConstraint: { tableName: t, constraintName: u } | DropConstraint | DropIndex
					dropView: { viewName: v } | DropObject | DropObject
					insert: { tableName: t, columns: [ { column: { name: a, value: "it's; x" } }, { column: { name: b, valueNumeric: 1 } }, { column: { name: c, valueComputed: now() } } ] } | ChangeRows | ChangeRows
					modifyDataType: { tableName: t, columnName: a, newDataType: varchar(50) } | AlterType | RedefineColumn
					renameColumn: { tableName: t, oldColumnName: a, newColumnName: b, columnDataType: int } | RenameColumn | RenameColumn
					renameTable: { oldTableName: a, newTableName: b } | RenameTable | RenameTable
					setTableRemarks: { tableName: t, remarks: "it's" } | Annotate | Annotate
					setColumnRemarks: { tableName: t, columnName: c, columnDataType: int, remarks: x } | Annotate | RedefineColumn
					update: { tableName: t, columns: [ { column: { name: a, value: x } } ], where: "b is null" } | ChangeRows | ChangeRows
					""")
	void everyChangeIsRecognisedInItsOwnSql(String change, String expected, String mysql) {
		assertThat(operations(Dialect.POSTGRESQL, change)).isEqualTo(expected);
		assertThat(operations(Dialect.H2, change)).isNotEmpty().doesNotContain("unknown");
		if (mysql != null) {
			assertThat(operations(Dialect.MYSQL, change)).startsWith(mysql).doesNotContain("unknown");
			assertThat(operations(Dialect.MARIADB, change)).startsWith(mysql).doesNotContain("unknown");
		}
	}

}
