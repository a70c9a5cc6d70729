package io.expandcontract.fleet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.expandcontract.database.DatabaseSession;
import io.expandcontract.database.Engine;
import io.expandcontract.database.SessionTag;
import io.expandcontract.database.SessionsUnavailableException;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Looks at the database's sessions and finds those that belong to no live instance: pods
 * that predate the starter, other tools, a process that lost its heartbeat but still
 * writes.
 * <p>
 * A tagged session whose tag this fleet never saw belongs to another fleet of the same
 * database user, or to a process that has not registered yet and therefore does not
 * serve.
 */
public final class SessionReader {

	private final Engine engine;

	private final JdbcTemplate jdbc;

	private final FleetReader fleet;

	private final SessionCheck check;

	private final boolean tagged;

	/**
	 * Create the reader.
	 * @param engine the database's strategy
	 * @param jdbc the database, in autocommit mode
	 * @param fleet the fleet's rows
	 * @param check how to look
	 * @param tagged whether this process's own sessions were seen to carry its tag
	 */
	public SessionReader(Engine engine, JdbcTemplate jdbc, FleetReader fleet, SessionCheck check, boolean tagged) {
		this.engine = engine;
		this.jdbc = jdbc;
		this.fleet = fleet;
		this.check = check;
		this.tagged = tagged;
	}

	/**
	 * Look at the sessions now.
	 * @return what they say
	 */
	public SessionReport read() {
		if (this.check == SessionCheck.OFF) {
			return SessionReport.off("expand-contract.fleet.session-check is off");
		}
		if (!this.tagged && this.check == SessionCheck.TAGS) {
			return SessionReport.off("sessions do not show the application's tag; look for a connection init SQL that "
					+ "sets application_name");
		}
		try {
			List<DatabaseSession> sessions = this.engine.sessions(this.jdbc, this.fleet.users());
			return this.tagged ? byTag(sessions) : byAddress(sessions);
		}
		catch (SessionsUnavailableException ex) {
			return SessionReport.off(String.valueOf(ex.getMessage()));
		}
	}

	private SessionReport byTag(List<DatabaseSession> sessions) {
		Map<String, Boolean> live = liveTags(sessions);
		return report(SessionReport.Mode.TAGS, sessions, (session) -> isAccountedFor(session, live));
	}

	private SessionReport byAddress(List<DatabaseSession> sessions) {
		if (sessions.stream().anyMatch((session) -> session.address() == null)) {
			return SessionReport.off("sessions show neither the application's tag nor a client address");
		}
		Map<String, Boolean> live = liveTags(sessions);
		Set<String> addresses = this.fleet.addresses();
		return report(SessionReport.Mode.ADDRESSES, sessions, (session) -> isAccountedFor(session, live)
				|| (session.address() != null && addresses.contains(session.address())));
	}

	private Map<String, Boolean> liveTags(List<DatabaseSession> sessions) {
		Set<String> tags = sessions.stream()
			.map((session) -> SessionTag.in(session.application()))
			.filter(java.util.Objects::nonNull)
			.map(SessionTag::value)
			.collect(Collectors.toSet());
		return this.fleet.tags(tags)
			.stream()
			.collect(Collectors.toMap(FleetReader.TagStatus::tag, FleetReader.TagStatus::live));
	}

	private static SessionReport report(SessionReport.Mode mode, List<DatabaseSession> sessions,
			Predicate<DatabaseSession> accountedFor) {
		return new SessionReport(mode, null, sessions, sessions.stream().filter(accountedFor.negate()).toList());
	}

	private static boolean isAccountedFor(DatabaseSession session, Map<String, Boolean> live) {
		SessionTag tag = SessionTag.in(session.application());
		return tag != null && (SessionTag.isOwn(session.application()) || live.getOrDefault(tag.value(), Boolean.TRUE));
	}

}
