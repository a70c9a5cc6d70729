package io.expandcontract.database;

import org.jspecify.annotations.Nullable;

/**
 * A session as the database shows it.
 *
 * @param id the database's number of the session
 * @param user the database user
 * @param application the name the client gave, perhaps empty
 * @param address where it comes from, if the database shows it
 * @param connectedForMicros for how long it has been connected
 */
public record DatabaseSession(String id, String user, String application, @Nullable String address,
		long connectedForMicros) {

	@Override
	public String toString() {
		return "session " + this.id + " of user " + this.user
				+ (this.application.isBlank() ? "" : " (" + this.application + ")")
				+ ((this.address != null) ? " from " + this.address : "");
	}

}
