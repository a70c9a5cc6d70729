package io.expandcontract.online;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.expandcontract.sql.Name;
import io.expandcontract.sql.SqlStatement;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * An empty temporary table of the same columns, checks and indexes as another, on which
 * PostgreSQL shows what it would do to that one. It is forgotten at once.
 */
final class ScratchCopy {

	private static final Log logger = LogFactory.getLog(ScratchCopy.class);

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	private static final String IDENTIFIER = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\".]+)";

	private static final Pattern ALTER_TABLE = Pattern
		.compile("\\s*alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?" + IDENTIFIER + "(?:\\s*\\.\\s*" + IDENTIFIER
				+ ")?\\s*\\*?\\s*((?:alter|add)\\s.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final String COPY = """
			create temporary table %1$s (like %2$s including indexes including constraints) on commit drop""";

	private ScratchCopy() {
	}

	/**
	 * What is asked of the copy.
	 *
	 * @param <T> the kind of answer
	 */
	@FunctionalInterface
	interface Question<T> {

		/**
		 * Ask.
		 * @param statement runs on the connection
		 * @param table the copy's name, quoted
		 * @param change the action of the statement, to follow the table
		 * @return the answer
		 * @throws SQLException if the server refuses
		 */
		@Nullable T ask(Statement statement, String table, String change) throws SQLException;

	}

	/**
	 * Ask, and leave no trace.
	 * @param connection the database; nothing was done in its transaction
	 * @param change alters the table
	 * @param table the table
	 * @param question what to ask
	 * @param <T> the kind of answer
	 * @return the answer, or {@code null} if there is none, for want of rights perhaps
	 * @throws SQLException if the connection is lost, or the table is locked
	 */
	static <T> @Nullable T ask(Connection connection, SqlStatement change, Name table, Question<T> question)
			throws SQLException {
		Matcher action = ALTER_TABLE.matcher(change.text());
		if (!action.matches()) {
			return null;
		}
		boolean transaction = !connection.getAutoCommit();
		connection.setAutoCommit(false);
		Savepoint before = connection.setSavepoint();
		try (Statement statement = connection.createStatement()) {
			String copy = "pg_temp." + Quoting.quote(table.name());
			statement.execute(COPY.formatted(copy, Quoting.quote(table)));
			return question.ask(statement, copy, action.group(1));
		}
		catch (SQLException ex) {
			if (LOCK_NOT_AVAILABLE.equals(ex.getSQLState())) {
				throw ex;
			}
			logger.debug("The server does not show what it would do", ex);
			return null;
		}
		finally {
			connection.rollback(before);
			if (!transaction) {
				connection.rollback();
				connection.setAutoCommit(true);
			}
		}
	}

}
