package io.expandcontract.autogenerate;

import java.sql.Connection;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.expandcontract.autogenerate.Plan.Planned;
import liquibase.Scope;
import liquibase.change.ChangeFactory;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.ObjectQuotingStrategy;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.parser.core.ParsedNode;
import liquibase.parser.core.ParsedNodeException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.sqlgenerator.SqlGeneratorFactory;

/**
 * Writes a changelog in SQL, by Liquibase's own generators for the engine at hand.
 */
final class SqlChangelog {

	private final ChangelogFile file;

	private final Database database;

	private final StringBuilder text = new StringBuilder();

	private SqlChangelog(ChangelogFile file, Database database) {
		this.file = file;
		this.database = database;
	}

	static String write(ChangelogFile file, Connection connection) {
		try {
			Database database = DatabaseFactory.getInstance()
				.findCorrectDatabaseImplementation(new JdbcConnection(connection));
			return new SqlChangelog(file, database).write();
		}
		catch (LiquibaseException | ParsedNodeException ex) {
			throw new UnwritableChangelogException("Liquibase cannot write " + file.path() + " as SQL", ex);
		}
	}

	private String write() throws LiquibaseException, ParsedNodeException {
		line("-- liquibase formatted sql logicalFilePath:" + this.file.path());
		this.file.questions().forEach((question) -> {
			line("-- DECIDE: " + question.question());
			line("--   " + question.recipe());
		});
		for (Planned planned : this.file.changeSets()) {
			changeSet(planned);
		}
		return this.text.toString();
	}

	private void line(String line) {
		this.text.append(line).append('\n');
	}

	private void changeSet(Planned planned) throws LiquibaseException, ParsedNodeException {
		Step step = planned.step();
		List<String> statements = statements(step);
		boolean split = statements.stream().noneMatch((statement) -> statement.contains(";"));
		line("");
		line("-- changeset " + quoted(this.file.author()) + ":" + planned.id() + " contextFilter:\""
				+ this.file.context() + "\" dbms:" + this.file.dbms() + (split ? "" : " splitStatements:false"));
		line("-- comment: " + step.comment());
		List<Change> dependencies = this.file.dependencies(planned);
		Step.Condition condition = step.condition();
		if (condition != null || !dependencies.isEmpty()) {
			line("-- preconditions onFail:HALT"
					+ ((condition != null) ? " onFailMessage:\"" + condition.message().replace('"', '\'') + '"' : ""));
		}
		dependencies.forEach((other) -> line("-- precondition-sql-check expectedResult:1 select count(*) from "
				+ "${database.databaseChangeLogTableName} where ID = '" + other.attributes().get("id")
				+ "' and AUTHOR = '" + String.valueOf(other.attributes().get("author")).replace("'", "''")
				+ "' and FILENAME = '" + other.attributes().get("changeLogFile") + "'"));
		if (condition != null) {
			line("-- precondition-sql-check expectedResult:0 " + condition.query());
		}
		statements.forEach((statement) -> line(split ? statement + ";" : statement));
	}

	private static String quoted(String author) {
		return author.matches("\\w+") ? author : '"' + author + '"';
	}

	private List<String> statements(Step step) throws LiquibaseException, ParsedNodeException {
		List<String> statements = new java.util.ArrayList<>();
		this.database.setObjectQuotingStrategy(
				step.isQuoted() ? ObjectQuotingStrategy.QUOTE_ALL_OBJECTS : ObjectQuotingStrategy.LEGACY);
		for (Change change : step.written()) {
			if (change.isSql()) {
				statements.add(String.valueOf(change.attributes().get("sql")));
				continue;
			}
			liquibase.change.Change parsed = Scope.getCurrentScope()
				.getSingleton(ChangeFactory.class)
				.create(change.name());
			ParsedNode node = new ParsedNode(null, change.name());
			node.setValue(plain(change));
			parsed.load(node, new ClassLoaderResourceAccessor());
			Arrays.stream(SqlGeneratorFactory.getInstance().generateSql(parsed, this.database))
				.map((sql) -> sql.toSql())
				.forEach(statements::add);
		}
		return statements;
	}

	private static Map<String, Object> plain(Change change) {
		Map<String, Object> map = new LinkedHashMap<>();
		change.attributes().forEach((name, value) -> map.put(name, plain(value)));
		return map;
	}

	private static Object plain(Object value) {
		if (value instanceof List<?> list) {
			return list.stream()
				.map(Change.class::cast)
				.map((element) -> Map.of(element.name(), plain(element)))
				.collect(Collectors.toList());
		}
		return (value instanceof Change change) ? plain(change) : value;
	}

}
