package io.expandcontract.testsupport;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Real databases for tests. A server starts with the first test of the JVM that asks for
 * it, and ends with the JVM, unless a property such as {@code ec.test.mysql.url} names
 * one that runs already; every test gets a database of its own.
 */
public enum TestDatabases {

	/** PostgreSQL, from Maven's artifacts. */
	POSTGRESQL {

		@Override
		HikariDataSource create() {
			return pool(PostgreSqlServer.instance().createDatabase(), "tester");
		}

	},

	/** MySQL 8.0, from Maven's artifacts. */
	MYSQL {

		@Override
		HikariDataSource create() {
			return pool(MySqlServer.instance().createDatabase(), "tester");
		}

	},

	/** MariaDB 11.4, from Maven's artifacts. */
	MARIADB {

		@Override
		HikariDataSource create() {
			return pool(MariaDbServer.instance().createDatabase(), "tester");
		}

	},

	/** H2 in memory. */
	H2 {

		@Override
		HikariDataSource create() {
			HikariDataSource dataSource = pool("jdbc:h2:mem:" + UUID.randomUUID(), "sa");
			new JdbcTemplate(dataSource).execute("set db_close_delay -1");
			return dataSource;
		}

	};

	/**
	 * Create an empty database. On PostgreSQL the pool belongs to a user of its own, so
	 * that the gate does not take a test's sessions for an application's; an application
	 * under test connects as {@code postgres}.
	 * @return a small pool, which lets go of its connections when idle
	 */
	public HikariDataSource createDatabase() {
		HikariDataSource database = create();
		EngineLog.record(this, database);
		return database;
	}

	abstract HikariDataSource create();

	/**
	 * Return the schema in which tables are by default.
	 * @return its name as metadata knows it, or {@code null} where a database has no
	 * schemas
	 */
	public @Nullable String schema() {
		return switch (this) {
			case POSTGRESQL -> "public";
			case MYSQL, MARIADB -> null;
			case H2 -> "PUBLIC";
		};
	}

	/**
	 * Return how a user without rights and without a password is made.
	 * @param user the user's name, without quotes
	 * @return SQL
	 */
	public String createUser(String user) {
		return switch (this) {
			case POSTGRESQL, H2 -> "create user \"" + user + "\" password ''";
			case MYSQL, MARIADB -> "create user '" + user + "'@'%'";
		};
	}

	/**
	 * Return whether this is MySQL or MariaDB.
	 * @return {@code true} if it speaks their dialect
	 */
	public boolean isMySqlFamily() {
		return this == MYSQL || this == MARIADB;
	}

	/**
	 * Return the engines whose servers are on the class path: with the profile
	 * {@code all-databases} all of them.
	 * @return engines
	 */
	public static List<TestDatabases> present() {
		boolean all = TestDatabases.class.getResource("/mysql-Linux-amd64.tar.gz") != null;
		return all ? List.of(values()) : List.of(POSTGRESQL, H2);
	}

	/**
	 * Return the user that an application under test connects as.
	 * @return a user that may do everything
	 */
	public String applicationUser() {
		return switch (this) {
			case POSTGRESQL -> "postgres";
			case MYSQL, MARIADB -> "application";
			case H2 -> "sa";
		};
	}

	/**
	 * Return the engine of a database that was created here.
	 * @param database the database
	 * @return its engine
	 */
	public static TestDatabases of(HikariDataSource database) {
		String product = database.getJdbcUrl().split(":", 3)[1];
		return valueOf(product.toUpperCase(Locale.ROOT));
	}

	private static HikariDataSource pool(String url, String user) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		config.setUsername(user);
		config.setPassword("");
		config.setMaximumPoolSize(8);
		config.setMinimumIdle(0);
		config.setIdleTimeout(Duration.ofSeconds(10).toMillis());
		return new HikariDataSource(config);
	}

}
