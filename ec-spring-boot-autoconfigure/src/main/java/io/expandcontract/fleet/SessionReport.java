package io.expandcontract.fleet;

import java.util.List;
import java.util.Set;

import io.expandcontract.database.DatabaseSession;
import io.expandcontract.database.SessionTag;
import org.jspecify.annotations.Nullable;

/**
 * What the database's own sessions say about who is there.
 *
 * @param mode how sessions are told apart
 * @param reason why sessions are not looked at, with {@link Mode#OFF}
 * @param sessions the sessions of the application's users
 * @param strangers those that belong to no live instance
 * @param abandoned those among them whose process left the fleet so long ago that it must
 * be hung: a contract run ends them
 * @param wakeful the addresses of instances that are not silent, where sessions are told
 * apart by address
 */
public record SessionReport(Mode mode, @Nullable String reason, List<DatabaseSession> sessions,
		List<DatabaseSession> strangers, List<DatabaseSession> abandoned, Set<String> wakeful) {

	/**
	 * How sessions are told apart.
	 */
	public enum Mode {

		/** By the tag in the session's name. */
		TAGS,

		/** By the client address. */
		ADDRESSES,

		/** Not at all. */
		OFF

	}

	/**
	 * Create a report that says why nothing can be said.
	 * @param reason why sessions are not looked at
	 * @return the report
	 */
	public static SessionReport off(String reason) {
		return new SessionReport(Mode.OFF, reason, List.of(), List.of(), List.of(), Set.of());
	}

	/**
	 * Return whether the database shows its sessions.
	 * @return {@code false} if the check is off
	 */
	public boolean isVisible() {
		return this.mode != Mode.OFF;
	}

	/**
	 * Return whether the sessions of a silent instance can be told from those of others.
	 * Where an address is all that shows, one that others share says nothing: it would
	 * keep the instance alive, and ending its sessions would end theirs.
	 * @param instance the silent instance
	 * @return {@code false} if nothing can be concluded from sessions
	 */
	public boolean tells(Instance instance) {
		return switch (this.mode) {
			case TAGS -> true;
			case ADDRESSES -> instance.address() != null && !this.wakeful.contains(instance.address());
			case OFF -> false;
		};
	}

	/**
	 * Return the sessions of an instance's process.
	 * @param instance the instance
	 * @return its sessions, the starter's own among them
	 */
	public List<DatabaseSession> of(Instance instance) {
		return this.sessions.stream().filter((session) -> isOf(session, instance)).toList();
	}

	private boolean isOf(DatabaseSession session, Instance instance) {
		SessionTag tag = SessionTag.in(session.application());
		if (tag != null) {
			return tag.equals(instance.tag());
		}
		return this.mode == Mode.ADDRESSES && session.address() != null && session.address().equals(instance.address());
	}

}
