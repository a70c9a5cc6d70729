package io.expandcontract.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.expandcontract.database.DedicatedDataSource;
import io.expandcontract.database.Engine;
import io.expandcontract.database.LockHolder;
import io.expandcontract.database.SessionTag;
import io.expandcontract.database.UnsupportedDatabaseException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The one connection on which a run holds the migration lock, runs Liquibase and keeps
 * its intents, so that losing one is losing all. The database ends the session soon after
 * this process is gone or silent; while the process works, a watchdog breaks the silence.
 */
public final class MigrationConnection implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(MigrationConnection.class);

	private static final Duration SILENCE = Duration.ofSeconds(5);

	private static final Duration POLL = Duration.ofMillis(200);

	private final DedicatedDataSource pool;

	private final Connection connection;

	private final Engine engine;

	private final ScheduledExecutorService watchdog;

	private @Nullable String locked;

	private MigrationConnection(DedicatedDataSource pool, Connection connection, Engine engine) {
		this.pool = pool;
		this.connection = connection;
		this.engine = engine;
		this.watchdog = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "ec-watchdog");
			thread.setDaemon(true);
			return thread;
		});
		this.watchdog.scheduleWithFixedDelay(this::ping, 1, 1, TimeUnit.SECONDS);
	}

	/**
	 * Open the connection.
	 * @param dataSource how Liquibase connects
	 * @param tag the tag of this process's sessions
	 * @return the connection, to be closed by the caller
	 * @throws SQLException if the database cannot be reached
	 * @throws UnsupportedDatabaseException if no migration can run over it
	 */
	public static MigrationConnection open(DataSource dataSource, SessionTag tag) throws SQLException {
		DedicatedDataSource pool = DedicatedDataSource.of(dataSource, tag, "ec-migration", Duration.ZERO);
		try {
			Connection connection = pool.getConnection();
			Engine engine = Engine.of(connection);
			String refusal = engine.refusal(connection);
			if (refusal != null) {
				throw new UnsupportedDatabaseException("No migration can run over this connection: " + refusal);
			}
			connection.setAutoCommit(true);
			engine.endWhenSilent(connection, SILENCE.toMillis());
			engine.commitDurably(connection);
			return new MigrationConnection(pool, connection, engine);
		}
		catch (SQLException | RuntimeException ex) {
			pool.close();
			throw ex;
		}
	}

	private void ping() {
		try {
			this.connection.isValid(0);
		}
		catch (SQLException | RuntimeException ex) {
			logger.debug("The migration connection could not be pinged", ex);
		}
	}

	/**
	 * Take the migration lock, asking again while someone else holds it.
	 * @param name the lock's name
	 * @param longest longest wait
	 * @return whether the lock was taken
	 * @throws SQLException if the session is lost
	 */
	public boolean lock(String name, Duration longest) throws SQLException {
		long deadline = System.nanoTime() + longest.toNanos();
		long nextWord = System.nanoTime();
		while (!tryLock(name)) {
			if (System.nanoTime() >= deadline) {
				return false;
			}
			if (System.nanoTime() >= nextWord) {
				LockHolder holder = this.engine.lockHolder(jdbc(), name);
				logger.info("Waiting for the migration lock, held by " + ((holder != null) ? holder : "nobody now"));
				nextWord = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
			}
			pause();
		}
		return true;
	}

	/**
	 * Take the migration lock if it is free.
	 * @param name the lock's name
	 * @return whether this session holds it now
	 * @throws SQLException if the session is lost
	 */
	public boolean tryLock(String name) throws SQLException {
		leaveTransaction();
		if (this.locked == null && this.engine.tryLock(this.connection, name)) {
			this.locked = name;
		}
		return this.locked != null;
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the migration lock", ex);
		}
	}

	/**
	 * Roll back what is open and go back to autocommit mode. A lost session is left as it
	 * is.
	 */
	public void leaveTransaction() {
		try {
			if (!this.connection.getAutoCommit()) {
				this.connection.rollback();
				this.connection.setAutoCommit(true);
			}
		}
		catch (SQLException ex) {
			logger.debug("The migration connection is lost", ex);
		}
	}

	/**
	 * Roll back what is open, before a wait: Liquibase leaves a query open after it
	 * connected, and a concurrent index build of whoever is waited for would wait for
	 * that.
	 * @throws SQLException if the session is lost
	 */
	public void endTransaction() throws SQLException {
		if (!this.connection.getAutoCommit()) {
			this.connection.rollback();
		}
	}

	boolean holdsLock() {
		return this.locked != null;
	}

	/**
	 * Give the lock back, explicitly: a pool does not.
	 */
	public void unlock() {
		String name = this.locked;
		this.locked = null;
		if (name == null) {
			return;
		}
		leaveTransaction();
		try {
			this.engine.unlock(this.connection, name);
		}
		catch (SQLException ex) {
			logger.warn("The session that held the migration lock is lost, and the lock with it: " + ex.getMessage());
		}
	}

	/**
	 * Return the connection itself.
	 * @return the physical connection's pool handle
	 */
	public Connection connection() {
		return this.connection;
	}

	/**
	 * Return the connection as a data source whose connections cannot be closed.
	 * @return a view of the one connection
	 */
	public DataSource asDataSource() {
		return new SingleConnectionDataSource(this.connection, true);
	}

	/**
	 * Return the connection for statements of the starter's own.
	 * @return a template over the one connection
	 */
	public JdbcTemplate jdbc() {
		return new JdbcTemplate(asDataSource());
	}

	/**
	 * Return the engine.
	 * @return the strategy of the database
	 */
	public Engine engine() {
		return this.engine;
	}

	@Override
	public void close() {
		unlock();
		this.watchdog.shutdownNow();
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			logger.debug("The migration connection was closed already", ex);
		}
		this.pool.close();
	}

}
