package io.expandcontract.sample;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code users} between expand and contract.
 */
record UserRow(long id, long version, String firstName, String lastName, @Nullable String name) {

	/**
	 * What is expected after release 1.0 wrote its columns.
	 */
	UserRow writtenBy10(String first, String last) {
		boolean changed = !first.equals(this.firstName) || !last.equals(this.lastName);
		return new UserRow(this.id, this.version + 1, first, last, changed ? joined(first, last) : this.name);
	}

	/**
	 * What is expected after release 1.1 wrote its column.
	 */
	UserRow writtenBy11(String newName) {
		if (newName.equals(joined(this.firstName, this.lastName))) {
			return new UserRow(this.id, this.version + 1, this.firstName, this.lastName, newName);
		}
		int space = newName.lastIndexOf(' ');
		return new UserRow(this.id, this.version + 1, (space < 0) ? newName : newName.substring(0, space),
				(space < 0) ? "" : newName.substring(space + 1), newName);
	}

	/**
	 * What is expected after the backfill.
	 */
	UserRow backfilled() {
		return new UserRow(this.id, this.version, this.firstName, this.lastName,
				(this.name != null) ? this.name : joined(this.firstName, this.lastName));
	}

	/**
	 * Whether both releases show the same name, or the backfill has not been here yet.
	 */
	boolean isInStep() {
		return this.name == null || this.name.equals(joined(this.firstName, this.lastName));
	}

	private static String joined(String first, String last) {
		return (first + " " + last).strip();
	}

}
