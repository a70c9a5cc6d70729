package io.expandcontract.fleet;

import io.expandcontract.database.SessionTag;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a process, as its row shows it.
 *
 * @param id the random id of the incarnation
 * @param name a name for people
 * @param version the application's version
 * @param release the fingerprint of its release
 * @param state what it said last, or {@link InstanceState#STALE} if it is silent
 * @param heartbeatAt its last heartbeat, in microseconds of the database's clock
 * @param silentMicros how long ago that was
 * @param staleSince when an observer found it silent, if one did
 * @param staleMicros observed staleness, zero if no observer wrote it down
 * @param tag the tag of its process's sessions
 * @param address the address the database saw it come from, if any
 */
public record Instance(String id, String name, String version, String release, InstanceState state, long heartbeatAt,
		long silentMicros, @Nullable Long staleSince, long staleMicros, SessionTag tag, @Nullable String address) {

	/**
	 * Return whether the instance missed its lease.
	 * @return {@code true} if it is silent for longer than allowed
	 */
	public boolean isStale() {
		return this.state == InstanceState.STALE;
	}

}
