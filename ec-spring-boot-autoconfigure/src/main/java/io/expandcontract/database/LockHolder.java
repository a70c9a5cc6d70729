package io.expandcontract.database;

import org.jspecify.annotations.Nullable;

/**
 * Who holds the migration lock.
 *
 * @param sessionId the database's number of the session
 * @param application the name the session carries
 * @param address where it comes from, if the database shows it
 * @param heldForMicros for how long the session's present statement or wait has lasted
 */
public record LockHolder(String sessionId, String application, @Nullable String address, long heldForMicros) {

	@Override
	public String toString() {
		return "session " + this.sessionId + " (" + this.application
				+ ((this.address != null) ? " at " + this.address : "") + ")";
	}

}
