package io.expandcontract.migration;

import io.expandcontract.database.StarterTables;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the history row of a changeset that took effect without one, as Liquibase would
 * have written it.
 */
final class HistoryWriter {

	private final StarterTables tables;

	private final JdbcTemplate jdbc;

	HistoryWriter(StarterTables tables, JdbcTemplate jdbc) {
		this.tables = tables;
		this.jdbc = jdbc;
	}

	/**
	 * Record an intent that is done, unless its row is there already.
	 * @param intent the intent
	 */
	void record(Intent intent) {
		new TransactionTemplate(
				new DataSourceTransactionManager(java.util.Objects.requireNonNull(this.jdbc.getDataSource())))
			.executeWithoutResult((status) -> {
				Integer rows = this.jdbc.queryForObject(this.tables.sql("""
						select count(*) from {HISTORY} where ID = ? and AUTHOR = ? and FILENAME = ?
						"""), Integer.class, intent.id(), intent.author(), intent.path());
				if (rows == null || rows == 0) {
					insert(intent);
				}
				else if (intent.rerun()) {
					update(intent);
				}
			});
	}

	private int nextOrder() {
		Integer last = this.jdbc.queryForObject(this.tables.sql("select max(ORDEREXECUTED) from {HISTORY}"),
				Integer.class);
		return (last != null) ? last + 1 : 1;
	}

	private void insert(Intent intent) {
		this.jdbc.update(this.tables.sql("""
				insert into {HISTORY} (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, EXECTYPE, MD5SUM, DESCRIPTION,
				  COMMENTS, TAG, LIQUIBASE, CONTEXTS, LABELS, DEPLOYMENT_ID)
				values (?, ?, ?, current_timestamp, ?, 'EXECUTED', ?, ?, ?, ?, ?, ?, ?, ?)
				"""), intent.id(), intent.author(), intent.path(), nextOrder(), intent.checksum(), intent.description(),
				intent.comments(), intent.tag(), intent.liquibase(), intent.contexts(), intent.labels(),
				intent.deploymentId());
	}

	private void update(Intent intent) {
		this.jdbc.update(
				this.tables
					.sql("""
							update {HISTORY} set DATEEXECUTED = current_timestamp, ORDEREXECUTED = ?, EXECTYPE = 'RERAN', MD5SUM = ?,
							  DEPLOYMENT_ID = ?
							where ID = ? and AUTHOR = ? and FILENAME = ?
							"""),
				nextOrder(), intent.checksum(), intent.deploymentId(), intent.id(), intent.author(), intent.path());
	}

}
