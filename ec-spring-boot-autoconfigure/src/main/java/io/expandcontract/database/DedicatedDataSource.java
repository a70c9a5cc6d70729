package io.expandcontract.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.util.ClassUtils;

/**
 * One connection of the starter's own, opened as the application's data source opens its
 * connections but outside its pool, so that the application cannot exhaust it. Every call
 * to the database ends within the network timeout.
 */
public final class DedicatedDataSource extends AbstractDataSource implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(DedicatedDataSource.class);

	private static final boolean HIKARI = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			DedicatedDataSource.class.getClassLoader());

	private static final Executor SAME_THREAD = Runnable::run;

	private final DataSource target;

	private final AutoCloseable pool;

	private final int networkTimeout;

	private <T extends DataSource & AutoCloseable> DedicatedDataSource(T pool, Duration networkTimeout) {
		this.target = pool;
		this.pool = pool;
		this.networkTimeout = Math.toIntExact(networkTimeout.toMillis());
	}

	/**
	 * Create a data source of one connection.
	 * @param original how the application connects
	 * @param tag the tag its session shows
	 * @param name what the connection is for, as a name for threads and logs
	 * @param networkTimeout longest wait for any answer; zero waits for ever
	 * @return the data source, to be closed by the caller
	 */
	public static DedicatedDataSource of(DataSource original, SessionTag tag, String name, Duration networkTimeout) {
		DataSource behind = DriverSettings.behind(original);
		if (HIKARI && Hikari.isPool(behind)) {
			return new DedicatedDataSource(Hikari.single(behind, tag, name), networkTimeout);
		}
		DataSource beside = beside(behind, tag, name);
		return HIKARI ? new DedicatedDataSource(Hikari.single(beside, tag, name), networkTimeout)
				: new DedicatedDataSource(new OneConnection(beside), networkTimeout);
	}

	/**
	 * Return the URL of a data source, without connecting.
	 * @param dataSource a data source; of several behind it the default one is meant
	 * @return the JDBC URL, or {@code null} if the data source does not tell
	 */
	public static @Nullable String urlOf(DataSource dataSource) {
		DriverSettings settings = DriverSettings.of(DriverSettings.behind(dataSource));
		return (settings != null) ? settings.url() : null;
	}

	private static DataSource beside(DataSource original, SessionTag tag, String name) {
		DriverSettings settings = DriverSettings.of(original);
		if (settings != null) {
			DataSource beside = settings.asDataSource(tag);
			if (original instanceof AbstractDriverBasedDataSource || connects(beside)) {
				return beside;
			}
		}
		if (!(original instanceof EmbeddedDatabase)) {
			logger.warn("The data source " + original.getClass().getName()
					+ " does not tell how it connects, so the connection " + name
					+ " is borrowed from it. See docs/messages.md#borrowed-connection");
		}
		return original;
	}

	private static boolean connects(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			return connection.isValid(5);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = this.target.getConnection();
		try {
			if (this.networkTimeout > 0) {
				connection.setNetworkTimeout(SAME_THREAD, this.networkTimeout);
			}
			return connection;
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		throw new java.sql.SQLFeatureNotSupportedException("This connection has one user");
	}

	@Override
	public void close() {
		try {
			this.pool.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException("Could not close the connection", ex);
		}
	}

	private static final class Hikari {

		private static final long CONNECTION_TIMEOUT = 5000;

		private static final String LOGIN_SECONDS = "5";

		static HikariDataSource single(DataSource original, SessionTag tag, String name) {
			HikariConfig config = new HikariConfig();
			if (isPool(original)) {
				HikariConfig source = unwrap(original);
				source.copyStateTo(config);
				leaveMetrics(config);
			}
			else {
				config.setDataSource(original);
			}
			config.setPoolName(name);
			config.setMaximumPoolSize(1);
			config.setMinimumIdle(0);
			config.setMaxLifetime(0);
			config.setIdleTimeout(30_000);
			config.setKeepaliveTime(0);
			config.setLeakDetectionThreshold(0);
			config.setConnectionTimeout(CONNECTION_TIMEOUT);
			config.setInitializationFailTimeout(-1);
			config.setRegisterMbeans(false);
			config.setAutoCommit(true);
			config.setReadOnly(false);
			config.setTransactionIsolation(null);
			if (config.getJdbcUrl() != null && config.getJdbcUrl().startsWith("jdbc:postgresql:")) {
				config.setJdbcUrl(HikariTags.with(config.getJdbcUrl(), "tcpKeepAlive", "true"));
				config.setJdbcUrl(HikariTags.with(config.getJdbcUrl(), "loginTimeout", LOGIN_SECONDS));
			}
			HikariTags.apply(config, tag, true);
			DataSource target = target(config);
			if (target != null) {
				config.setDataSource(new OwnLoginTimeout(target));
			}
			return new HikariDataSource(config);
		}

		private static @Nullable DataSource target(HikariConfig config) {
			if (config.getDataSource() != null || config.getJdbcUrl() == null
					|| config.getDataSourceClassName() != null) {
				return config.getDataSource();
			}
			return new DriverDataSource(config.getJdbcUrl(), config.getDriverClassName(),
					config.getDataSourceProperties(), config.getUsername(), config.getPassword());
		}

		private static void leaveMetrics(HikariConfig config) {
			if (config.getMetricsTrackerFactory() != null) {
				config.setMetricsTrackerFactory(null);
			}
			if (config.getMetricRegistry() != null) {
				config.setMetricRegistry(null);
			}
			config.setHealthCheckRegistry(null);
		}

		static boolean isPool(DataSource original) {
			if (original instanceof AbstractDriverBasedDataSource) {
				return false;
			}
			try {
				return original instanceof HikariDataSource || original.isWrapperFor(HikariDataSource.class);
			}
			catch (SQLException ex) {
				return false;
			}
		}

		private static HikariConfig unwrap(DataSource original) {
			try {
				return (original instanceof HikariDataSource hikari) ? hikari : original.unwrap(HikariDataSource.class);
			}
			catch (SQLException ex) {
				throw new IllegalStateException("The data source said it wraps a pool and does not", ex);
			}
		}

	}

}
