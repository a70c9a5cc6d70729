package io.expandcontract.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A changelog as applications have them after some years: 1,500 changesets in a dozen
 * files, in YAML, XML and SQL, with includes, contexts, properties and preconditions. Ten
 * files are the past, each table made and changed in ten changesets; two are the next
 * release, which changes tables of the past.
 */
public final class LargeChangelog {

	/** How many changesets there are. */
	public static final int SIZE = 1500;

	/** How many of them are the past. */
	public static final int PAST = 1250;

	private static final int PER_FILE = 125;

	private final Map<String, String> files = new LinkedHashMap<>();

	private int rawSql;

	/**
	 * Write the changelog.
	 */
	public LargeChangelog() {
		List<String> names = new ArrayList<>();
		for (int file = 0; file * PER_FILE < SIZE; file++) {
			String name = "part-%02d.%s".formatted(file, (file % 3 == 1) ? "sql" : (file % 3 == 2) ? "xml" : "yaml");
			names.add(name);
			this.files.put(name, file(name, file));
		}
		this.files.put("past.yaml", master(names.subList(0, PAST / PER_FILE)));
		this.files.put("master.yaml", master(names));
	}

	/**
	 * Return the files.
	 * @return contents by name; {@code past.yaml} includes the past, {@code master.yaml}
	 * all
	 */
	public Map<String, String> files() {
		return this.files;
	}

	/**
	 * Return how many changesets are raw SQL.
	 * @return their share of all, from 0 to 1
	 */
	public double rawSqlShare() {
		return (double) this.rawSql / SIZE;
	}

	/**
	 * Write the files to disk.
	 * @param folder where to
	 * @throws IOException if a file cannot be written
	 */
	public void writeTo(Path folder) throws IOException {
		for (Map.Entry<String, String> file : this.files.entrySet()) {
			Files.writeString(folder.resolve(file.getKey()), file.getValue());
		}
	}

	private static String master(List<String> names) {
		StringBuilder yaml = new StringBuilder("""
				databaseChangeLog:
				  - property: { name: text.type, value: varchar(20), dbms: "h2, postgresql" }
				  - property: { name: text.type, value: nvarchar(20), dbms: mssql }
				  - property: { name: fine, value: "true" }
				""");
		names.forEach((name) -> yaml.append("  - include: { file: ")
			.append(name)
			.append(", relativeToChangelogFile: true")
			.append(name.contains("03") ? ", contextFilter: \"prod or dev\"" : "")
			.append(" }\n"));
		return yaml.toString();
	}

	private String file(String name, int file) {
		StringBuilder text = new StringBuilder(head(name));
		for (int index = file * PER_FILE; index < (file + 1) * PER_FILE; index++) {
			text.append(changeSet(name, index));
		}
		return text.append(name.endsWith(".xml") ? "</databaseChangeLog>\n" : "").toString();
	}

	private static String head(String name) {
		if (name.endsWith(".sql")) {
			return "--liquibase formatted sql logicalFilePath:db/changelog/" + name + "\n";
		}
		return name.endsWith(".yaml") ? "databaseChangeLog:\n  - logicalFilePath: db/changelog/" + name + "\n" : """
				<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
					xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" logicalFilePath="db/changelog/%s"
					xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
						http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
				""".formatted(name);
	}

	private String changeSet(String name, int index) {
		String attributes = switch (index % 10) {
			case 3 -> "prod or dev";
			case 4 -> "!test";
			default -> "";
		};
		Step step = (index < PAST) ? Step.ofPast(index) : Step.ofRelease(index - PAST);
		if (name.endsWith(".sql")) {
			this.rawSql++;
			return "\n--changeset ann:%d%s\n%s%s;\n".formatted(index,
					attributes.isEmpty() ? "" : " context:\"" + attributes + "\"",
					(step.missing() != null) ? "--preconditions onFail:MARK_RAN\n--precondition-table-exists table:"
							+ step.missing() + "\n" : "",
					step.sql());
		}
		if (name.endsWith(".yaml")) {
			return "  - changeSet:\n      id: \"%d\"\n      author: ann\n%s%s      changes: [ { %s } ]\n".formatted(
					index, attributes.isEmpty() ? "" : "      contextFilter: \"" + attributes + "\"\n",
					(step.absent() != null) ? "      preConditions: [ { onFail: MARK_RAN }, { not: [ { tableExists: { "
							+ "tableName: " + step.absent() + " } } ] } ]\n" : "",
					step.yaml());
		}
		this.rawSql++;
		return "<changeSet id=\"%d\" author=\"ann\"%s><sql>%s</sql></changeSet>%n".formatted(index,
				attributes.isEmpty() ? "" : " contextFilter=\"" + attributes + "\"",
				step.sql().replace("<", "&lt;").replace(">", "&gt;"));
	}

