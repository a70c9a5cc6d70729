package io.expandcontract.autogenerate;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What one changeset does.
 *
 * @param place where it stands
 * @param comment what it is for, for people
 * @param condition what must be so before it may run, if anything
 * @param changes what it changes
 */
record Step(Place place, String comment, @Nullable Condition condition, List<Change> changes) {

	private static final Set<String> IN_STEP = Set.of("syncColumns", "dropSyncColumns");

	static Step of(Place place, String comment, Change... changes) {
		return new Step(place, comment, null, List.of(changes));
	}

	Step onlyIf(Condition condition) {
		return new Step(this.place, this.comment, condition, this.changes);
	}

	/**
	 * Return whether all names are quoted, since some must be.
	 */
	boolean isQuoted() {
		return this.changes.stream().anyMatch(Change::needsQuotes);
	}

	/**
	 * Return the changes with names as text.
	 */
	List<Change> written() {
		return this.changes.stream().map((change) -> change.written(isQuoted())).toList();
	}

	/**
	 * Return whether it is written for the engine at hand, and for no other.
	 */
	boolean isOfOneEngine() {
		return this.changes.stream().anyMatch((change) -> change.isSql() || IN_STEP.contains(change.name()));
	}

	/**
	 * Return whether its changes are the starter's own, which no SQL can express, and
	 * which plain Liquibase would read otherwise.
	 */
	boolean isOwn() {
		return this.changes.stream().anyMatch(Step::isOwn);
	}

	static boolean isOwn(Change change) {
		return change.name().equals("backfill") || IN_STEP.contains(change.name());
	}

	/**
	 * A count of rows that must be zero.
	 *
	 * @param query SQL that counts violators
	 * @param message what is wrong if there are any
	 */
	record Condition(String query, String message) {
	}

}
