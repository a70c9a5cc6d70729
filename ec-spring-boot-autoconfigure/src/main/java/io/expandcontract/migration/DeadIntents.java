package io.expandcontract.migration;

import java.sql.SQLException;

import io.expandcontract.database.StarterTable;
import io.expandcontract.database.StarterTables;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Settles what dead runs left. Whoever holds the migration lock knows that every intent
 * that is not its own is dead: where the mark in the changeset's own transaction, or a
 * look at the catalog, says that it took effect, its history row is written and
 * committed, and only then the intent withdrawn; otherwise it is withdrawn.
 */
final class DeadIntents {

	private static final Log logger = LogFactory.getLog(DeadIntents.class);

	private final StarterTables tables;

	private final MigrationConnection connection;

	private final IntentStore intents;

	private final HistoryWriter history;

	private @Nullable Intent recorded;

	DeadIntents(StarterTables tables, MigrationConnection connection) {
		this.tables = tables;
		this.connection = connection;
		this.intents = new IntentStore(tables, connection.jdbc());
		this.history = new HistoryWriter(tables, connection.jdbc());
	}

	/**
	 * Take one step: write one history row, or withdraw one intent.
	 * @return whether there was anything to settle
	 * @throws SQLException if the database cannot be asked
	 * @throws InterruptedChangeSetException if nothing shows whether a changeset took
	 * effect
	 */
	boolean settleNext() throws SQLException {
		Intent dead = this.intents.first();
		return dead != null && settle(dead, () -> tookEffect(dead));
	}

	/**
	 * Take one step for a run of which a changeset failed. The database itself said so,
	 * so what was started outside a transaction took no effect.
	 * @return whether there was anything to settle
	 * @throws SQLException if the database cannot be asked
	 */
	boolean settleFailed() throws SQLException {
		Intent dead = this.intents.first();
		return dead != null && settle(dead, () -> false);
	}

	private boolean settle(Intent dead, Settlement.Inspector inspector) throws SQLException {
		if (Settlement.of(dead.state(), dead.equals(this.recorded), inspector) == Settlement.RECORD) {
			logger.info("Settling " + dead.key() + ", which took effect in the interrupted run " + dead.run()
					+ ": recorded in the history");
			this.history.record(dead);
			this.recorded = dead;
			return true;
		}
		this.intents.delete(dead);
		return true;
	}

	private boolean tookEffect(Intent intent) throws SQLException {
		if (intent.inspection() == null) {
			throw new InterruptedChangeSetException(intent.key(), this.tables.name(StarterTable.INTENT),
					this.tables.history());
		}
		return Inspection.tookEffect(intent.inspection(), this.connection.engine(), this.connection.connection(),
				this.tables.schema());
	}

}
