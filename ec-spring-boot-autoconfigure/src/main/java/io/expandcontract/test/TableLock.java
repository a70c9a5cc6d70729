package io.expandcontract.test;

import java.util.Arrays;

/**
 * The modes in which PostgreSQL locks tables, from the weakest on.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html">Explicit
 * locking</a>
 */
public enum TableLock {

	/** Taken by {@code SELECT}. */
	ACCESS_SHARE("AccessShareLock"),

	/** Taken by {@code SELECT … FOR UPDATE}, and on the parent by foreign keys. */
	ROW_SHARE("RowShareLock"),

	/** Taken by {@code INSERT}, {@code UPDATE} and {@code DELETE}. */
	ROW_EXCLUSIVE("RowExclusiveLock"),

	/** Taken by {@code CREATE INDEX CONCURRENTLY} and {@code VALIDATE CONSTRAINT}. */
	SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),

	/** Taken by {@code CREATE INDEX}: writers wait. */
	SHARE("ShareLock"),

	/** Taken by {@code CREATE TRIGGER} and {@code ADD FOREIGN KEY}: writers wait. */
	SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),

	/** Writers wait. */
	EXCLUSIVE("ExclusiveLock"),

	/** Taken by most forms of {@code ALTER TABLE}: readers wait too. */
	ACCESS_EXCLUSIVE("AccessExclusiveLock");

	private final String mode;

	TableLock(String mode) {
		this.mode = mode;
	}

	static TableLock of(String mode) {
		return Arrays.stream(values())
			.filter((lock) -> lock.mode.equals(mode))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("Unknown lock mode " + mode));
	}

	/**
	 * Return whether those who write the table have to wait.
	 * @return {@code true} if it conflicts with what {@code INSERT} takes
	 */
	public boolean blocksWriters() {
		return compareTo(SHARE) >= 0;
	}

	/**
	 * Return whether those who read the table have to wait.
	 * @return {@code true} if it conflicts with what {@code SELECT} takes
	 */
	public boolean blocksReaders() {
		return this == ACCESS_EXCLUSIVE;
	}

}
