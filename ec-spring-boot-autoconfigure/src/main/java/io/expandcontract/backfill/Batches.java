package io.expandcontract.backfill;

import java.sql.SQLException;

import io.expandcontract.database.Engine;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Writes one batch after another: rows and position in one transaction, which ends itself
 * when this process falls silent, and which commits only while the lease is held.
 */
final class Batches {

	private static final int ATTEMPTS = 5;

	private final TargetTable table;

	private final BackfillLease lease;

	private final BatchTransaction transaction;

	private final Engine engine;

	private final BatchSize size;

	private long mark = System.nanoTime();

	Batches(TargetTable table, BackfillLease lease, BatchTransaction transaction, Engine engine,
			BackfillSettings settings) {
		this.table = table;
		this.lease = lease;
		this.transaction = transaction;
		this.engine = engine;
		this.size = new BatchSize(settings.batchTarget(), settings.maxBatchSize());
	}

	/**
	 * Write the first batch of a range.
	 * @param rest the rows still to be visited
	 * @return the rows still to be visited after it
	 * @throws DataAccessException if the batch cannot be written
	 */
	KeyRange next(KeyRange rest) {
		for (int attempt = 1;; attempt++) {
			try {
				long start = System.nanoTime();
				KeyRange remaining = this.transaction.run(() -> batch(rest));
				this.size.took(System.nanoTime() - start);
				return remaining;
			}
			catch (DataAccessException ex) {
				if (!isPassing(ex) || attempt == ATTEMPTS) {
					throw ex;
				}
				this.size.shrink();
			}
		}
	}

	private KeyRange batch(KeyRange rest) {
		int rows = this.size.rows();
		Key end = this.table.end(rest, rows);
		KeyRange batch = (end != null) ? rest.to(end) : rest;
		long visited = (end != null) ? rows : this.table.count(batch);
		this.table.fill(batch);
		this.lease.advance(batch.upTo(), visited, micros());
		return rest.from(batch.upTo());
	}

	private long micros() {
		long now = System.nanoTime();
		long elapsed = now - this.mark;
		this.mark = now;
		return elapsed / 1000;
	}

	/**
	 * Return whether trying again may succeed: a deadlock, or a lock that was not to be
	 * had in time.
	 */
	boolean isPassing(DataAccessException ex) {
		return ex instanceof TransientDataAccessException
				|| (ex.getRootCause() instanceof SQLException cause && this.engine.isLockTimeout(cause));
	}

}
