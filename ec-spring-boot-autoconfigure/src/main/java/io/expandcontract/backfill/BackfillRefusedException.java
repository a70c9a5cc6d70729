package io.expandcontract.backfill;

/**
 * A backfill cannot be run on its table. The message names both, and says why.
 */
public class BackfillRefusedException extends RuntimeException {

	private final Backfill backfill;

	BackfillRefusedException(Backfill backfill, String reason) {
		super("The changeset " + backfill.key() + " cannot fill the table " + backfill.table() + ": " + reason);
		this.backfill = backfill;
	}

	/**
	 * Return what was refused.
	 * @return the backfill
	 */
	public Backfill backfill() {
		return this.backfill;
	}

}
