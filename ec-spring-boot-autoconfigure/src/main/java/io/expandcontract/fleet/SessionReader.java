package io.expandcontract.fleet;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.expandcontract.database.DatabaseSession;
import io.expandcontract.database.Engine;
import io.expandcontract.database.SessionTag;
import io.expandcontract.database.SessionsUnavailableException;
import io.expandcontract.fleet.FleetReader.TagStatus;

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

	private final FleetSettings settings;

	private final boolean tagged;

	/**
	 * Create the reader.
	 * @param engine the database's strategy
	 * @param jdbc the database, in autocommit mode
	 * @param fleet the fleet's rows
	 * @param settings how to look, and how long a process may take to end
	 * @param tagged whether this process's own sessions were seen to carry its tag
	 */
	public SessionReader(Engine engine, JdbcTemplate jdbc, FleetReader fleet, FleetSettings settings, boolean tagged) {
		this.engine = engine;
		this.jdbc = jdbc;
		this.fleet = fleet;
		this.settings = settings;
		this.tagged = tagged;
	}

	/**
	 * Look at the sessions now.
	 * @return what they say
	 */
	public SessionReport read() {
		if (this.settings.sessionCheck() == SessionCheck.OFF) {
			return SessionReport.off("expand-contract.fleet.session-check is off");
		}
		if (!this.tagged && this.settings.sessionCheck() == SessionCheck.TAGS) {
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
		Map<String, TagStatus> known = knownTags(sessions);
		return report(SessionReport.Mode.TAGS, sessions, known, (session) -> isAccountedFor(session, known));
	}

	private SessionReport byAddress(List<DatabaseSession> sessions) {
		if (sessions.stream().anyMatch((session) -> session.address() == null)) {
			return SessionReport.off("sessions show neither the application's tag nor a client address");
		}
		Map<String, TagStatus> known = knownTags(sessions);
		Set<String> addresses = new HashSet<>(this.fleet.addresses());
		String own = this.engine.clientAddress(this.jdbc);
		if (own != null) {
			addresses.add(own);
		}
		return report(SessionReport.Mode.ADDRESSES, sessions, known, (session) -> isAccountedFor(session, known)
				|| (session.address() != null && addresses.contains(session.address())));
	}

	private Map<String, TagStatus> knownTags(List<DatabaseSession> sessions) {
		Set<String> tags = sessions.stream()
			.map((session) -> SessionTag.in(session.application()))
			.filter(java.util.Objects::nonNull)
			.map(SessionTag::value)
			.collect(Collectors.toSet());
		return this.fleet.tags(tags).stream().collect(Collectors.toMap(TagStatus::tag, Function.identity()));
	}

	private SessionReport report(SessionReport.Mode mode, List<DatabaseSession> sessions, Map<String, TagStatus> known,
			Predicate<DatabaseSession> accountedFor) {
		List<DatabaseSession> strangers = sessions.stream().filter(accountedFor.negate()).toList();
		return new SessionReport(mode, null, sessions, strangers,
				strangers.stream().filter((session) -> isAbandoned(session, known)).toList(),
				(mode == SessionReport.Mode.ADDRESSES) ? this.fleet.wakefulAddresses() : Set.of());
	}

	private static boolean isAccountedFor(DatabaseSession session, Map<String, TagStatus> known) {
		SessionTag tag = SessionTag.in(session.application());
		if (tag == null || SessionTag.isOwn(session.application())) {
			return tag != null;
		}
		TagStatus status = known.get(tag.value());
		return status == null || status.live();
	}

	private boolean isAbandoned(DatabaseSession session, Map<String, TagStatus> known) {
		SessionTag tag = SessionTag.in(session.application());
		TagStatus status = (tag != null) ? known.get(tag.value()) : null;
		return status != null && !status.live() && status.goneMicros() >= this.settings.forgetAfterMicros();
	}

}
