package io.expandcontract.boot;

import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.expandcontract.database.Engine;

import org.springframework.jdbc.core.ConnectionCallback;
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
		List<Object[]> names = IntStream.rangeClosed(1, count)
			.mapToObj((index) -> new Object[] { "old-" + index, "orders:old-" + index, silentSeconds * 1_000_000 })
			.toList();
		jdbc.batchUpdate("""
				insert into EC_INSTANCE (FLEET, INSTANCE_ID, NAME, RELEASE_ID, APP_VERSION, STATE, SESSION_TAG,
				  DATABASE_USERS, STARTED_AT, HEARTBEAT_AT)
				values ('%s', ?, ?, 'old', '0.9', 'SERVING', 'old', 'SA', 0, %s - ?)
				""".formatted(fleet(jdbc), now(jdbc)), names);
	}

	private static String fleet(JdbcTemplate jdbc) {
		return jdbc.queryForList("select FLEET from EC_FLEET", String.class).get(0);
	}

	private static String now(JdbcTemplate jdbc) {
		return String.valueOf(jdbc.execute((ConnectionCallback<String>) (connection) -> Engine.of(connection).now()));
	}

}
