package io.expandcontract.fleet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.database.SessionTag;
import io.expandcontract.database.StarterTables;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.util.StringUtils;

/**
 * Reads the fleet. Each method is one statement, takes no lock and writes nothing.
 */
public final class FleetReader {

	private static final int MOST_ROWS = 1000;

	private static final String COLUMNS = """
			INSTANCE_ID, NAME, APP_VERSION, RELEASE_ID,
			case when STATE <> 'GONE' and HEARTBEAT_AT < {now} - %d then 'STALE' else STATE end,
			HEARTBEAT_AT, {now} - HEARTBEAT_AT, STALE_SINCE, SESSION_TAG, ADDRESS,
			case when STALE_SINCE is null or HEARTBEAT_AT > STALE_SINCE then 0 else {now} - case
			  when STALE_SINCE > coalesce((select f.OBSERVED_SINCE from {FLEET} f where f.FLEET = i.FLEET), {now})
			  then STALE_SINCE
			  else coalesce((select f.OBSERVED_SINCE from {FLEET} f where f.FLEET = i.FLEET), {now}) end end
			""";

	private static final RowMapper<Instance> INSTANCE = (row, index) -> new Instance(row.getString(1), row.getString(2),
			row.getString(3), row.getString(4), InstanceState.valueOf(row.getString(5)), row.getLong(6), row.getLong(7),
			row.getObject(8, Long.class), row.getLong(11), new SessionTag(row.getString(9)), row.getString(10));

	private final StarterTables tables;

	private final JdbcTemplate jdbc;

	private final FleetSettings settings;

	/**
	 * Create the reader.
	 * @param tables the starter's tables
	 * @param jdbc the database, in autocommit mode
	 * @param settings the fleet's times
	 */
	public FleetReader(StarterTables tables, JdbcTemplate jdbc, FleetSettings settings) {
		this.tables = tables;
		this.jdbc = jdbc;
		this.settings = settings;
	}

	/**
	 * Return how many instances of each release live.
	 * @return a count for each release and version
	 */
	public List<ReleaseCount> counts() {
		return this.jdbc.query(this.tables.sql("""
				select RELEASE_ID, APP_VERSION, count(*),
				       sum(case when HEARTBEAT_AT < {now} - ? then 1 else 0 end)
				from {INSTANCE} where FLEET = ? and STATE <> 'GONE'
				group by RELEASE_ID, APP_VERSION order by APP_VERSION, RELEASE_ID
				"""),
				(row, index) -> new ReleaseCount(row.getString(1), row.getString(2), row.getInt(3), row.getInt(4)),
				this.settings.staleAfterMicros(), this.tables.fleet());
	}

	/**
	 * Return silent instances, the longest silent first.
	 * @return at most a thousand
	 */
	public List<Instance> stale() {
		return query("FLEET = ? and STATE <> 'GONE' and HEARTBEAT_AT < {now} - ?", "HEARTBEAT_AT", MOST_ROWS,
				List.of(this.tables.fleet(), this.settings.staleAfterMicros()));
	}

	/**
	 * Return live instances of releases.
	 * @param releases fingerprints
	 * @param most how many at most
	 * @return instances, the oldest first
	 */
	public List<Instance> ofReleases(Collection<String> releases, int most) {
		if (releases.isEmpty()) {
			return List.of();
		}
		List<Object> arguments = new ArrayList<>();
		arguments.add(this.tables.fleet());
		arguments.addAll(releases);
		String marks = String.join(", ", java.util.Collections.nCopies(releases.size(), "?"));
		return query("FLEET = ? and STATE <> 'GONE' and RELEASE_ID in (" + marks + ")", "STARTED_AT", most, arguments);
	}

	/**
	 * Return every instance on record that is not gone, with those gone most recently.
	 * @param most how many at most
	 * @return instances, living ones first
	 */
	public List<Instance> all(int most) {
		return query("FLEET = ?", "case when STATE = 'GONE' then 1 else 0 end, STARTED_AT desc", most,
				List.of(this.tables.fleet()));
	}

