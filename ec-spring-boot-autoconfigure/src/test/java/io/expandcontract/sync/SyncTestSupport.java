package io.expandcontract.sync;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.InMemoryResources;
import io.expandcontract.testsupport.TestDatabases;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A table whose name is kept in step with its two parts, on every database that has
 * triggers in SQL.
 */
abstract class SyncTestSupport {

	static final String FORWARD = "trim(concat(first_name, ' ', last_name))";

	protected final TestDatabases databases;

	protected HikariDataSource dataSource;

	protected JdbcTemplate jdbc;

	SyncTestSupport(TestDatabases databases) {
		this.databases = databases;
	}

	@BeforeEach
	void createDatabase() {
		this.dataSource = this.databases.createDatabase();
		this.jdbc = new JdbcTemplate(this.dataSource);
		this.jdbc.execute("""
				create table person (id bigint not null primary key, first_name varchar(40), last_name varchar(40),
				                     name varchar(100), note varchar(20))
				""");
	}

	@AfterEach
	void closeDatabase() {
		this.dataSource.close();
	}

	/**
	 * Return what makes first and last name of a name, at its last space.
	 */
	List<String> backward() {
		return (this.databases == TestDatabases.POSTGRESQL)
				? List.of("regexp_replace(name, ' [^ ]*$', '')", "coalesce(substring(name from ' ([^ ]*)$'), '')")
				: List.of(
						"left(name, char_length(name) - if(locate(' ', name) = 0, 0, char_length(substring_index(name, ' ', -1)) + 1))",
						"if(locate(' ', name) = 0, '', substring_index(name, ' ', -1))");
	}

	String namesInStep() {
		return sync("person", Map.of("name", FORWARD),
				Map.of("first_name", backward().get(0), "last_name", backward().get(1)));
	}

	static String sync(String table, Map<String, String> columns, Map<String, String> formerColumns) {
		StringBuilder yaml = new StringBuilder(
				"changes:\n  - syncColumns:\n      tableName: " + table + "\n      columns:\n");
		columns.forEach((name, value) -> yaml.append("        - column: { name: '%s', valueComputed: \"%s\" }\n"
			.formatted(name, value.replace("\\", "\\\\").replace("\"", "\\\""))));
		yaml.append("      formerColumns:\n");
		formerColumns
			.forEach((name, value) -> yaml.append("        - formerColumn: { name: '%s', valueComputed: \"%s\" }\n"
				.formatted(name, value.replace("\\", "\\\\").replace("\"", "\\\""))));
		return yaml.toString();
	}

	static String drop(String table, String columns) {
		return "changes:\n  - dropSyncColumns: { tableName: %s, columnNames: \"%s\" }\n".formatted(table, columns);
	}

	/**
	 * Run a changeset by plain Liquibase.
	 */
	void run(String id, String changes) throws LiquibaseException {
		try (Connection connection = this.dataSource.getConnection()) {
			Database database = DatabaseFactory.getInstance()
				.findCorrectDatabaseImplementation(new JdbcConnection(connection));
			Scope.child(Map.of(AnalyticsArgs.ENABLED.getKey(), false), () -> {
				Liquibase liquibase = new Liquibase("changelog.yaml", new InMemoryResources().with("changelog.yaml",
						Changelogs.yaml(Changelogs.changeSet(id, changes))), database);
				liquibase.update(new Contexts());
			});
		}
		catch (LiquibaseException ex) {
			throw ex;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		catch (Exception ex) {
			throw new LiquibaseException(ex);
		}
	}

	void write(String sql, Object... arguments) {
		this.jdbc.update(sql, arguments);
	}

	List<String> row(long id) {
		return this.jdbc.queryForObject("select first_name, last_name, name from person where id = ?",
				(row, index) -> java.util.Arrays.asList(row.getString(1), row.getString(2), row.getString(3)), id);
	}

	long triggersAndFunctions() {
		String sql = (this.databases == TestDatabases.POSTGRESQL)
				? "select (select count(*) from pg_trigger where not tgisinternal) + (select count(*) from pg_proc where proname like 'ec\\_sync%')"
				: "select count(*) from information_schema.triggers where trigger_schema = database()";
		Long count = this.jdbc.queryForObject(sql, Long.class);
		return (count != null) ? count : -1;
	}

}
