package io.expandcontract.fleet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.Release;
import io.expandcontract.database.StarterTables;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What releases ship, written once when the first instance of a release registers.
 */
public final class ReleaseStore {

	private final StarterTables tables;

	private final JdbcTemplate jdbc;

	/**
	 * Create the store.
	 * @param tables the starter's tables
	 * @param jdbc the database, in autocommit mode
	 */
	public ReleaseStore(StarterTables tables, JdbcTemplate jdbc) {
		this.tables = tables;
		this.jdbc = jdbc;
	}

	/**
	 * Record a release unless it is recorded.
	 * @param release what a build ships
	 */
	public void record(Release release) {
		if (isRecorded(release.id())) {
			return;
		}
		try {
			new TransactionTemplate(
					new DataSourceTransactionManager(java.util.Objects.requireNonNull(this.jdbc.getDataSource())))
				.executeWithoutResult((status) -> insert(release));
		}
		catch (DuplicateKeyException ex) {
			if (!isRecorded(release.id())) {
				throw ex;
			}
		}
	}

	private boolean isRecorded(String id) {
		Integer count = this.jdbc.queryForObject(this.tables.sql("""
				select count(*) from {RELEASE} where FLEET = ? and RELEASE_ID = ?
				"""), Integer.class, this.tables.fleet(), id);
		return count != null && count > 0;
	}

	/**
	 * Return the phases that were inferred for a release, or that it declares.
	 * @param release its fingerprint
	 * @return phases by identity
	 */
	public Map<ChangeSetKey, Phase> phases(String release) {
		Map<ChangeSetKey, Phase> phases = new LinkedHashMap<>();
		RowCallbackHandler handler = (row) -> phases.put(
				new ChangeSetKey(row.getString(1), row.getString(2), row.getString(3)),
				Phase.valueOf(row.getString(4)));
		this.jdbc.query(this.tables.sql("""
				select PATH, CHANGE_SET_ID, AUTHOR, PHASE from {RELEASE_CHANGE_SET}
				where FLEET = ? and RELEASE_ID = ? and PHASE is not null
				"""), handler, this.tables.fleet(), release);
		return phases;
	}

	/**
	 * Record phases that were inferred. The first record of a changeset stands, whoever
	 * writes it.
	 * @param release the release's fingerprint
	 * @param phases phases by identity
	 */
	public void recordPhases(String release, Map<ChangeSetKey, Phase> phases) {
		List<Object[]> rows = new ArrayList<>();
		phases.forEach((key, phase) -> rows
			.add(new Object[] { phase.name(), this.tables.fleet(), release, key.id(), key.author(), key.path() }));
		this.jdbc.batchUpdate(this.tables.sql("""
				update {RELEASE_CHANGE_SET} set PHASE = ?
				where FLEET = ? and RELEASE_ID = ? and CHANGE_SET_ID = ? and AUTHOR = ? and PATH = ? and PHASE is null
				"""), rows);
	}

	private void insert(Release release) {
		this.jdbc.update(this.tables.sql("""
				insert into {RELEASE} (FLEET, RELEASE_ID, APP_VERSION, BASELINE, SEEN_AT) values (?, ?, ?, ?, {now})
				"""), this.tables.fleet(), release.id(), release.version(), release.baseline());
		List<@Nullable Object[]> rows = new ArrayList<>();
		for (Release.Entry entry : release.entries()) {
			rows.add(new @Nullable Object[] { this.tables.fleet(), release.id(), rows.size(), entry.key().id(),
					entry.key().author(), entry.key().path(), (entry.phase() != null) ? entry.phase().name() : null,
					entry.checkpoint() });
		}
		this.jdbc.batchUpdate(this.tables.sql("""
				insert into {RELEASE_CHANGE_SET}
				(FLEET, RELEASE_ID, POSITION, CHANGE_SET_ID, AUTHOR, PATH, PHASE, CHECKPOINT)
				values (?, ?, ?, ?, ?, ?, ?, ?)
				"""), rows);
	}

	/**
	 * Return the releases of which an instance lives, and some others.
	 * @param also fingerprints of others that are wanted
	 * @return the releases
	 */
	public List<Release> live(Set<String> also) {
		String others = also.isEmpty() ? "" : " or r.RELEASE_ID in (" + marks(also.size()) + ")";
		List<Object> arguments = new ArrayList<>();
		arguments.add(this.tables.fleet());
		arguments.addAll(also);
		return read("""
				select r.RELEASE_ID, r.APP_VERSION, r.BASELINE, c.CHANGE_SET_ID, c.AUTHOR, c.PATH, c.PHASE, c.CHECKPOINT
				from {RELEASE} r
				left join {RELEASE_CHANGE_SET} c on c.FLEET = r.FLEET and c.RELEASE_ID = r.RELEASE_ID
				where r.FLEET = ? and (exists (
				  select 1 from {INSTANCE} i
				  where i.FLEET = r.FLEET and i.RELEASE_ID = r.RELEASE_ID and i.STATE <> 'GONE')%s)
				order by r.RELEASE_ID, c.POSITION
				""".formatted(others), arguments);
	}

