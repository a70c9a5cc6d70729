package io.expandcontract.fleet;

import java.util.List;

import io.expandcontract.database.StarterTables;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes down what an instance with unbroken heartbeats of its own sees of the others.
 * That an instance is gone is such a record, never an age.
 */
public final class Observatory {

	private final StarterTables tables;

	private final JdbcTemplate jdbc;

	private final FleetSettings settings;

	/**
	 * Create the observatory.
	 * @param tables the starter's tables
	 * @param jdbc the database, in autocommit mode
	 * @param settings the fleet's times
	 */
	public Observatory(StarterTables tables, JdbcTemplate jdbc, FleetSettings settings) {
		this.tables = tables;
		this.jdbc = jdbc;
		this.settings = settings;
	}

	/**
	 * Record that someone observes, unless someone did within the last heartbeat
	 * interval.
	 */
	public void observe() {
		this.jdbc.update(
				this.tables
					.sql("""
							update {FLEET}
							set OBSERVED_SINCE = case
							      when OBSERVED_EPOCH = {epoch} and OBSERVED_AT > {now} - ? and OBSERVED_AT <= {now}
							      then OBSERVED_SINCE else {now} end,
							    EPOCH_SINCE = case when OBSERVED_EPOCH = {epoch} then EPOCH_SINCE else {now} end,
							    OBSERVED_EPOCH = {epoch},
							    OBSERVED_AT = {now}
							where FLEET = ?
							  and (OBSERVED_AT is null or OBSERVED_AT < {now} - ? or OBSERVED_AT > {now} or OBSERVED_EPOCH <> {epoch})
							"""),
				this.settings.staleAfterMicros(), this.tables.fleet(),
				this.settings.heartbeatInterval().toNanos() / 2000);
	}

	/**
	 * Return how long the fleet has been observed.
	 * @return the observation, empty if it has a gap that reaches until now
	 */
	public Observation observation() {
		List<Observation> found = this.jdbc.query(
				this.tables
					.sql("""
							select case when OBSERVED_EPOCH = {epoch} and OBSERVED_AT > {now} - ? then {now} - OBSERVED_SINCE else 0 end,
							       case when OBSERVED_EPOCH = {epoch} then {now} - EPOCH_SINCE else 0 end
							from {FLEET} where FLEET = ?
							"""),
				(row, index) -> new Observation(row.getLong(1), row.getLong(2)), this.settings.staleAfterMicros(),
				this.tables.fleet());
		return found.isEmpty() ? new Observation(0, 0) : found.get(0);
	}

	/**
	 * Write down since when the silent are silent. An observation that began later than
	 * the silence counts from its own beginning.
	 */
	public void recordStale() {
		this.jdbc.update(this.tables.sql("""
				update {INSTANCE} set STALE_SINCE = {now}
				where FLEET = ? and STATE <> 'GONE' and STALE_SINCE is null and HEARTBEAT_AT < {now} - ?
				  and exists (select 1 from {FLEET} f
				    where f.FLEET = ? and f.OBSERVED_EPOCH = {epoch} and f.OBSERVED_SINCE < {now} - ?)
				"""), this.tables.fleet(), this.settings.staleAfterMicros(), this.tables.fleet(),
				this.settings.staleAfterMicros());
	}

	/**
	 * Record that an instance is gone, if it still is as it was judged: still that
	 * heartbeat, still that beginning of its staleness.
	 * @param instance the instance as it was read
	 * @param because why it is gone
	 * @return whether the record was written
	 */
	public boolean recordGone(Instance instance, GoneBecause because) {
		return this.jdbc.update(this.tables.sql("""
				update {INSTANCE} set STATE = 'GONE', GONE_AT = {now}, GONE_BECAUSE = ?
				where FLEET = ? and INSTANCE_ID = ? and STATE <> 'GONE' and HEARTBEAT_AT = ?
				  and coalesce(STALE_SINCE, 0) = ?
				"""), because.name(), this.tables.fleet(), instance.id(), instance.heartbeatAt(),
				(instance.staleSince() != null) ? instance.staleSince() : 0) == 1;
	}

}
