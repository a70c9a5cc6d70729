package io.expandcontract.backfill;

import java.util.Map;

import io.expandcontract.database.Engine;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Writes one batch after another: rows and position in one transaction, which ends itself
 * when this process falls silent, and which commits only while the lease is held. A batch
 * that fails is tried again, then cut down to the rows that fail, which are recorded.
 */
final class Batches {

	private static final Log logger = LogFactory.getLog(Batches.class);

	private static final int ATTEMPTS = 5;

	private static final int MOST_FAILED_ROWS = 100;

	private final TargetTable table;

	private final Stride stride;

	private final BackfillLease lease;

	private final BatchTransaction transaction;

	private final Engine engine;

	private final BatchSize size;

	private final CommitLatency commits = new CommitLatency();

	private long mark = System.nanoTime();

	private int failed;

	private @Nullable String lastError;

	Batches(TargetTable table, Stride stride, BackfillLease lease, BatchTransaction transaction, Engine engine,
			BackfillSettings settings) {
		this.table = table;
		this.stride = stride;
		this.lease = lease;
		this.transaction = transaction;
		this.engine = engine;
		this.size = new BatchSize(settings.batchTarget(), settings.maxBatchSize());
	}

	BatchSize size() {
		return this.size;
	}

	CommitLatency commits() {
		return this.commits;
	}

	/**
	 * Return what the last row said that could not be written.
	 */
	@Nullable String lastError() {
		return this.lastError;
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
				return write(rest);
			}
			catch (DataAccessException ex) {
				if (Failures.isPassing(ex, this.engine) && attempt < ATTEMPTS) {
					logger.debug("A batch is tried again with fewer rows", ex);
					this.size.shrink();
				}
				else if (!Failures.isOfRows(ex, this.engine)) {
					throw ex;
				}
				else if (attempt > 1 || this.size.isCutDown()) {
					if (this.size.rows() == 1) {
						return skip(rest, ex);
					}
					this.size.cutDown();
				}
			}
		}
	}

	private KeyRange write(KeyRange rest) {
		long start = System.nanoTime();
		long[] written = new long[1];
		KeyRange remaining = this.transaction.run(() -> {
			KeyRange after = batch(rest);
			written[0] = System.nanoTime();
			return after;
		});
		long end = System.nanoTime();
		this.commits.took(end - written[0]);
		this.size.took(end - start);
		return remaining;
	}

	private KeyRange batch(KeyRange rest) {
		int rows = this.size.rows();
		KeyRange computed = this.size.isCutDown() ? null : this.stride.first(rest, rows);
		if (computed != null) {
			return fill(computed, this.stride.rows(computed), rest);
		}
		Key end = this.table.end(rest, rows);
		return (end != null) ? fill(rest.to(end), rows, rest) : fill(rest, this.table.count(rest), rest);
	}

	private KeyRange fill(KeyRange batch, long rows, KeyRange rest) {
		this.table.fill(batch);
		this.lease.advance(batch.upTo(), rows, micros());
		return rest.from(batch.upTo());
	}

	private KeyRange skip(KeyRange rest, DataAccessException cause) {
		this.lastError = Failures.text(cause);
		if (++this.failed > MOST_FAILED_ROWS) {
			throw new TooManyFailuresException(MOST_FAILED_ROWS, cause);
		}
		return this.transaction.run(() -> {
			Key end = this.table.end(rest, 1);
			KeyRange row = (end != null) ? rest.to(end) : rest;
			this.lease.advance(row.upTo(), 1, micros());
			this.lease.failedRow(row, String.valueOf(this.lastError));
			logger.warn("The row " + row.upTo() + " of " + this.table.names().qualified() + " could not be filled: "
					+ this.lastError);
			return rest.from(row.upTo());
		});
	}

	/**
	 * Try the rows again that could not be written.
	 */
	void again(Map<Integer, KeyRange> rows) {
		rows.forEach((position, row) -> {
			try {
				this.transaction.run(() -> {
					this.table.fill(row);
					this.lease.forget(position);
					return true;
				});
			}
			catch (DataAccessException ex) {
				if (!Failures.isOfRows(ex, this.engine)) {
					throw ex;
				}
				this.lastError = Failures.text(ex);
			}
		});
	}

	private long micros() {
		long now = System.nanoTime();
		long elapsed = now - this.mark;
		this.mark = now;
		return elapsed / 1000;
	}

}
