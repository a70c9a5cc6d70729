package io.expandcontract.boot;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Instances that exist in the fleet's tables only.
 */
final class Fleets {

	private Fleets() {
	}

	/**
	 * Register instances of a release that knows nothing.
	 * @param dataSource the database
	 * @param count how many
	 * @param silentSeconds how long they have been silent; negative to live on
	 */
	static void register(DataSource dataSource, int count, long silentSeconds) {
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		jdbc.update("delete from EC_INSTANCE where RELEASE_ID = 'old'");
		jdbc.update("""
				insert into EC_INSTANCE (FLEET, INSTANCE_ID, NAME, RELEASE_ID, APP_VERSION, STATE, SESSION_TAG,
				  DATABASE_USERS, STARTED_AT, HEARTBEAT_AT)
				select 'DATABASECHANGELOG', 'old-' || x, 'orders:old-' || x, 'old', '0.9', 'SERVING', 'old', 'SA', 0,
				  datediff(microsecond, timestamp with time zone '1970-01-01 00:00:00+00', current_timestamp)
				    - cast(? as bigint) * 1000000
				from system_range(1, ?)
				""", silentSeconds, count);
	}

}
