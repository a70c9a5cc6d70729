package io.expandcontract.database;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * MySQL 8.0 and later.
 */
final class MySqlEngine extends MySqlFamilyEngine {

	@Override
	public String epoch() {
		return "concat(@@server_uuid, '/', " + startedAt("performance_schema.global_status")
				+ ", '/', @@global.read_only)";
	}

	@Override
	public @Nullable SessionActivity activity(JdbcTemplate jdbc, String session) {
		return SessionActivities.mySql(jdbc, session);
	}

	@Override
	public Pressure pressure() {
		return new MySqlFamilyPressure(MySqlFamilyPressure.MYSQL);
	}

}
