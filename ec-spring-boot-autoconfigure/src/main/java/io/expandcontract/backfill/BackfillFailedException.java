package io.expandcontract.backfill;

import org.jspecify.annotations.Nullable;

/**
 * A backfill cannot go on by itself. Its position is kept. The message names changeset
 * and table, and says where it stands and why.
 */
public class BackfillFailedException extends RuntimeException {

	private final Backfill backfill;

	BackfillFailedException(Backfill backfill, String reason, @Nullable Throwable cause) {
		super("The changeset " + backfill.key() + " could not fill the table " + backfill.table() + ": " + reason,
				cause);
		this.backfill = backfill;
	}

	/**
	 * Return what failed.
	 * @return the backfill
	 */
	public Backfill backfill() {
		return this.backfill;
	}

}
