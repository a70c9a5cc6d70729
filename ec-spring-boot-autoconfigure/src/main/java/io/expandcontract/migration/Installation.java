package io.expandcontract.migration;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.database.StarterTables;
import io.expandcontract.database.TableInstaller;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts the starter's tables in place under the migration lock, and decides there, once
 * and for all, whether the database is fresh.
 */
final class Installation {

	private static final Log logger = LogFactory.getLog(Installation.class);

	private final MigratedDatabase database;

	private final StarterTables tables;

	private final TableInstaller installer;

	Installation(MigratedDatabase database) {
		this.database = database;
		this.tables = database.tables();
		this.installer = new TableInstaller(this.tables);
	}

	void ensure(MigrationConnection connection) throws SQLException {
		if (this.installer.isInstalled(connection.jdbc())) {
			this.database.installed();
			return;
		}
		long deadline = System.nanoTime() + this.database.settings().bootTimeout().toNanos();
		boolean told = false;
		while (true) {
			try {
				install(connection);
				this.database.installed();
				return;
			}
			catch (DataAccessException ex) {
				List<String> statements = statements(connection.jdbc());
				if (System.nanoTime() > deadline) {
					throw new StarterTablesMissingException(statements, ex);
				}
				if (!told) {
					logger.warn(
							"The starter's tables are missing and this user may not create them. Waiting for someone who "
									+ "may. To do it by hand:\n" + String.join(";\n", statements) + ";");
					told = true;
				}
				BootMigration.pause();
				if (this.installer.isInstalled(connection.jdbc())) {
					return;
				}
			}
		}
	}

	private void install(MigrationConnection connection) throws SQLException {
		if (!connection.lock(this.tables.lockName(), this.database.settings().bootTimeout())) {
			throw new MigrationLockTimeoutException(this.database.settings().bootTimeout(),
					connection.engine().lockHolder(connection.jdbc(), this.tables.lockName()));
		}
		try {
			if (!this.installer.isInstalled(connection.jdbc())) {
				boolean fresh = this.database.history().rows().isEmpty() && isEmpty(connection.connection());
				this.installer.install(connection.jdbc());
				if (fresh) {
					connection.jdbc()
						.update(this.tables.sql("update {FLEET} set FRESH_SINCE = {now} where FLEET = ?"),
								this.tables.fleet());
				}
				grant(connection);
			}
		}
		finally {
			connection.unlock();
		}
	}

	/**
	 * Return whether the database was found fresh and its first boot has not ended; where
	 * the tables are not there, whether it would be found so now.
	 */
	boolean isFresh() {
		if (!this.database.isInstalled()) {
			return this.database.history().rows().isEmpty() && Boolean.TRUE
				.equals(this.database.control().execute((ConnectionCallback<Boolean>) this::isEmpty));
		}
		try {
			return this.database.control()
				.queryForObject(this.tables.sql("select FRESH_SINCE from {FLEET} where FLEET = ?"), Long.class,
						this.tables.fleet()) != null;
		}
		catch (EmptyResultDataAccessException ex) {
			return false;
		}
	}

	/**
	 * Return what creates the tables.
	 * @return statements, in order, with the grants that other users need
	 */
	List<String> statements() {
		return statements(this.database.control());
	}

	private List<String> statements(JdbcTemplate jdbc) {
		List<String> statements = new ArrayList<>(this.installer.missing(jdbc));
		statements.addAll(grants(null));
		return statements;
	}

	private boolean isEmpty(Connection connection) throws SQLException {
		LiquibaseTarget.Naming naming = this.database.target().naming();
		Set<String> own = this.tables.names()
			.stream()
			.map((name) -> name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT))
			.collect(Collectors.toSet());
		own.add(naming.changeLogTable().toUpperCase(Locale.ROOT));
		own.add(naming.lockTable().toUpperCase(Locale.ROOT));
		return isEmpty(connection.getMetaData(), naming.defaultSchema(), own)
				&& isEmpty(connection.getMetaData(), this.tables.schema(), own);
	}

	private static boolean isEmpty(DatabaseMetaData metadata, @Nullable String schema, Set<String> own)
			throws SQLException {
		try (ResultSet rows = metadata.getTables(metadata.getConnection().getCatalog(), schema, "%",
				new String[] { "TABLE", "BASE TABLE", "PARTITIONED TABLE" })) {
			while (rows.next()) {
				if (!own.contains(rows.getString("TABLE_NAME").toUpperCase(Locale.ROOT))) {
					return false;
				}
			}
			return true;
		}
	}

	private void grant(MigrationConnection connection) {
		for (String grant : grants(connection.jdbc())) {
			try {
				connection.jdbc().execute(grant);
			}
			catch (DataAccessException ex) {
				logger.warn("Could not grant the application's user its rights; run by hand: " + grant + ";");
			}
		}
	}

	private List<String> grants(@Nullable JdbcTemplate migration) {
		String migrating = (migration != null) ? user(migration) : null;
		String account = account();
		List<String> grants = new ArrayList<>();
		for (String user : this.database.registration().users()) {
			if (!user.equalsIgnoreCase(migrating)) {
				String grantee = account.startsWith(user + "@") ? account : user;
				grants.addAll(this.tables.engine().grants(this.tables.names(), this.tables.history(), grantee));
			}
		}
		return grants;
	}

	/**
	 * Return the application's own account, if it can connect at all before it was given
	 * its rights.
	 */
	private String account() {
		try {
			return String.valueOf(this.database.control().execute(this.tables.engine()::account));
		}
		catch (DataAccessException ex) {
			logger.debug("The application's account is not known", ex);
			return "";
		}
	}

	private @Nullable String user(JdbcTemplate jdbc) {
		return jdbc.execute(this.tables.engine()::user);
	}

	/**
	 * Grant the application's user the right to read the history, which exists only once
	 * Liquibase has run for the first time.
	 * @param connection the migration connection
	 */
	void grantAgain(MigrationConnection connection) {
		grant(connection);
	}

}
