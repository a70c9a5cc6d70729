package io.expandcontract.sample.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The databases that the demo runs on.
 */
enum Database {

	POSTGRESQL("PostgreSQL", "postgres", "SHOW server_version", """
			SELECT string_agg(column_name, ', ' ORDER BY ordinal_position)
			  FROM information_schema.columns
			 WHERE table_name = 'users' AND table_schema = 'public'"""),

	MYSQL("MySQL", "root", "SELECT version()", Database.COLUMNS),

	MARIADB("MariaDB", "root", "SELECT version()", Database.COLUMNS);

	private static final String COLUMNS = """
			SELECT group_concat(column_name ORDER BY ordinal_position SEPARATOR ', ')
			  FROM information_schema.columns
			 WHERE table_name = 'users' AND table_schema = database()""";

	private final String title;

	private final String superuser;

	private final String version;

	private final String columns;

	Database(String title, String superuser, String version, String columns) {
		this.title = title;
		this.superuser = superuser;
		this.version = version;
		this.columns = columns;
	}

	/**
	 * Return the database that an argument such as {@code --database=mysql} names.
	 * @param arguments of the demo, of which there is none or this one
	 * @return PostgreSQL without an argument
	 * @throws IllegalArgumentException if there is no such database or option
	 */
	static Database of(String... arguments) {
		if (arguments.length == 0) {
			return POSTGRESQL;
		}
		return Arrays.stream(values())
			.filter((database) -> arguments.length == 1 && arguments[0].equals("--database=" + database))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("usage: ./demo [--database="
					+ Arrays.stream(values()).map(Database::toString).collect(Collectors.joining("|")) + "]"));
	}

	String title() {
		return this.title;
	}

	/**
	 * Return the user who is no application's and may see everything, without a password.
	 * @return the name
	 */
	String superuser() {
		return this.superuser;
	}

	/**
	 * Return a query for the server's version.
	 * @return SQL for one value
	 */
	String version() {
		return this.version;
	}

	/**
	 * Return a query for the columns of the table users.
	 * @return SQL for one value, in which they are separated by commas
	 */
	String columns() {
		return this.columns;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
