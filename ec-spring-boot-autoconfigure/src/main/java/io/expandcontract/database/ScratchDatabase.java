package io.expandcontract.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * An empty database on the same server, of the same engine and with the same user, to try
 * things in. It is dropped when it is closed. One that a process left behind is dropped
 * by the next that makes one, a day later by the server's clock.
 */
public final class ScratchDatabase implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ScratchDatabase.class);

	private static final String PREFIX = "ec_scratch_";

	private static final Pattern NAMED = Pattern.compile("^(jdbc:[a-z]+:(?://[^/]*/)?)([^?;/]*)(.*)$");

	private static final Pattern H2_SETTINGS = Pattern
		.compile("(?i);(MODE|DATABASE_TO_\\w+|CASE_INSENSITIVE_IDENTIFIERS|NON_KEYWORDS)=[^;]*");

	private static final String EPOCH_POSTGRESQL = "select extract(epoch from clock_timestamp())::bigint";

	private static final String EPOCH_MYSQL = "select unix_timestamp()";

	private static final long A_DAY = 86_400;

	private final DataSource owner;

	private final String drop;

	private final DataSource dataSource;

	private ScratchDatabase(DataSource owner, String drop, DataSource dataSource) {
		this.owner = owner;
		this.drop = drop;
		this.dataSource = dataSource;
	}

	/**
	 * Create a database beside another.
	 * @param dataSource how the other is reached
	 * @param schema the schema that is to be the default one, or {@code null} for the
	 * connection's own
	 * @return the new database
	 * @throws ScratchDatabaseException if there is no way to make one
	 */
	public static ScratchDatabase beside(DataSource dataSource, @Nullable String schema) {
		DriverSettings settings = DriverSettings.of(DriverSettings.behind(dataSource));
		if (settings == null) {
			throw new ScratchDatabaseException(
					"The data source " + dataSource.getClass().getName() + " does not tell how it connects", null);
		}
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(true);
			return switch (connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT)) {
				case "h2" -> inMemory(settings, schema);
				case "postgresql" -> {
					String own = (schema != null) ? schema : connection.getSchema();
					dropForgotten(statement, "select datname from pg_database where datname like '" + PREFIX + "%'",
							EPOCH_POSTGRESQL);
					String name = name(statement, EPOCH_POSTGRESQL);
					statement.execute("create database " + name);
					ScratchDatabase made = new ScratchDatabase(dataSource,
							"drop database if exists " + name + " with (force)", named(settings, name, own));
					yield made.with("create schema if not exists \"" + ((own != null) ? own : "public") + "\"");
				}
				case "mysql", "mariadb" -> {
					dropForgotten(statement,
							"select schema_name from information_schema.schemata where schema_name like '" + PREFIX
									+ "%'",
							EPOCH_MYSQL);
					String name = name(statement, EPOCH_MYSQL);
					statement.execute("create database " + name + " character set "
							+ text(statement, "select @@character_set_database") + " collate "
							+ text(statement, "select @@collation_database"));
					yield new ScratchDatabase(dataSource, "drop database if exists " + name,
							named(settings, name, null));
				}
				default -> throw new UnsupportedDatabaseException(
						"No scratch database can be made on " + connection.getMetaData().getDatabaseProductName());
			};
		}
		catch (SQLException ex) {
			throw new ScratchDatabaseException("No database can be created beside " + settings.url().split("[?;]")[0]
					+ " as " + settings.user() + ": " + ex.getMessage(), ex);
		}
	}

	private static ScratchDatabase inMemory(DriverSettings settings, @Nullable String schema) throws SQLException {
		StringBuilder url = new StringBuilder("jdbc:h2:mem:" + PREFIX + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		Matcher kept = H2_SETTINGS.matcher(settings.url());
		while (kept.find()) {
			url.append(kept.group());
		}
		AbstractDriverBasedDataSource dataSource = with(settings, url.toString());
		ScratchDatabase made = new ScratchDatabase(dataSource, "shutdown", dataSource);
		if (schema != null) {
			made.with("create schema if not exists " + schema);
			dataSource.setSchema(schema);
		}
		return made;
	}

	private ScratchDatabase with(String sql) throws SQLException {
		if (this.dataSource instanceof AbstractDriverBasedDataSource driven) {
			String schema = driven.getSchema();
			driven.setSchema(null);
			try (Connection connection = driven.getConnection(); Statement statement = connection.createStatement()) {
				statement.execute(sql);
			}
			catch (SQLException ex) {
				close();
				throw ex;
			}
			driven.setSchema(schema);
		}
		return this;
	}

	private static DataSource named(DriverSettings settings, String name, @Nullable String schema) {
		Matcher matcher = NAMED.matcher(settings.url());
		if (!matcher.matches()) {
			throw new ScratchDatabaseException("The URL " + settings.url().split("[?;]")[0] + " names no database",
					null);
		}
		AbstractDriverBasedDataSource dataSource = with(settings, matcher.group(1) + name + matcher.group(3));
		dataSource.setSchema(schema);
		return dataSource;
	}

	private static AbstractDriverBasedDataSource with(DriverSettings settings, String url) {
		return new DriverSettings(url, settings.user(), settings.password(), settings.driver(), settings.driverClass(),
				settings.properties())
			.asDataSource();
	}

	private static String name(Statement statement, String clock) throws SQLException {
		return PREFIX + text(statement, clock) + "_" + UUID.randomUUID().toString().substring(0, 8);
	}

	private static String text(Statement statement, String query) throws SQLException {
		try (ResultSet rows = statement.executeQuery(query)) {
			rows.next();
			return rows.getString(1);
		}
	}

	private static void dropForgotten(Statement statement, String names, String clock) throws SQLException {
		long now = Long.parseLong(text(statement, clock));
		List<String> found = new ArrayList<>();
		try (ResultSet rows = statement.executeQuery(names)) {
			while (rows.next()) {
				found.add(rows.getString(1));
			}
		}
		for (String name : found) {
			String made = name.replaceFirst("^" + PREFIX + "(\\d+)_[0-9a-f]{8}$", "$1");
			if (made.matches("\\d{9,12}") && now - Long.parseLong(made) > A_DAY) {
				try {
					statement.execute("drop database if exists " + name);
				}
				catch (SQLException ex) {
					logger.debug("The scratch database " + name + " cannot be dropped", ex);
				}
			}
		}
	}

	/**
	 * Return how to reach the database.
	 * @return a data source without a pool
	 */
	public DataSource dataSource() {
		return this.dataSource;
	}

	/**
	 * Drop the database.
	 */
	@Override
	public void close() {
		try (Connection connection = this.owner.getConnection(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(true);
			statement.execute(this.drop);
		}
		catch (SQLException ex) {
			logger.warn("A scratch database is left behind: " + this.drop, ex);
		}
	}

}
