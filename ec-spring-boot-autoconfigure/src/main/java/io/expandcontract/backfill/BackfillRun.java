package io.expandcontract.backfill;

import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;

/**
 * One worker's attempt: copy, verify, and copy again what others changed meanwhile. The
 * greatest key at the start of a round is its end, so that it ends however many rows are
 * inserted.
 */
final class BackfillRun {

	private static final int ROUNDS = 3;

	private final Backfill backfill;

	private final TargetTable table;

	private final BackfillLease lease;

	private final Batches batches;

	private final Verification verification;

	private final BooleanSupplier proceed;

	private final long rowsEstimated;

	private KeyRange rest;

	BackfillRun(Backfill backfill, TargetTable table, BackfillLease lease, Batches batches, Verification verification,
			BooleanSupplier proceed, long rowsEstimated) {
		this.backfill = backfill;
		this.table = table;
		this.lease = lease;
		this.batches = batches;
		this.verification = verification;
		this.proceed = proceed;
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
		catch (RuntimeException | Error ex) {
			quietly(this.lease::release, ex);
			throw ex;
		}
	}

	private BackfillOutcome copyAndVerify() {
		boolean copied = this.lease.isCopied();
		long outstanding = 0;
		for (int round = 1; round <= ROUNDS; round++) {
			if (!copied && !copy(round)) {
				return stopped();
			}
			OptionalLong counted = this.verification.count(this::proceedUnderLease);
			if (counted.isEmpty()) {
				return stopped();
			}
			outstanding = counted.getAsLong();
			if (outstanding == 0) {
				this.lease.done();
				return BackfillOutcome.DONE;
			}
			copied = false;
		}
		this.lease.failed(outstanding);
		throw new BackfillFailedException(this.backfill, outstanding + " rows still differ after " + ROUNDS
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
			if (!this.proceed.getAsBoolean()) {
				return false;
			}
			this.rest = this.batches.next(this.rest);
		}
		this.lease.copied();
		return true;
	}

	private boolean proceedUnderLease() {
		this.lease.renew();
		return this.proceed.getAsBoolean();
	}

	private BackfillOutcome stopped() {
		this.lease.release();
		return BackfillOutcome.STOPPED;
	}

	private RuntimeException ended(DataAccessException ex) {
		boolean passing = this.batches.isPassing(ex) || ex instanceof DataAccessResourceFailureException
				|| ex instanceof RecoverableDataAccessException;
		if (passing) {
			quietly(this.lease::release, ex);
			return ex;
		}
		quietly(() -> this.lease.failed(0), ex);
		return new BackfillFailedException(this.backfill,
				"a batch of the rows " + this.rest + " failed: " + ex.getMostSpecificCause().getMessage(), ex);
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
