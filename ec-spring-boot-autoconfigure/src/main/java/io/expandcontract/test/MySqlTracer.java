package io.expandcontract.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.expandcontract.test.StatementTrace.Algorithm;
import org.jspecify.annotations.Nullable;

/**
 * Traces on MySQL and MariaDB: asks for the mildest algorithm first, which the server
 * refuses if it would have to do more.
 */
final class MySqlTracer implements StatementTracer {

	private static final Pattern ALTER = Pattern.compile("\\s*alter\\s+(ignore\\s+)?table\\b.*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern DROP_INDEX = Pattern
		.compile("^\\s*drop\\s+index\\s+(\\S+)\\s+on\\s+([^\\s;]+)[\\s;]*$", Pattern.CASE_INSENSITIVE);

	private static final Pattern INDEX = Pattern.compile(
			"\\s*(create\\s+(or\\s+replace\\s+)?((unique|fulltext|spatial)\\s+)?|drop\\s+)index\\b.*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	/** A second demand beside the author's own would take its place. */
	private static final Pattern DEMAND = Pattern
		.compile("\\b(?:algorithm|lock)\\s*=?\\s*(copy|shared|exclusive)\\s*(?:,|$)", Pattern.CASE_INSENSITIVE);

	private static final int UNKNOWN_ALGORITHM = 1800;

	private static final int NOT_SUPPORTED = 1845;

	private static final int NOT_SUPPORTED_BECAUSE = 1846;

	private static final int WRONG_USAGE = 1221;

	private final DataSource scratch;

	MySqlTracer(DataSource scratch) {
		this.scratch = scratch;
	}

	@Override
	public StatementTrace trace(String written) throws SQLException {
		String statement = altering(written);
		String separator = ALTER.matcher(statement).matches() ? ", " : INDEX.matcher(statement).matches() ? " " : null;
		Matcher demand = DEMAND.matcher(statement);
		if (separator != null && !demand.find()) {
			return trace(written, mildest(statement, separator));
		}
		execute(statement);
		if (separator != null) {
			boolean copy = demand.group(1).equalsIgnoreCase("copy");
			return trace(written, copy ? Algorithm.COPY : Algorithm.INPLACE_SHARED);
		}
		return trace(written, null);
	}

	private static StatementTrace trace(String statement, @Nullable Algorithm algorithm) {
		return new StatementTrace(statement, Map.of(), Set.of(), Set.of(), Set.of(), algorithm);
	}

	private Algorithm mildest(String statement, String separator) throws SQLException {
		for (Algorithm algorithm : Algorithm.values()) {
			try {
				execute(statement + separator + switch (algorithm) {
					case INSTANT -> "ALGORITHM=INSTANT";
					case INPLACE -> "ALGORITHM=INPLACE" + separator + "LOCK=NONE";
					case INPLACE_SHARED -> "ALGORITHM=INPLACE" + separator + "LOCK=SHARED";
					case COPY_ONLINE -> "ALGORITHM=COPY" + separator + "LOCK=NONE";
					case COPY -> "ALGORITHM=COPY";
				});
				return algorithm;
			}
			catch (SQLException ex) {
				if (algorithm == Algorithm.COPY || !isRefusal(ex)) {
					throw ex;
				}
			}
		}
		throw new IllegalStateException("COPY neither succeeded nor failed");
	}

	private static boolean isRefusal(SQLException exception) {
		int code = exception.getErrorCode();
		return code == NOT_SUPPORTED || code == NOT_SUPPORTED_BECAUSE || code == WRONG_USAGE
				|| code == UNKNOWN_ALGORITHM;
	}

	/**
	 * MariaDB takes no demand behind {@code DROP INDEX}.
	 */
	private static String altering(String statement) {
		return DROP_INDEX.matcher(statement).replaceFirst("alter table $2 drop index $1");
	}

	private void execute(String sql) throws SQLException {
		try (Connection connection = this.scratch.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
