package io.expandcontract.backfill;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.database.StarterTables;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Decides between a release that is about to write rows which lack a backfill's data and
 * one that is about to rely on it. Both change the backfill's row, each by one
 * conditional statement, so of the two the one that comes first wins and the other is
 * told.
 */
public final class DataMarks {

	private final JdbcTemplate jdbc;

	private final StarterTables tables;

	/**
	 * Create the marks.
	 * @param jdbc the database, in autocommit mode, with the right to write the starter's
	 * tables
	 * @param tables the starter's tables
	 */
	public DataMarks(JdbcTemplate jdbc, StarterTables tables) {
		this.jdbc = jdbc;
		this.tables = tables;
	}

	/**
	 * Return the marks of every backfill of the fleet, in one statement.
	 * @return those that have a row, in the order in which they were first seen
	 */
	public List<DataMark> all() {
		return this.jdbc.query(this.tables.sql("""
				select BACKFILL_ID, PATH, CHANGE_SET_ID, AUTHOR, TABLE_NAME, STATE, IN_STEP, RELIED_BY,
				       REOPENED_AT, REOPENED_BY
				from {BACKFILL} where FLEET = ? order by STARTED_AT, BACKFILL_ID
				"""), (row, index) -> new DataMark(row.getString("BACKFILL_ID"),
				new ChangeSetKey(row.getString("PATH"), row.getString("CHANGE_SET_ID"), row.getString("AUTHOR")),
				row.getString("TABLE_NAME"), BackfillState.valueOf(row.getString("STATE")), row.getBoolean("IN_STEP"),
				row.getString("RELIED_BY"), row.getObject("REOPENED_AT", Long.class), row.getString("REOPENED_BY")),
				this.tables.fleet());
	}

	/**
	 * Return the marks of one backfill.
	 * @param backfill its short name
	 * @return its marks, or {@code null} if it has no row
	 */
	public @Nullable DataMark find(String backfill) {
		return all().stream().filter((mark) -> mark.id().equals(backfill)).findFirst().orElse(null);
	}

	/**
	 * Return the changesets of backfills that have to run again.
	 * @return their identities
	 */
	public Set<ChangeSetKey> reopened() {
		return this.jdbc
			.query(this.tables.sql("""
					select PATH, CHANGE_SET_ID, AUTHOR from {BACKFILL}
					where FLEET = ? and REOPENED_AT is not null and STATE <> 'DONE'
					"""), (row, index) -> new ChangeSetKey(row.getString(1), row.getString(2), row.getString(3)),
					this.tables.fleet())
			.stream()
			.collect(Collectors.toCollection(HashSet::new));
	}

	/**
	 * Say that rows may be written which lack the data. A worker that is at it can commit
	 * nothing more, and the backfill begins anew.
	 * @param backfill its short name
	 * @param by who writes them
	 * @return {@code false} if a release relies on the data, or triggers fill it
	 */
	public boolean reopen(String backfill, String by) {
		return this.jdbc.update(this.tables.sql("""
				update {BACKFILL}
				set REOPENED_AT = {now}, REOPENED_BY = ?, STATE = 'PENDING', TOKEN = TOKEN + 1, WORKER = null,
				    LEASED_UNTIL = null, LAST_KEY = null, UPPER_KEY = null, ROWS_DONE = 0, ROWS_ESTIMATED = 0,
				    FAILED_ROWS = 0, FINISHED_AT = null, WAITING_FOR = null, FAILURE = null
				where FLEET = ? and BACKFILL_ID = ? and RELIED_AT is null and (IN_STEP is null or IN_STEP = false)
				"""), cut(by), this.tables.fleet(), backfill) == 1;
	}

	/**
	 * Say that a release relies on the data, for good. To be called only for a backfill
	 * that is in the history.
	 * @param backfill its short name
	 * @param by the release
	 * @return {@code false} if the backfill has to run again first
	 */
	public boolean rely(String backfill, String by) {
		int relied = this.jdbc.update(this.tables.sql("""
				update {BACKFILL} set RELIED_AT = {now}, RELIED_BY = ?
				where FLEET = ? and BACKFILL_ID = ? and RELIED_AT is null
				  and (STATE = 'DONE' or REOPENED_AT is null)
				"""), cut(by), this.tables.fleet(), backfill);
		DataMark mark = (relied == 0) ? find(backfill) : null;
		return relied == 1 || (mark != null && mark.reliedBy() != null);
	}

	/**
	 * Say whether triggers keep the columns in step.
	 * @param backfill its short name
	 * @param inStep whether they do
	 */
	public void inStep(String backfill, boolean inStep) {
		this.jdbc.update(this.tables.sql("""
				update {BACKFILL} set IN_STEP = ?
				where FLEET = ? and BACKFILL_ID = ? and (IN_STEP is null or IN_STEP <> ?)
				"""), inStep, this.tables.fleet(), backfill, inStep);
	}

	/**
	 * Say that the data is there although no worker moved it, because the database was
	 * new. Changes nothing if it has been reopened meanwhile.
	 * @param backfill its short name
	 */
	public void complete(String backfill) {
		this.jdbc.update(this.tables.sql("""
				update {BACKFILL} set STATE = 'DONE', FINISHED_AT = {now}
				where FLEET = ? and BACKFILL_ID = ? and STATE = 'PENDING' and REOPENED_AT is null
				"""), this.tables.fleet(), backfill);
	}

	private static String cut(String text) {
		return (text.length() > 255) ? text.substring(0, 255) : text;
	}

}
