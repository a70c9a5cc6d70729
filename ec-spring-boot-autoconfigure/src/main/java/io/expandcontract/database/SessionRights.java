package io.expandcontract.database;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a user of MySQL or MariaDB may see of other users' sessions.
 */
final class SessionRights {

	private SessionRights() {
	}

	/**
	 * Check that the sessions of these users can be seen.
	 * @throws SessionsUnavailableException if they cannot, with the right that is missing
	 */
	static void check(JdbcTemplate jdbc, Collection<String> users) {
		String self = jdbc.queryForObject("select substring_index(current_user(), '@', 1)", String.class);
		if (users.stream().allMatch((user) -> user.equals(self)) || hasProcess(jdbc)) {
			return;
		}
		throw new SessionsUnavailableException(
				"the user " + self + " sees its own sessions only; GRANT PROCESS ON *.* to it");
	}

	private static boolean hasProcess(JdbcTemplate jdbc) {
		List<String> grants = jdbc.queryForList("show grants", String.class);
		return grants.stream()
			.map((grant) -> grant.toUpperCase(Locale.ROOT))
			.filter((grant) -> grant.contains(" ON *.* "))
			.anyMatch((grant) -> grant.contains("PROCESS") || grant.startsWith("GRANT ALL PRIVILEGES"));
	}

	static boolean seesAttributesOfOthers(JdbcTemplate jdbc) {
		try {
			jdbc.queryForList("select 1 from performance_schema.session_connect_attrs limit 0");
			return true;
		}
		catch (DataAccessException ex) {
			return false;
		}
	}

}
