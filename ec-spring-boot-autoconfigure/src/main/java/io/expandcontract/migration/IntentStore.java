package io.expandcontract.migration;

import java.util.Collection;
import java.util.List;

import io.expandcontract.changelog.ChangeSetKey;
import io.expandcontract.changelog.Phase;
import io.expandcontract.database.StarterTables;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The intents of runs, written and withdrawn only on the connection that holds the
 * migration lock.
 */
final class IntentStore {

	private static final String COLUMNS = """
			RUN_ID, POSITION, CHANGE_SET_ID, AUTHOR, PATH, PHASE, STATE, RERUN, CHECKSUM, DESCRIPTION, COMMENTS, TAG,
			LIQUIBASE, CONTEXTS, LABELS, DEPLOYMENT_ID, INSPECT""";

	private static final RowMapper<Intent> INTENT = (row, index) -> new Intent(row.getString(1), row.getInt(2),
			row.getString(3), row.getString(4), row.getString(5), row.getString(6),
			Intent.State.valueOf(row.getString(7)), row.getBoolean(8), row.getString(9), row.getString(10),
			row.getString(11), row.getString(12), row.getString(13), row.getString(14), row.getString(15),
			row.getString(16), row.getString(17));

	private final StarterTables tables;

	private final JdbcTemplate jdbc;

	IntentStore(StarterTables tables, JdbcTemplate jdbc) {
		this.tables = tables;
		this.jdbc = jdbc;
	}

	/**
	 * Commit intents together.
	 * @param intents what a run is about to do
	 */
	void write(List<Intent> intents) {
		new TransactionTemplate(
				new DataSourceTransactionManager(java.util.Objects.requireNonNull(this.jdbc.getDataSource())))
			.executeWithoutResult((status) -> intents.forEach(this::insert));
	}

	private void insert(Intent intent) {
		this.jdbc.update(this.tables.sql("insert into {INTENT} (FLEET, " + COLUMNS + """
				, WRITTEN_AT) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {now})
				"""), this.tables.fleet(), intent.run(), intent.position(), intent.id(), intent.author(), intent.path(),
				intent.phase(), intent.state().name(), intent.rerun(), intent.checksum(), intent.description(),
				intent.comments(), intent.tag(), intent.liquibase(), intent.contexts(), intent.labels(),
				intent.deploymentId(), intent.inspection());
	}

	/**
	 * Write how far a changeset came, in the transaction that is open on the connection.
	 * @param intent the intent as it stands now
	 */
	void mark(Intent intent) {
		int updated = this.jdbc.update(this.tables.sql("""
				update {INTENT} set STATE = ?, RERUN = ?, DEPLOYMENT_ID = ?, CHECKSUM = ?
				where FLEET = ? and RUN_ID = ? and CHANGE_SET_ID = ? and AUTHOR = ? and PATH = ?
				"""), intent.state().name(), intent.rerun(), intent.deploymentId(), intent.checksum(),
				this.tables.fleet(), intent.run(), intent.id(), intent.author(), intent.path());
		if (updated == 0) {
			insert(intent);
		}
	}

	/**
	 * Withdraw a run's intents.
	 * @param run the run
	 * @param changeSets which of them
	 */
	void withdraw(String run, Collection<ChangeSetKey> changeSets) {
		for (Intent intent : of(run)) {
			if (changeSets.contains(intent.key())) {
				delete(intent);
			}
		}
	}

	void delete(Intent intent) {
		this.jdbc.update(this.tables.sql("""
				delete from {INTENT} where FLEET = ? and RUN_ID = ? and POSITION = ?
				"""), this.tables.fleet(), intent.run(), intent.position());
	}

	/**
	 * Return what took effect in a run and is not recorded yet.
	 * @param run the run
	 * @return its intents in running order
	 */
	List<Intent> done(String run) {
		return of(run).stream().filter((intent) -> intent.state() == Intent.State.DONE).toList();
	}

	HistoryWriter history() {
		return new HistoryWriter(this.tables, this.jdbc);
	}

	private List<Intent> of(String run) {
		return this.jdbc.query(
				this.tables
					.sql("select " + COLUMNS + " from {INTENT} where FLEET = ? and RUN_ID = ? order by POSITION"),
				INTENT, this.tables.fleet(), run);
	}

	/**
	 * Return the first intent that any run left.
	 * @return the intent, or {@code null} if there is none
	 */
	@Nullable Intent first() {
		List<Intent> found = this.jdbc.query(
				this.tables
					.sql("select " + COLUMNS + " from {INTENT} where FLEET = ? order by RUN_ID, POSITION limit 1"),
				INTENT, this.tables.fleet());
		return found.isEmpty() ? null : found.get(0);
	}

	/**
	 * Return whether any run left a contract intent.
	 * @return {@code true} if there is something to settle
	 */
	boolean hasContracts() {
		Integer count = this.jdbc.queryForObject(
				this.tables.sql("select count(*) from {INTENT} where FLEET = ? and PHASE = ?"), Integer.class,
				this.tables.fleet(), Phase.CONTRACT.name());
		return count != null && count > 0;
	}

}
