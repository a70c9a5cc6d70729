package io.expandcontract.testsupport;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two users of a database: one that may change the schema, for Liquibase, and one that
 * may not, for the application.
 *
 * @param database the database
 * @param migrator the name of the first
 * @param application the name of the second
 */
public record TwoUsers(HikariDataSource database, String migrator, String application) {

	/**
	 * Create the users of a database.
	 * @param database a database of {@link TestDatabases}
	 * @return their names, distinct on the whole server
	 */
	public static TwoUsers of(HikariDataSource database) {
		String url = database.getJdbcUrl();
		String name = url.substring(url.lastIndexOf('/') + 1);
		TwoUsers users = new TwoUsers(database, "m" + name.substring(0, 20), "a" + name.substring(0, 20));
		JdbcTemplate jdbc = new JdbcTemplate(database);
		(TestDatabases.of(database).isMySqlFamily() ? users.onMySql(name) : users.onPostgreSql())
			.forEach(jdbc::execute);
		return users;
	}

	private List<String> onPostgreSql() {
		return List.of("create role " + this.migrator + " login", "create role " + this.application + " login",
				"grant all on schema public to " + this.migrator,
				"alter default privileges for role " + this.migrator
						+ " grant select, insert, update, delete on tables to " + this.application,
				"alter default privileges for role " + this.migrator + " revoke all on tables from public");
	}

	/**
	 * The application's user comes from one host only, and may look at tables and change
	 * none. To see the migrator's sessions it needs a right.
	 */
	private List<String> onMySql(String name) {
		String application = "'" + this.application + "'@'localhost'";
		return List.of("create user '" + this.migrator + "'@'%'", "create user " + application,
				"grant all on " + name + ".* to '" + this.migrator + "'@'%' with grant option",
				"grant select on " + name + ".* to " + application, "grant process on *.* to " + application,
				"grant process on *.* to '" + this.migrator + "'@'%'",
				"grant select on performance_schema.* to " + application,
				"grant select on performance_schema.* to '" + this.migrator + "'@'%'");
	}

	/**
	 * Let the application write its own table, where rights are not inherited from the
	 * schema.
	 * @param table a table that the migrator has created
	 */
	public void mayWrite(String table) {
		if (TestDatabases.of(this.database).isMySqlFamily()) {
			new JdbcTemplate(this.database).execute(
					"grant select, insert, update, delete on " + table + " to '" + this.application + "'@'localhost'");
		}
	}

	/**
	 * Take from the migrator the right to connect.
	 */
	public void lockMigratorOut() {
		new JdbcTemplate(this.database).execute(TestDatabases.of(this.database).isMySqlFamily()
				? "alter user '" + this.migrator + "'@'%' identified by 'another'"
				: "alter role " + this.migrator + " nologin");
	}

}
