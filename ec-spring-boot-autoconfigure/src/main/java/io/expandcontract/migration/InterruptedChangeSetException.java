package io.expandcontract.migration;

import io.expandcontract.changelog.ChangeSetKey;

/**
 * A changeset was interrupted where neither a transaction nor the catalog shows whether
 * it took effect.
 */
public class InterruptedChangeSetException extends RuntimeException {

	private final ChangeSetKey changeSet;

	/**
	 * Create the exception.
	 * @param changeSet the changeset
	 * @param table the table that holds the intent
	 * @param history the history table
	 */
	public InterruptedChangeSetException(ChangeSetKey changeSet, String table, String history) {
		super("The changeset " + changeSet
				+ " was interrupted outside a transaction, and nothing shows whether it took "
				+ "effect. Look at the schema: if it did, add its row to " + history + " (liquibase changelog-sync); "
				+ "then, either way, delete its row from " + table);
		this.changeSet = changeSet;
	}

	/**
	 * Return the changeset.
	 * @return its identity
	 */
	public ChangeSetKey changeSet() {
		return this.changeSet;
	}

}
