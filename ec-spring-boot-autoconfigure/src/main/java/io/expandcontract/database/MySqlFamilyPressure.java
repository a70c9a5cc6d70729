package io.expandcontract.database;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * MySQL and MariaDB: their tables of lock waits, and where those may not be read the
 * number of row lock waits of the whole server, which everyone may. A source shows how
 * far its replicas are behind to nobody.
 */
final class MySqlFamilyPressure implements Pressure {

	static final String MYSQL = """
			select (select count(*) from performance_schema.data_lock_waits w
			        join performance_schema.data_locks l on l.ENGINE_LOCK_ID = w.REQUESTING_ENGINE_LOCK_ID
			        where l.OBJECT_SCHEMA = ? and l.OBJECT_NAME = ?)
			     + (select count(*) from performance_schema.metadata_locks
			        where LOCK_STATUS = 'PENDING' and OBJECT_SCHEMA = ? and OBJECT_NAME = ?)
			""";

	static final String MARIADB = """
			select (select count(*) from information_schema.INNODB_LOCK_WAITS w
			        join information_schema.INNODB_LOCKS l on l.lock_id = w.requested_lock_id
			        where l.lock_table = concat('`', ?, '`.`', ?, '`'))
			     + (select count(*) from information_schema.PROCESSLIST
			        where STATE = 'Waiting for table metadata lock' and DB = ? and INFO like concat('%', ?, '%'))
			""";

	private final String waits;

	MySqlFamilyPressure(String waits) {
		this.waits = waits;
	}

	@Override
	public int lockWaiters(JdbcTemplate jdbc, String schema, String table) {
		Integer waiters;
		try {
			waiters = jdbc.queryForObject(this.waits, Integer.class, schema, table, schema, table);
		}
		catch (DataAccessException ex) {
			waiters = jdbc
				.query("show global status like 'Innodb_row_lock_current_waits'", (row, index) -> row.getInt(2))
				.stream()
				.findFirst()
				.orElse(0);
		}
		return (waiters != null) ? waiters : 0;
	}

}
