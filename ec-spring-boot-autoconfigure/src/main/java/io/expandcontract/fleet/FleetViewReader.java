package io.expandcontract.fleet;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.Release;
import io.expandcontract.database.StarterTables;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads what the gate judges, in a constant number of statements.
 */
public final class FleetViewReader {

	private final StarterTables tables;

	private final JdbcTemplate jdbc;

	private final Observatory observatory;

	private final FleetReader fleet;

	private final ReleaseStore releases;

	private final SessionReader sessions;

	/**
	 * Create the reader.
	 * @param tables the starter's tables
	 * @param jdbc the database, in autocommit mode
	 * @param settings the fleet's times
	 * @param tagged whether this process's own sessions carry its tag
	 */
	public FleetViewReader(StarterTables tables, JdbcTemplate jdbc, FleetSettings settings, boolean tagged) {
		this.tables = tables;
		this.jdbc = jdbc;
		this.observatory = new Observatory(tables, jdbc, settings);
		this.fleet = new FleetReader(tables, jdbc, settings);
		this.releases = new ReleaseStore(tables, jdbc);
		this.sessions = new SessionReader(tables.engine(), jdbc, this.fleet, settings, tagged);
	}

	/**
	 * Read the fleet now. Rows are read before sessions, so that a session that ends in
	 * between is not taken for proof that a row read later is dead.
	 * @return the fleet
	 */
	public FleetView read() {
		Observation observation = this.observatory.observation();
		List<FleetReader.ReleaseCount> counts = this.fleet.counts();
		List<Instance> stale = this.fleet.stale();
		SessionReport report = this.sessions.read();
		String first = adopting();
		List<Release> live = this.releases.live((first != null) ? Set.of(first) : Set.of());
		return new FleetView(observation, counts, stale, report, new ReleaseKnowledge(live),
				live.stream()
					.filter((release) -> release.id().equals(first))
					.flatMap((release) -> release.entries().stream())
					.filter((entry) -> entry.phase() == Phase.CONTRACT)
					.map(Release.Entry::key)
					.collect(Collectors.toSet()));
	}

	private @Nullable String adopting() {
		List<String> first = this.jdbc.queryForList(this.tables.sql("""
				select FIRST_RELEASE from {FLEET}
				where FLEET = ? and ADOPTED_AT is null and FIRST_RELEASE is not null
				"""), String.class, this.tables.fleet());
		return first.isEmpty() ? null : first.get(0);
	}

	/**
	 * Return the reader of the fleet's rows.
	 * @return the reader
	 */
	public FleetReader fleet() {
		return this.fleet;
	}

	/**
	 * Return the observatory.
	 * @return what writes down observations
	 */
	public Observatory observatory() {
		return this.observatory;
	}

}