	/**
	 * Return one instance on record.
	 * @param id its incarnation
	 * @return the instance, or {@code null} if there is none
	 */
	public @Nullable Instance find(String id) {
		List<Instance> found = query("FLEET = ? and INSTANCE_ID = ?", "STARTED_AT", 1,
				List.of(this.tables.fleet(), id));
		return found.isEmpty() ? null : found.get(0);
	}

	private List<Instance> query(String where, String order, int most, List<Object> arguments) {
		return this.jdbc.query(
				this.tables.sql("select " + COLUMNS.formatted(this.settings.staleAfterMicros())
						+ " from {INSTANCE} i where " + where + " order by " + order + " limit " + most),
				INSTANCE, arguments.toArray());
	}

	/**
	 * Return the tags among some that belong to an instance of this fleet.
	 * @param tags tags seen on sessions
	 * @return for each known tag whether one of its incarnations lives
	 */
	public List<TagStatus> tags(Collection<String> tags) {
		if (tags.isEmpty()) {
			return List.of();
		}
		List<Object> arguments = new ArrayList<>();
		arguments.add(this.tables.fleet());
		arguments.addAll(tags);
		return this.jdbc.query(this.tables.sql("""
				select SESSION_TAG, max(case when STATE <> 'GONE' then 1 else 0 end), {now} - max(GONE_AT)
				from {INSTANCE} where FLEET = ? and SESSION_TAG in (%s) group by SESSION_TAG
				""".formatted(String.join(", ", java.util.Collections.nCopies(tags.size(), "?")))),
				(row, index) -> new TagStatus(row.getString(1), row.getInt(2) == 1, row.getLong(3)),
				arguments.toArray());
	}

	/**
	 * Return the addresses from which live instances were seen to come.
	 * @return addresses
	 */
	public Set<String> addresses() {
		return new TreeSet<>(this.jdbc.queryForList(this.tables.sql("""
				select distinct ADDRESS from {INSTANCE} where FLEET = ? and STATE <> 'GONE' and ADDRESS is not null
				"""), String.class, this.tables.fleet()));
	}

	/**
	 * Return the addresses of instances that are not silent.
	 * @return addresses
	 */
	public Set<String> wakefulAddresses() {
		return new TreeSet<>(this.jdbc.queryForList(this.tables.sql("""
				select distinct ADDRESS from {INSTANCE}
				where FLEET = ? and STATE <> 'GONE' and ADDRESS is not null and HEARTBEAT_AT >= {now} - ?
				"""), String.class, this.tables.fleet(), this.settings.staleAfterMicros()));
	}

	/**
	 * Return the database users of instances on record.
	 * @return user names
	 */
	public Set<String> users() {
		Set<String> users = new TreeSet<>();
		this.jdbc.queryForList(this.tables.sql("""
				select distinct DATABASE_USERS from {INSTANCE} where FLEET = ?
				"""), String.class, this.tables.fleet())
			.forEach((names) -> users.addAll(List.of(StringUtils.delimitedListToStringArray(names, "\n"))));
		return users;
	}

	/**
	 * Return the contract changesets that runs are about to run.
	 * @return their identities
	 */
	public List<ChangeSetKey> intendedContracts() {
		return this.jdbc.query(this.tables.sql("""
				select PATH, CHANGE_SET_ID, AUTHOR from {INTENT} where FLEET = ? and PHASE = 'CONTRACT'
				"""), (row, index) -> new ChangeSetKey(row.getString(1), row.getString(2), row.getString(3)),
				this.tables.fleet());
	}

	/**
	 * A tag of this fleet.
	 *
	 * @param tag the tag
	 * @param live whether an incarnation with this tag lives
	 * @param goneMicros how long ago the last of them left, zero if none has
	 */
	public record TagStatus(String tag, boolean live, long goneMicros) {
	}

	/**
	 * Instances of one release.
	 *
	 * @param release the fingerprint
	 * @param version the application's version
	 * @param live how many live, stale ones included
	 * @param stale how many of them are stale
	 */
	public record ReleaseCount(String release, String version, int live, int stale) {
	}

}
