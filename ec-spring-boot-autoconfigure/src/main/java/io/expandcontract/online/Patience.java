package io.expandcontract.online;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.expandcontract.database.Engine;
import io.expandcontract.sql.SqlStatement;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement under the timeouts of its class, and again when it had to give way, as
 * long as nothing else was done in the transaction.
 */
final class Patience {

	private static final Log logger = LogFactory.getLog(Patience.class);

	private static final int FUTILE_TRIES = 3;

	/** Which part of the time a statement is tried with half of the lock timeout. */
	private static final int BRIEFLY = 3;

	private final Engine engine;

	private final OnlineSettings settings;

	private final @Nullable OnlineForms forms;

	private final Connection connection;

	private @Nullable StatementClass limited;

	private boolean limitedBriefly;

	private volatile boolean stopped;

	Patience(Engine engine, OnlineSettings settings, @Nullable OnlineForms forms, Connection connection) {
		this.engine = engine;
		this.settings = settings;
		this.forms = forms;
		this.connection = connection;
	}

	/**
	 * What is to be run.
	 */
	@FunctionalInterface
	interface Work {

		boolean run() throws SQLException;

	}

	/**
	 * Run a statement.
	 * @param statement the statement, if it was recognised
	 * @param type how long it may wait and work
	 * @param alone whether nothing else was done in the transaction, so that it may be
	 * tried again
	 * @param work runs it
	 * @return what it answers
	 * @throws SQLException if it fails, or gave way until the time was over
	 */
	boolean run(@Nullable SqlStatement statement, StatementClass type, boolean alone, Work work) throws SQLException {
		long began = System.nanoTime();
		long longest = this.settings.retryFor().toNanos();
		boolean briefly = type == StatementClass.INSTANT && alone;
		int cutOff = 0;
		boolean revocable = alone && this.engine.transactionalDdl() && !this.connection.getAutoCommit();
		for (int attempt = 1;; attempt++) {
			if (isStopped(type)) {
				throw stopped(null);
			}
			Savepoint savepoint = revocable ? this.connection.setSavepoint() : null;
			try {
				briefly &= System.nanoTime() - began < longest / BRIEFLY;
				limit(type, briefly);
				boolean result = work.run();
				limit(StatementClass.OTHER);
				return result;
			}
			catch (SQLException ex) {
				this.limited = null;
				if (isStopped(type)) {
					throw stopped(ex);
				}
				boolean again = isTimeout(ex, type) && alone;
				if (savepoint != null && again) {
					this.connection.rollback(savepoint);
				}
				List<String> holders = again ? holders(statement) : List.of();
				boolean works = !this.engine.isLockTimeout(ex) && holders.isEmpty();
				cutOff += (works && !briefly) ? 1 : 0;
				if (!again || cutOff >= FUTILE_TRIES || System.nanoTime() - began > longest) {
					throw again ? explained(ex, holders, attempt) : ex;
				}
				logger.info("A statement waited " + wait(briefly) + " ms for a lock and gave way; trying again"
						+ (holders.isEmpty() ? "" : ", behind " + holders));
				briefly &= !works;
				pause(attempt);
			}
		}
	}

	/**
	 * Liquibase's own statements go on: it gives its lock back.
	 */
	private boolean isStopped(StatementClass type) {
		return this.stopped && type != StatementClass.OTHER;
	}

	private static SQLException stopped(@Nullable SQLException cause) {
		return new SQLException("Stopped, since the application closes; the next run goes on from here", cause);
	}

	private boolean isTimeout(SQLException exception, StatementClass type) {
		return this.engine.isLockTimeout(exception)
				|| (type == StatementClass.INSTANT && this.forms != null && this.forms.isStatementTimeout(exception));
	}

	private List<String> holders(@Nullable SqlStatement statement) {
		return (this.forms != null && statement != null) ? this.forms.holders(statement, this.connection) : List.of();
	}

	private SQLException explained(SQLException exception, List<String> holders, int attempts) {
		String why = holders.isEmpty() ? (this.engine.isLockTimeout(exception) ? "Nobody is in the way any more"
				: "Nobody was in the way: the statement itself needs longer than ddl.lock-timeout, and others would "
						+ "wait behind it")
				: "In the way: " + String.join("; ", holders);
		return new SQLException(
				exception.getMessage() + " (tried " + attempts + " times; everything is as it was). " + why
						+ ". See docs/messages.md#lock-not-granted",
				exception.getSQLState(), exception.getErrorCode(), exception);
	}

	/**
	 * Return how long a try may wait, and others behind it: at first not as long as it
	 * may, since whoever is in the way may stay for long, and one try is as good as
	 * another.
	 */
	private long wait(boolean briefly) {
		long lock = this.settings.lockTimeout().toMillis();
		return briefly ? Math.max(1, lock / 2) : lock;
	}

	private void limit(StatementClass type) throws SQLException {
		limit(type, false);
	}

	private void limit(StatementClass type, boolean briefly) throws SQLException {
		if (type == this.limited && !briefly && !this.limitedBriefly) {
			return;
		}
		this.limited = null;
		this.limitedBriefly = briefly;
		long lock = wait(briefly);
		this.engine.limitLockWait(this.connection,
				(type == StatementClass.BUILD) ? this.settings.buildTimeout().toMillis() : lock);
		if (this.forms != null) {
			this.forms.limitStatement(this.connection, switch (type) {
				case INSTANT -> lock;
				case BUILD, VALIDATION -> 0;
				case OTHER -> -1;
			});
		}
		this.limited = type;
	}

	/**
	 * Set the limits of the session again: what was set in a transaction that is rolled
	 * back is gone.
	 * @throws SQLException if a setting is refused
	 */
	void reset() throws SQLException {
		this.limited = null;
		limit(StatementClass.OTHER);
	}

	/**
	 * Try nothing from now on.
	 */
	void stop() {
		this.stopped = true;
	}

	/**
	 * Forget what was set, since the transaction has ended.
	 */
	void forget() {
		this.limited = null;
	}

	/**
	 * Let those who waited behind one step catch up before the next.
	 */
	void breathe() {
		sleep(this.settings.lockTimeout().toMillis());
	}

	private void pause(int attempt) {
		sleep(this.settings.pause(attempt).toMillis());
	}

	private static void sleep(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted between two tries", ex);
		}
	}

}
