package io.expandcontract.fleet;

import java.util.UUID;

import io.expandcontract.database.StarterTables;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows of this process's incarnations. Each method is one committed statement.
 */
public final class InstanceRegistry {

	private final StarterTables tables;

	private final JdbcTemplate jdbc;

	/**
	 * Create the registry.
	 * @param tables the starter's tables
	 * @param jdbc a connection that the application cannot exhaust, in autocommit mode
	 */
	public InstanceRegistry(StarterTables tables, JdbcTemplate jdbc) {
		this.tables = tables;
		this.jdbc = jdbc;
	}

	/**
	 * Register a new incarnation.
	 * @param registration what it says about itself
	 * @return its random id
	 */
	public String register(Registration registration) {
		String id = UUID.randomUUID().toString();
		String address = this.tables.engine().clientAddress(this.jdbc);
		this.jdbc.execute((ConnectionCallback<Boolean>) (connection) -> {
			this.tables.engine().commitDurably(connection);
			return true;
		});
		this.jdbc.update(this.tables.sql("""
				insert into {INSTANCE} (FLEET, INSTANCE_ID, NAME, RELEASE_ID, APP_VERSION, STATE, SESSION_TAG, ADDRESS,
				  DATABASE_USERS, STARTED_AT, HEARTBEAT_AT)
				values (?, ?, ?, ?, ?, 'STARTING', ?, ?, ?, {now}, {now})
				"""), this.tables.fleet(), id, cut(registration.name()), registration.release().id(),
				cut(registration.release().version()), registration.tag().value(), address,
				String.join("\n", registration.users()));
		return id;
	}

	private static String cut(String text) {
		return (text.length() > 255) ? text.substring(0, 255) : text;
	}

	/**
	 * Renew the lease.
	 * @param id the incarnation
	 * @param state what it is doing
	 * @return whether its row was found; a row that is gone is never revived
	 */
	public boolean heartbeat(String id, InstanceState state) {
		return this.jdbc.update(this.tables.sql("""
				update {INSTANCE} set HEARTBEAT_AT = {now}, STALE_SINCE = null, STATE = ?
				where FLEET = ? and INSTANCE_ID = ? and STATE <> 'GONE'
				"""), state.name(), this.tables.fleet(), id) == 1;
	}

	/**
	 * Withdraw the registration.
	 * @param id the incarnation
	 */
	public void deregister(String id) {
		this.jdbc.update(this.tables.sql("""
				update {INSTANCE} set STATE = 'GONE', GONE_AT = {now}, GONE_BECAUSE = 'DEREGISTERED'
				where FLEET = ? and INSTANCE_ID = ? and STATE <> 'GONE'
				"""), this.tables.fleet(), id);
	}

}
