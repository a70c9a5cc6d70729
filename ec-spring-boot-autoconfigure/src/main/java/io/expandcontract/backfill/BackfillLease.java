package io.expandcontract.backfill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.expandcontract.database.StarterTables;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A worker's claim to a backfill. Its token fences: once another worker holds a higher
 * one, every method throws, and whoever called it in a transaction rolls back.
 */
final class BackfillLease {

	private final JdbcTemplate jdbc;

	private final StarterTables tables;

	private final Transactions transactions;

	private final String id;

	private final long token;

	private final long micros;

	private final boolean copied;

	private final KeyRange remaining;

	BackfillLease(JdbcTemplate jdbc, StarterTables tables, Transactions transactions, String id, long token,
			long micros, boolean copied, KeyRange remaining) {
		this.jdbc = jdbc;
		this.tables = tables;
		this.transactions = transactions;
		this.id = id;
		this.token = token;
		this.micros = micros;
		this.copied = copied;
		this.remaining = remaining;
	}

	/**
	 * Return whether all rows had been visited when the lease was taken.
	 */
	boolean isCopied() {
		return this.copied;
	}

	/**
	 * Return the rows that were still to be visited when the lease was taken: with no
	 * upper key, copying had not begun.
	 */
	KeyRange remaining() {
		return this.remaining;
	}

	/**
	 * Begin a round at the start of the table.
	 */
	void begin(Key upper, long rowsEstimated) {
		fenced("""
				update {BACKFILL}
				set STATE = 'RUNNING', LAST_KEY = null, UPPER_KEY = ?, ROWS_DONE = 0, ROWS_ESTIMATED = ?,
				    FAILED_ROWS = 0, WORKED_MICROS = 0, LEASED_UNTIL = {now} + ?
				where FLEET = ? and BACKFILL_ID = ? and TOKEN = ?
				""", upper.encode(), rowsEstimated, this.micros);
	}

	/**
	 * Record a batch, in the batch's own transaction.
	 */
	void advance(@Nullable Key position, long rows, long workedMicros) {
		fenced("""
				update {BACKFILL}
				set LAST_KEY = ?, ROWS_DONE = ROWS_DONE + ?, WORKED_MICROS = WORKED_MICROS + ?,
				    LEASED_UNTIL = {now} + ?
				where FLEET = ? and BACKFILL_ID = ? and TOKEN = ?
				""", (position != null) ? position.encode() : null, rows, workedMicros, this.micros);
	}

	void renew() {
		fenced("""
				update {BACKFILL}
				set LEASED_UNTIL = {now} + ?
				where FLEET = ? and BACKFILL_ID = ? and TOKEN = ?
				""", this.micros);
	}

	void copied() {
		fenced("""
				update {BACKFILL}
				set STATE = 'COPIED', LEASED_UNTIL = {now} + ?
				where FLEET = ? and BACKFILL_ID = ? and TOKEN = ?
				""", this.micros);
	}

	void done() {
		fenced("""
				update {BACKFILL}
				set STATE = 'DONE', FINISHED_AT = {now}, FAILED_ROWS = 0, WORKER = null, LEASED_UNTIL = null
				where FLEET = ? and BACKFILL_ID = ? and TOKEN = ?
				""");
	}

	void failed(long failedRows) {
		fenced("""
				update {BACKFILL}
				set STATE = 'FAILED', FAILED_ROWS = ?, WORKER = null, LEASED_UNTIL = null
				where FLEET = ? and BACKFILL_ID = ? and TOKEN = ?
				""", failedRows);
	}

	void release() {
		fenced("""
				update {BACKFILL}
				set WORKER = null, LEASED_UNTIL = null
				where FLEET = ? and BACKFILL_ID = ? and TOKEN = ?
				""");
	}

	private void fenced(String template, @Nullable Object... values) {
		List<@Nullable Object> arguments = new ArrayList<>(Arrays.asList(values));
		arguments.addAll(List.of(this.tables.fleet(), this.id, this.token));
		int rows = this.transactions.join(() -> this.jdbc.update(this.tables.sql(template), arguments.toArray()));
		if (rows == 0) {
			throw new LeaseLostException(this.id, this.token);
		}
	}

}
