package io.expandcontract.database;

/**
 * MySQL 8.0 and later.
 */
final class MySqlEngine extends MySqlFamilyEngine {

	@Override
	public String epoch() {
		return "concat(@@server_uuid, '/', " + startedAt("performance_schema.global_status")
				+ ", '/', @@global.read_only)";
	}

}
