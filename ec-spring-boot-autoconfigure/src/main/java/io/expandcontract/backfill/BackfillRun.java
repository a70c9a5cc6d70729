package io.expandcontract.backfill;

import java.util.Map;
import java.util.OptionalLong;

import io.expandcontract.database.Engine;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * One worker's attempt: copy, verify, and copy again what others changed meanwhile. The
 * greatest key at the start of a round is its end, so that it ends however many rows are
 * inserted.
 */
final class BackfillRun {

	private static final int ROUNDS = 3;

	private static final int LONGEST_FAILURE = 2000;

	private final Backfill backfill;

	private final TargetTable table;

	private final BackfillLease lease;

	private final Batches batches;

	private final Pace pace;

	private final Verification verification;

	private final Engine engine;

	private final ProgressLog log;

	private final long rowsEstimated;

	private KeyRange rest;

	BackfillRun(Backfill backfill, TargetTable table, BackfillLease lease, Batches batches, Pace pace,
			Verification verification, Engine engine, ProgressLog log, long rowsEstimated) {
		this.backfill = backfill;
		this.table = table;
		this.lease = lease;
		this.batches = batches;
		this.pace = pace;
		this.verification = verification;
		this.engine = engine;
		this.log = log;
		this.rowsEstimated = rowsEstimated;
		this.rest = lease.remaining();
	}

	BackfillOutcome work() {
		try {
			return copyAndVerify();
		}
		catch (LeaseLostException ex) {
			return BackfillOutcome.TAKEN;
		}
		catch (DataAccessException ex) {
			throw ended(ex);
		}
		catch (TooManyFailuresException ex) {
			throw failed(this.lease.failedRows().size(), String.valueOf(ex.getMessage()), ex);
		}
		catch (BackfillFailedException ex) {
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			quietly(this.lease::release, ex);
			throw ex;
		}
	}

	private BackfillOutcome copyAndVerify() {
		Map<Integer, KeyRange> earlier = this.lease.failedRows();
		this.batches.again(earlier);
		boolean copied = this.lease.isCopied();
		long outstanding = 0;
		for (int round = 1; round <= ROUNDS; round++) {
			if (!copied && !copy(round)) {
				return stopped();
			}
			OptionalLong counted = this.verification.count(this::mayVerify);
			if (counted.isEmpty()) {
				return stopped();
			}
			outstanding = counted.getAsLong();
			int unwritten = this.lease.failedRows().size();
			if (outstanding == 0) {
				this.lease.forget(null);
				this.lease.done();
				return BackfillOutcome.DONE;
			}
			if (unwritten > 0 && outstanding <= unwritten) {
				throw failed(outstanding, outstanding + ((outstanding == 1) ? " row" : " rows")
						+ " could not be written, the last because: " + this.batches.lastError(), null);
			}
			copied = false;
		}
		throw failed(outstanding, outstanding + " rows still differ after " + ROUNDS
				+ " rounds. Either something keeps writing other values, or an expression yields another value each time: "
				+ "then say in \"where\" which rows lack theirs", null);
	}

	private boolean copy(int round) {
		if (round > 1 || this.rest.upTo() == null) {
			Key upper = this.table.last();
			if (upper == null) {
				this.lease.copied();
				return true;
			}
			this.lease.begin(upper, this.rowsEstimated);
			this.rest = KeyRange.ALL.to(upper);
		}
		while (!this.rest.isEmpty()) {
			if (!this.pace.admits()) {
				return false;
			}
			this.rest = this.batches.next(this.rest);
			this.log.tell();
		}
		this.lease.copied();
		return true;
	}

	private boolean mayVerify() {
		this.lease.renew();
		this.log.tell();
		return this.pace.admits();
	}

	private BackfillOutcome stopped() {
		this.lease.release();
		return this.pace.isPaused() ? BackfillOutcome.PAUSED : BackfillOutcome.STOPPED;
	}

	private RuntimeException ended(DataAccessException ex) {
		if (Failures.isPassing(ex, this.engine) || Failures.isLoss(ex)) {
			quietly(this.lease::release, ex);
			return ex;
		}
		return failed(this.lease.failedRows().size(),
				"a batch of the rows " + this.rest + " failed: " + Failures.text(ex), ex);
	}

	private BackfillFailedException failed(long rows, String reason, @Nullable Throwable cause) {
		BackfillFailedException failure = new BackfillFailedException(this.backfill, reason, cause);
		String text = (reason.length() > LONGEST_FAILURE) ? reason.substring(0, LONGEST_FAILURE) : reason;
		quietly(() -> this.lease.failed(rows, text), failure);
		return failure;
	}

	private static void quietly(Runnable action, Throwable original) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			original.addSuppressed(ex);
		}
	}

}
