package io.expandcontract.backfill;

import java.time.Duration;
import java.util.function.Supplier;

import io.expandcontract.database.Engine;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The transaction of a batch: it carries the marker that triggers ask for, waits only for
 * a moment for a lock, and ends itself when this process falls silent.
 */
final class BatchTransaction {

	/** Milliseconds: whole seconds are the least that MySQL and MariaDB know. */
	private static final long LOCK_WAIT = 1000;

	private final JdbcTemplate jdbc;

	private final Transactions transactions;

	private final Engine engine;

	private final Duration silence;

	BatchTransaction(JdbcTemplate jdbc, Transactions transactions, Engine engine, Duration silence) {
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.engine = engine;
		this.silence = silence;
	}

	<T> T run(Supplier<T> action) {
		return this.transactions.separately(() -> marked(action));
	}

	private <T> T marked(Supplier<T> action) {
		DataAccessException failure = null;
		onConnection((connection) -> {
			this.engine.endTransactionWhenSilent(connection, this.silence.toMillis());
			this.engine.limitLockWait(connection, LOCK_WAIT);
			this.engine.backfillMarker().set(connection);
			return true;
		});
		try {
			return action.get();
		}
		catch (DataAccessException ex) {
			failure = ex;
			throw ex;
		}
		finally {
			unmark(failure);
		}
	}

	private void unmark(@Nullable DataAccessException failure) {
		try {
			onConnection((connection) -> {
				this.engine.backfillMarker().remove(connection);
				return true;
			});
		}
		catch (DataAccessException ex) {
			if (failure == null) {
				throw ex;
			}
			failure.addSuppressed(ex);
		}
	}

	private void onConnection(ConnectionCallback<Boolean> callback) {
		this.jdbc.execute(callback);
	}

}
