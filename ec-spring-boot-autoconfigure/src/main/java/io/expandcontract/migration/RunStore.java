package io.expandcontract.migration;

import java.util.List;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.database.LockHolder;
import io.expandcontract.database.StarterTables;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.util.StringUtils;

/**
 * The runs on record.
 */
public final class RunStore {

	private static final int LONGEST = 4000;

	private static final String COLUMNS = """
			RUN_ID, OPERATION, STATE, CHECKPOINT, INSTANCE_NAME, APP_VERSION, REQUESTED_BY, REASON, FORCED, STARTED_AT,
			coalesce(FINISHED_AT, {now}) - STARTED_AT, EXECUTED, MESSAGE, SESSION_ID""";

	private final StarterTables tables;

	private final JdbcTemplate jdbc;

	/**
	 * Create the store.
	 * @param tables the starter's tables
	 * @param jdbc the database
	 */
	public RunStore(StarterTables tables, JdbcTemplate jdbc) {
		this.tables = tables;
		this.jdbc = jdbc;
	}

	void begin(String id, Operation operation, MigrationRequest request, Member member, String session) {
		this.jdbc.update(this.tables.sql("""
				insert into {RUN} (FLEET, RUN_ID, OPERATION, STATE, CHECKPOINT, INSTANCE_ID, INSTANCE_NAME, APP_VERSION,
				  REQUESTED_BY, REASON, FORCED, SESSION_ID, STARTED_AT)
				values (?, ?, ?, 'RUNNING', ?, ?, ?, ?, ?, ?, ?, ?, {now})
				"""), this.tables.fleet(), id, operation.name(), request.checkpoint(), member.id(), member.name(),
				member.version(), request.requestedBy(), request.reason(), request.force(), session);
	}

	void end(String id, RunState state, List<ChangeSetKey> executed, @Nullable String message) {
		String text = (message != null && message.length() > LONGEST) ? message.substring(0, LONGEST) : message;
		this.jdbc.update(this.tables.sql("""
				update {RUN} set STATE = ?, FINISHED_AT = {now}, EXECUTED = ?, MESSAGE = ?
				where FLEET = ? and RUN_ID = ?
				"""), state.name(), StringUtils.collectionToDelimitedString(executed, "\n"), text, this.tables.fleet(),
				id);
	}

	/**
	 * Return the latest runs.
	 * @param most how many at most
	 * @param holder who holds the migration lock now, if anyone does
	 * @return runs, the latest first
	 */
	public List<Run> latest(int most, @Nullable LockHolder holder) {
		return this.jdbc.query(
				this.tables
					.sql("select " + COLUMNS + " from {RUN} where FLEET = ? order by STARTED_AT desc limit " + most),
				mapper(holder), this.tables.fleet());
	}

	/**
	 * Return one run.
	 * @param id its id
	 * @param holder who holds the migration lock now, if anyone does
	 * @return the run, or {@code null} if there is none
	 */
	public @Nullable Run find(String id, @Nullable LockHolder holder) {
		List<Run> found = this.jdbc.query(
				this.tables.sql("select " + COLUMNS + " from {RUN} where FLEET = ? and RUN_ID = ?"), mapper(holder),
				this.tables.fleet(), id);
		return found.isEmpty() ? null : found.get(0);
	}

	private static RowMapper<Run> mapper(@Nullable LockHolder holder) {
		return (row, index) -> {
			RunState state = RunState.valueOf(row.getString(3));
			if (state == RunState.RUNNING && (holder == null || !holder.sessionId().equals(row.getString(14)))) {
				state = RunState.INTERRUPTED;
			}
			String executed = row.getString(12);
			return new Run(row.getString(1), Operation.valueOf(row.getString(2)), state, row.getString(4),
					row.getString(5), row.getString(6), row.getString(7), row.getString(8), row.getBoolean(9),
					row.getLong(10), row.getLong(11), List.of(StringUtils.delimitedListToStringArray(executed, "\n")),
					row.getString(13));
		};
	}

	/**
	 * Forget old runs.
	 * @param retentionMicros age from which a run is forgotten
	 */
	public void forget(long retentionMicros) {
		this.jdbc.update(this.tables.sql("delete from {RUN} where FLEET = ? and FINISHED_AT < {now} - ?"),
				this.tables.fleet(), retentionMicros);
	}

	/**
	 * Who runs.
	 *
	 * @param id the incarnation
	 * @param name its name
	 * @param version the application's version
	 */
	record Member(String id, String name, String version) {
	}

	/**
	 * Return whether an instance of a release has begun to expand: it passed every check
	 * before that, and whoever goes on with its work need not pass it again.
	 * @param release the release's id
	 * @return {@code true} if there is such a run on record
	 */
	boolean hasExpanded(String release) {
		Integer runs = this.jdbc.queryForObject(this.tables.sql("""
				select count(*) from {RUN} r join {INSTANCE} i on i.FLEET = r.FLEET and i.INSTANCE_ID = r.INSTANCE_ID
				where r.FLEET = ? and r.OPERATION = 'EXPAND' and i.RELEASE_ID = ?
				"""), Integer.class, this.tables.fleet(), release);
		return runs != null && runs > 0;
	}

}
