package io.expandcontract.database;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * How each database tells what a session runs, and how far an index build has come.
 */
final class SessionActivities {

	private static final Log logger = LogFactory.getLog(SessionActivities.class);

	private static final String POSTGRESQL = """
			select left(regexp_replace(a.query, '\\s+', ' ', 'g'), 200),
			       cast(extract(epoch from clock_timestamp() - a.query_start) * 1000000 as bigint),
			       coalesce(p.phase, 'waits for ' || lower(a.wait_event_type)),
			       case when p.blocks_total > 0 then 100 * p.blocks_done / p.blocks_total
			            when p.lockers_total > 0 then 100 * p.lockers_done / p.lockers_total end
			from pg_stat_activity a left join pg_stat_progress_create_index p on p.pid = a.pid
			where a.pid = cast(? as int) and a.state = 'active'
			""";

	/** Stages are on record where the consumer events_stages_current is on. */
	private static final String MYSQL = """
			select left(p.INFO, 200), p.TIME * 1000000, coalesce(s.EVENT_NAME, p.STATE),
			       floor(100 * s.WORK_COMPLETED / nullif(s.WORK_ESTIMATED, 0))
			from information_schema.PROCESSLIST p
			left join performance_schema.threads t on t.PROCESSLIST_ID = p.ID
			left join performance_schema.events_stages_current s on s.THREAD_ID = t.THREAD_ID
			where p.ID = ? and p.INFO is not null
			""";

	private static final String MYSQL_WITHOUT_STAGES = """
			select left(INFO, 200), TIME * 1000000, STATE, null from information_schema.PROCESSLIST
			where ID = ? and INFO is not null
			""";

	private static final String MARIADB = """
			select left(INFO, 200), cast(TIME_MS * 1000 as signed), STATE,
			       case when MAX_STAGE > 0 then floor((100 * (STAGE - 1) + PROGRESS) / MAX_STAGE) end
			from information_schema.PROCESSLIST where ID = ? and INFO is not null
			""";

	private SessionActivities() {
	}

	static @Nullable SessionActivity postgreSql(JdbcTemplate jdbc, String session) {
		return ask(jdbc, POSTGRESQL, session);
	}

	static @Nullable SessionActivity mySql(JdbcTemplate jdbc, String session) {
		try {
			return ask(jdbc, MYSQL, session);
		}
		catch (DataAccessException ex) {
			logger.debug("The performance schema cannot be read", ex);
			return ask(jdbc, MYSQL_WITHOUT_STAGES, session);
		}
	}

	static @Nullable SessionActivity mariaDb(JdbcTemplate jdbc, String session) {
		return ask(jdbc, MARIADB, session);
	}

	private static @Nullable SessionActivity ask(JdbcTemplate jdbc, String query, String session) {
		RowMapper<SessionActivity> mapper = (row, index) -> {
			int percent = row.getInt(4);
			Integer known = row.wasNull() ? null : Math.max(0, Math.min(100, percent));
			return new SessionActivity(String.valueOf(row.getString(1)), row.getLong(2), row.getString(3), known);
		};
		List<SessionActivity> found = jdbc.query(query, mapper, session);
		return found.isEmpty() ? null : found.get(0);
	}

}