	/**
	 * What a changeset does.
	 *
	 * @param yaml as Liquibase's own change
	 * @param sql as SQL of PostgreSQL and H2
	 * @param absent the table that must not be there
	 * @param missing the table that must be there
	 */
	private record Step(String yaml, String sql, @Nullable String absent, @Nullable String missing) {

		private static Step of(String yaml, String sql) {
			return new Step(yaml, sql, null, null);
		}

		private static Step ofPast(int index) {
			String table = "t_" + index / 10;
			return switch (index % 10) {
				case 0 -> new Step("createTable: { tableName: " + table
						+ ", columns: [ { column: { name: id, type: bigint, autoIncrement: true, constraints: { primaryKey: true, nullable: false } } },"
						+ " { column: { name: name, type: varchar(50), constraints: { nullable: false } } },"
						+ " { column: { name: note, type: \"${text.type}\" } } ] }",
						"create table " + table
								+ " (id bigint generated by default as identity primary key, name varchar(50) not null, note varchar(20))",
						table, null);
				case 1 -> new Step("addColumn: { tableName: " + table
						+ ", columns: [ { column: { name: amount, type: \"numeric(10,2)\", defaultValueNumeric: 0, constraints: { nullable: false } } } ] }",
						"alter table " + table + " add column amount numeric(10,2) default 0 not null", null, table);
				case 2 -> of(
						"createIndex: { tableName: " + table + ", indexName: i_" + table
								+ ", columns: [ { column: { name: name } } ] }",
						"create index i_" + table + " on " + table + " (name)");
				case 3 -> of("insert: { tableName: " + table
						+ ", columns: [ { column: { name: name, value: one } }, { column: { name: note, value: x } } ] }",
						"insert into " + table + " (name, note) values ('one; and more', 'x''s')");
				case 4 -> of("addColumn: { tableName: " + table
						+ ", columns: [ { column: { name: parent, type: bigint, constraints: { foreignKeyName: fk_"
						+ table + ", references: \"t_0(id)\" } } } ] }",
						"alter table " + table + " add column parent bigint");
				case 5 -> of(
						"addNotNullConstraint: { tableName: " + table
								+ ", columnName: note, columnDataType: varchar(20), defaultNullValue: none }",
						"alter table " + table + " alter column note set not null");
				case 6 -> of(
						"addUniqueConstraint: { tableName: " + table
								+ ", columnNames: \"name, note\", constraintName: u_" + table + " }",
						"alter table " + table + " add constraint u_" + table + " unique (name, note)");
				case 7 -> of("sql: { sql: \"update " + table + " set amount = 1 where amount = 0\" }",
						"-- corrects what was wrong\nupdate " + table + " set amount = 1 where amount = 0");
				case 8 ->
					of("createView: { viewName: v_" + table + ", replaceIfExists: true, selectQuery: select id from "
							+ table + " }", "create or replace view v_" + table + " as select id from " + table);
				default -> of("dropColumn: { tableName: " + table + ", columnName: amount }",
						"alter table " + table + " drop column amount");
			};
		}

		private static Step ofRelease(int index) {
			String table = "t_" + index / 10;
			return switch (index % 10) {
				case 0 -> of(
						"addColumn: { tableName: " + table
								+ ", columns: [ { column: { name: title, type: varchar(30) } } ] }",
						"alter table " + table + " add column title varchar(30)");
				case 1 -> of(
						"createIndex: { tableName: " + table + ", indexName: j_" + table
								+ ", columns: [ { column: { name: title } } ] }",
						"create index j_" + table + " on " + table + " (title)");
				case 2 -> of(
						"addColumn: { tableName: " + table
								+ ", columns: [ { column: { name: owner, type: bigint } } ] }",
						"alter table " + table + " add column owner bigint");
				case 3 -> of("addForeignKeyConstraint: { baseTableName: " + table
						+ ", baseColumnNames: owner, referencedTableName: t_0, referencedColumnNames: id, constraintName: o_"
						+ table + " }",
						"alter table " + table + " add constraint o_" + table
								+ " foreign key (owner) references t_0 (id) on delete set null");
				case 4 ->
					of("sql: { sql: update " + table + " set title = name }", "update " + table + " set title = name");
				case 5 -> of(
						"addNotNullConstraint: { tableName: " + table
								+ ", columnName: title, columnDataType: varchar(30) }",
						"alter table " + table + " alter column title set not null");
				case 6 ->
					of("modifyDataType: { tableName: " + table + ", columnName: note, newDataType: varchar(100) }",
							"alter table " + table + " alter column note set data type varchar(100)");
				case 7 -> of("createTable: { tableName: x_" + table
						+ ", columns: [ { column: { name: id, type: bigint, constraints: { primaryKey: true } } } ] }",
						"create table x_" + table + " (id bigint primary key)");
				case 8 -> of("dropView: { viewName: v_" + table + " }", "drop view v_" + table);
				default -> of("dropColumn: { tableName: " + table + ", columnName: parent }",
						"alter table " + table + " drop column parent");
			};
		}

	}

}