	/**
	 * Return every release on record.
	 * @return the releases
	 */
	public List<Release> all() {
		return read("""
				select r.RELEASE_ID, r.APP_VERSION, r.BASELINE, c.CHANGE_SET_ID, c.AUTHOR, c.PATH, c.PHASE, c.CHECKPOINT
				from {RELEASE} r
				left join {RELEASE_CHANGE_SET} c on c.FLEET = r.FLEET and c.RELEASE_ID = r.RELEASE_ID
				where r.FLEET = ?
				order by r.RELEASE_ID, c.POSITION
				""", List.of(this.tables.fleet()));
	}

	private List<Release> read(String sql, List<Object> arguments) {
		Map<String, Release> releases = new LinkedHashMap<>();
		Map<String, List<Release.Entry>> entries = new LinkedHashMap<>();
		RowCallbackHandler handler = (row) -> {
			String id = row.getString(1);
			if (!releases.containsKey(id)) {
				releases.put(id, new Release(id, row.getString(2), row.getString(3), List.of()));
				entries.put(id, new ArrayList<>());
			}
			if (row.getString(4) != null) {
				String phase = row.getString(7);
				entries.computeIfAbsent(id, (key) -> new ArrayList<>())
					.add(new Release.Entry(new ChangeSetKey(row.getString(6), row.getString(4), row.getString(5)),
							(phase != null) ? Phase.valueOf(phase) : null, row.getString(8)));
			}
		};
		this.jdbc.query(this.tables.sql(sql), handler, arguments.toArray());
		return releases.values()
			.stream()
			.map((release) -> new Release(release.id(), release.version(), release.baseline(),
					entries.getOrDefault(release.id(), List.of())))
			.toList();
	}

	/**
	 * Return whether the first release of the fleet with the starter ships a changeset,
	 * unless the database was empty before it.
	 * @param changeSet the changeset
	 * @return {@code true} if its rollout replaces instances that register nowhere
	 */
	public boolean isOfTheFirst(ChangeSetKey changeSet) {
		Integer found = this.jdbc.queryForObject(this.tables.sql("""
				select count(*) from {FLEET} f
				join {RELEASE_CHANGE_SET} c on c.FLEET = f.FLEET and c.RELEASE_ID = f.FIRST_RELEASE
				where f.FLEET = ? and (f.ADOPTED_AT is null or f.ADOPTED_BY is not null)
				  and c.PATH = ? and c.CHANGE_SET_ID = ? and c.AUTHOR = ?
				"""), Integer.class, this.tables.fleet(), changeSet.path(), changeSet.id(), changeSet.author());
		return found != null && found > 0;
	}

	/**
	 * Return every changeset that any release ever declared to be contract.
	 * @return their identities
	 */
	public Set<ChangeSetKey> declaredContracts() {
		return new HashSet<>(this.jdbc.query(this.tables.sql("""
				select distinct PATH, CHANGE_SET_ID, AUTHOR from {RELEASE_CHANGE_SET}
				where FLEET = ? and PHASE = 'CONTRACT'
				"""), (row, index) -> new ChangeSetKey(row.getString(1), row.getString(2), row.getString(3)),
				this.tables.fleet()));
	}

	/**
	 * Forget what dead releases shipped, except which changesets were contract, and gone
	 * instances.
	 * @param retentionMicros age from which a record is forgotten
	 */
	public void forget(long retentionMicros) {
		this.jdbc.update(this.tables.sql("""
				delete from {INSTANCE} where FLEET = ? and STATE = 'GONE' and GONE_AT < {now} - ?
				"""), this.tables.fleet(), retentionMicros);
		this.jdbc.update(this.tables.sql("""
				delete from {RELEASE_CHANGE_SET}
				where FLEET = ? and (PHASE is null or PHASE <> 'CONTRACT') and RELEASE_ID in (
				  select r.RELEASE_ID from {RELEASE} r where r.FLEET = ? and r.SEEN_AT < {now} - ?)
				  and RELEASE_ID not in (select i.RELEASE_ID from {INSTANCE} i where i.FLEET = ?)
				"""), this.tables.fleet(), this.tables.fleet(), retentionMicros, this.tables.fleet());
	}

	private static String marks(int count) {
		return String.join(", ", java.util.Collections.nCopies(count, "?"));
	}

}
