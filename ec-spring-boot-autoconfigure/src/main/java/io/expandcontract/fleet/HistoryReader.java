package io.expandcontract.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Release;
import io.expandcontract.database.StarterTables;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads Liquibase's history, which is the truth about what ran.
 */
public final class HistoryReader {

	private final StarterTables tables;

	private final JdbcTemplate jdbc;

	private final ReleaseStore releases;

	/**
	 * Create the reader.
	 * @param tables the starter's tables
	 * @param jdbc the database, in autocommit mode
	 */
	public HistoryReader(StarterTables tables, JdbcTemplate jdbc) {
		this.tables = tables;
		this.jdbc = jdbc;
		this.releases = new ReleaseStore(tables, jdbc);
	}

	/**
	 * Return the whole history.
	 * @return its rows in the order they ran; none if the table is not there yet, and
	 * read again if another instance created it meanwhile
	 */
	public List<HistoryRow> rows() {
		try {
			return query();
		}
		catch (BadSqlGrammarException ex) {
			return isMissing() ? List.of() : query();
		}
	}

	private List<HistoryRow> query() {
		return this.jdbc.query(this.tables.sql("""
				select FILENAME, ID, AUTHOR, CONTEXTS, TAG, ORDEREXECUTED, MD5SUM from {HISTORY} order by ORDEREXECUTED
				"""),
				(row, index) -> new HistoryRow(new ChangeSetKey(row.getString(1), row.getString(2), row.getString(3)),
						row.getString(4), row.getString(5), row.getInt(6), row.getString(7)));
	}

	private boolean isMissing() {
		String table = this.tables.history();
		String name = table.substring(table.lastIndexOf('.') + 1);
		Boolean present = this.jdbc.execute((java.sql.Connection connection) -> {
			try (var found = connection.getMetaData()
				.getTables(connection.getCatalog(), this.tables.schema(), this.tables.engine().fold(name), null)) {
				return found.next();
			}
		});
		return !Boolean.TRUE.equals(present);
	}

	/**
	 * Return the contract changesets that were run and that a release does not know.
	 * @param release the release to ask for
	 * @return identities, in the order they ran
	 */
	public List<ChangeSetKey> contractsUnknownTo(Release release) {
		Set<ChangeSetKey> known = release.keys();
		List<HistoryRow> rows = rows();
		List<HistoryRow> unknown = rows.stream().filter((row) -> !known.contains(row.key())).toList();
		if (unknown.isEmpty()) {
			return List.of();
		}
		Set<ChangeSetKey> declared = this.releases.declaredContracts();
		int baseline = baselineOrder(release.baseline(), rows);
		ReleaseKnowledge knowledge = (release.baseline() != null)
				? new ReleaseKnowledge(withOwn(this.releases.all(), release)) : new ReleaseKnowledge(List.of());
		List<ChangeSetKey> contracts = new ArrayList<>();
		for (HistoryRow row : unknown) {
			boolean contract = declared.contains(row.key())
					|| PhasedChangelog.phaseOfHistoryRow(row.contexts(), row.key().path()) == Phase.CONTRACT;
			if (contract && row.order() > baseline && !knowledge.knows(release.id(), row.key())) {
				contracts.add(row.key());
			}
		}
		return contracts;
	}

	private static List<Release> withOwn(List<Release> recorded, Release own) {
		List<Release> releases = new ArrayList<>(recorded);
		releases.add(own);
		return releases;
	}

	private static int baselineOrder(@Nullable String baseline, List<HistoryRow> rows) {
		return rows.stream()
			.filter((row) -> baseline != null && baseline.equals(row.tag()))
			.mapToInt(HistoryRow::order)
			.max()
			.orElse(-1);
	}

}
