package io.expandcontract.online;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Small questions to the database.
 */
final class Queries {

	private static final Log logger = LogFactory.getLog(Queries.class);

	private static final int MOST = 5;

	private Queries() {
	}

	/**
	 * Ask for a boolean.
	 * @param connection the database
	 * @param query selects it
	 * @return whether it is true
	 * @throws SQLException if the database cannot be asked
	 */
	static boolean isTrue(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			return rows.next() && rows.getBoolean(1);
		}
	}

	/**
	 * Ask who is in the way, for people: an answer that cannot be had is none.
	 * @param connection the database
	 * @param query selects a text for each
	 * @return the first few
	 */
	static List<String> strings(Connection connection, String query) {
		List<String> holders = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			while (rows.next() && holders.size() < MOST) {
				holders.add(rows.getString(1));
			}
		}
		catch (SQLException ex) {
			logger.debug("Who holds the locks could not be asked", ex);
		}
		return holders;
	}

}
