package io.expandcontract.database;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * MariaDB 10.6 and later. Its performance schema is off unless someone turns it on, and
 * without it sessions carry no tags: they are told apart by address.
 */
final class MariaDbEngine extends MySqlFamilyEngine {

	@Override
	public String epoch() {
		return "concat(left(@@hostname, 60), '/', @@server_id, '/', " + startedAt("information_schema.GLOBAL_STATUS")
				+ ", '/', @@global.read_only)";
	}

	@Override
	public @Nullable SessionActivity activity(JdbcTemplate jdbc, String session) {
		return SessionActivities.mariaDb(jdbc, session);
	}

	@Override
	public Pressure pressure() {
		return new MySqlFamilyPressure(MySqlFamilyPressure.MARIADB);
	}

}
