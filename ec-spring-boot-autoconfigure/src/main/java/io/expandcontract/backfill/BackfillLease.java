package io.expandcontract.backfill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
				    FAILED_ROWS = 0, WORKED_MICROS = 0, FAILURE = null, LEASED_UNTIL = {now} + ?
				where FLEET = ? and BACKFILL_ID = ? and TOKEN = ?
				""", upper.encode(), rowsEstimated, this.micros);
		forget(null);
	}

	/**
	 * Record a batch, in the batch's own transaction.
	 */
	void advance(@Nullable Key position, long rows, long workedMicros) {
		fenced("""
				update {BACKFILL}
				set LAST_KEY = ?, ROWS_DONE = ROWS_DONE + ?, BATCH_ROWS = ?, WORKED_MICROS = WORKED_MICROS + ?,
				    LEASED_UNTIL = {now} + ?
				where FLEET = ? and BACKFILL_ID = ? and TOKEN = ?
				""", (position != null) ? position.encode() : null, rows, rows, workedMicros, this.micros);
	}

	/**
	 * Record a row that cannot be written, in the transaction that moves past it.
	 */
	void failedRow(KeyRange row, String error) {
		Key after = row.after();
		this.jdbc.update(this.tables.sql("""
				insert into {BACKFILL_FAILURE} (FLEET, BACKFILL_ID, POSITION, ROW_KEY, ROW_AFTER, ERROR, FAILED_AT)
				select ?, ?, coalesce(max(f.POSITION), 0) + 1, ?, ?, ?, {now}
				from {BACKFILL_FAILURE} f where f.FLEET = ? and f.BACKFILL_ID = ?
				"""), this.tables.fleet(), this.id, String.valueOf((row.upTo() != null) ? row.upTo().encode() : null),
				(after != null) ? after.encode() : null, error, this.tables.fleet(), this.id);
		fenced("""
				update {BACKFILL} set FAILED_ROWS = FAILED_ROWS + 1 where FLEET = ? and BACKFILL_ID = ? and TOKEN = ?
				""");
	}

	/**
	 * Return the rows that could not be written, as ranges of one row each.
	 */
	Map<Integer, KeyRange> failedRows() {
		Map<Integer, KeyRange> rows = new LinkedHashMap<>();
		this.jdbc.query(this.tables.sql("""
				select POSITION, ROW_AFTER, ROW_KEY from {BACKFILL_FAILURE}
				where FLEET = ? and BACKFILL_ID = ? order by POSITION
				"""), (row) -> {
			rows.put(row.getInt("POSITION"),
					new KeyRange(Key.decode(row.getString("ROW_AFTER")), Key.decode(row.getString("ROW_KEY"))));
		}, this.tables.fleet(), this.id);
		return rows;
	}

	/**
	 * Forget a row that could not be written, or all of them.
	 */
	void forget(@Nullable Integer position) {
		this.transactions.join(() -> {
			renew();
			this.jdbc.update(
					this.tables
						.sql("""
								delete from {BACKFILL_FAILURE} where FLEET = ? and BACKFILL_ID = ? and POSITION = coalesce(?, POSITION)
								"""),
					this.tables.fleet(), this.id, position);
			return this.jdbc.update(this.tables.sql("""
					update {BACKFILL} set FAILED_ROWS = (
					  select count(*) from {BACKFILL_FAILURE} f where f.FLEET = ? and f.BACKFILL_ID = ?)
					where FLEET = ? and BACKFILL_ID = ?
					"""), this.tables.fleet(), this.id, this.tables.fleet(), this.id);
		});
	}

	void renew() {
		fenced("""
				update {BACKFILL}
				set LEASED_UNTIL = {now} + ?
				where FLEET = ? and BACKFILL_ID = ? and TOKEN = ?
				""", this.micros);
	}

	/**
	 * Keep the lease and say why the work waits.
	 */
	void waiting(@Nullable String reason) {
		fenced("""
				update {BACKFILL}
				set WAITING_FOR = ?, LEASED_UNTIL = {now} + ?
				where FLEET = ? and BACKFILL_ID = ? and TOKEN = ?
				""", reason, this.micros);
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
				set STATE = 'DONE', FINISHED_AT = {now}, FAILED_ROWS = 0, WORKER = null, LEASED_UNTIL = null,
				    WAITING_FOR = null, FAILURE = null
				where FLEET = ? and BACKFILL_ID = ? and TOKEN = ?
				""");
	}

	void failed(long failedRows, String failure) {
		fenced("""
				update {BACKFILL}
				set STATE = 'FAILED', FAILED_ROWS = ?, FAILURE = ?, WORKER = null, LEASED_UNTIL = null,
				    WAITING_FOR = null
				where FLEET = ? and BACKFILL_ID = ? and TOKEN = ?
				""", failedRows, failure);
	}

	void release() {
		fenced("""
				update {BACKFILL}
				set WORKER = null, LEASED_UNTIL = null, WAITING_FOR = null
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
