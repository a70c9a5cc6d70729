package io.expandcontract.database;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The tags that sessions of MySQL and MariaDB carry as a connection attribute. A session
 * sees those of its own account; those of others need a right.
 */
final class SessionTags {

	/**
	 * The connection attribute. A colon would end its value, so the tag loses its own.
	 */
	static final String ATTRIBUTE = "ec_session";

	/**
	 * What follows the tag of the starter's own sessions: not every driver decodes a plus
	 * in a URL.
	 */
	static final String OWN = "-own";

	private SessionTags() {
	}

	static String of(JdbcTemplate jdbc, String session) {
		List<String> tags = jdbc.queryForList("""
				select ATTR_VALUE from performance_schema.session_account_connect_attrs
				where PROCESSLIST_ID = ? and ATTR_NAME = 'ec_session'
				""", String.class, session);
		return tags.isEmpty() ? "" : tag(tags.get(0));
	}

	private static String tag(String attribute) {
		return "ec:" + attribute.replace(OWN, "+");
	}

	static Map<String, String> all(JdbcTemplate jdbc) {
		String table = SessionRights.seesAttributesOfOthers(jdbc) ? "session_connect_attrs"
				: "session_account_connect_attrs";
		Map<String, String> tags = new HashMap<>();
		jdbc.query("""
				select PROCESSLIST_ID, ATTR_VALUE from performance_schema.%s
				where ATTR_NAME = 'ec_session'
				""".formatted(table), (row) -> {
			tags.put(row.getString(1), tag(row.getString(2)));
		});
		return tags;
	}

}
