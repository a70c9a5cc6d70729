package io.expandcontract.online;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.Operation.CreateTable;
import io.expandcontract.sql.Operation.DropConstraint;
import io.expandcontract.sql.Operation.DropIndex;
import io.expandcontract.sql.Operation.DropTable;
import io.expandcontract.sql.Operation.Rebuild;
import io.expandcontract.sql.Operation.RedefineColumn;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The safe forms on MySQL and MariaDB: the statement asserts that the server changes
 * metadata only, or works while others write, and the server refuses it if it cannot.
 */
final class MySqlForms implements OnlineForms {

	private static final int NOT_SUPPORTED = 1845;

	private static final int NOT_SUPPORTED_BECAUSE = 1846;

	private static final int UNKNOWN_ALGORITHM = 1800;

	private static final int WRONG_USAGE = 1221;

	private static final int TOO_MANY_INSTANT = 4092;

	private static final String IN_PLACE = "%1$sALGORITHM=INPLACE%1$sLOCK=NONE";

	/**
	 * From MariaDB 11.2 on others write a table that is copied, and older ones refuse.
	 */
	private static final String COPIED = "%1$sALGORITHM=COPY%1$sLOCK=NONE";

	private static final String FOREIGN_KEY_PLAN = "Look for rows without a parent and repair them. Then add the key in "
			+ "one changeset of raw SQL: SET foreign_key_checks = 0; this statement with "
			+ "\", ALGORITHM=INPLACE, LOCK=NONE\" at its end; SET foreign_key_checks = 1. The server does not check the "
			+ "rows that are there, so look once more afterwards";

	private static final String SPELT = """
			select table_schema, table_name from information_schema.tables
			where lower(table_schema) = lower(coalesce(?, database())) and lower(table_name) = ?
			""";

	/** An index and its table, as a statement that drops the index spells them. */
	private static final Pattern DROP_INDEX = Pattern.compile(
			"drop\\s+index\\s+(if\\s+exists\\s+)?(`[^`]+`|[\\w$]+)\\s+on\\s+((?:(?:`[^`]+`|[\\w$]+)\\.)?(?:`[^`]+`|[\\w$]+))",
			Pattern.CASE_INSENSITIVE);

	private static final String HOLDERS = """
			select concat('session ', trx_mysql_thread_id, ', ', trx_state, ' since ', trx_started, ': ',
			              left(coalesce(trx_query, ''), 120))
			from information_schema.innodb_trx where trx_mysql_thread_id <> connection_id() order by trx_started
			""";

	private final boolean mariaDb;

	MySqlForms(boolean mariaDb) {
		this.mariaDb = mariaDb;
	}

	@Override
	public @Nullable List<Step> of(SqlStatement statement) {
		boolean own = statement.operations()
			.stream()
			.anyMatch((operation) -> operation instanceof CreateTable || operation instanceof DropTable
					|| operation instanceof RenameTable || isPartitioning(operation));
		boolean alters = statement.text().regionMatches(true, 0, "alter", 0, 5);
		boolean index = statement.operations()
			.stream()
			.anyMatch((operation) -> operation instanceof CreateIndex || operation instanceof DropIndex);
		if (own || !statement.options().isEmpty() || (!alters && !index) || !statement.isRecognised()
				|| statement.operations().stream().anyMatch((operation) -> operation.table() == null)) {
			return null;
		}
		if (alters) {
			return List.of(asserted(statement.text(), ", ", this.mariaDb && !isWithoutKey(statement)));
		}
		DropIndex drop = (statement.operations().get(0) instanceof DropIndex first) ? first : null;
		if (this.mariaDb && drop != null) {
			Matcher spelt = DROP_INDEX.matcher(statement.text().strip());
			return spelt.matches() ? List.of(asserted("ALTER TABLE " + spelt.group(3) + " DROP INDEX "
					+ Objects.toString(spelt.group(1), "") + spelt.group(2), ", ", false)) : null;
		}
		return List.of(new Step(statement.text() + IN_PLACE.formatted(" "), StatementClass.INSTANT, null));
	}

	/**
	 * Nothing may stand behind the partitions of a table.
	 */
	private static boolean isPartitioning(Operation operation) {
		return operation instanceof Rebuild rebuild && rebuild.how().equals("partitions");
	}

	/**
	 * What others write meanwhile is sought row by row in the copy: without a key that
	 * takes longer than it takes them to write more.
	 */
	private static boolean isWithoutKey(SqlStatement statement) {
		return statement.operations()
			.stream()
			.anyMatch((operation) -> operation instanceof DropConstraint drop && drop.kind() == Kind.PRIMARY_KEY);
	}

	private static Step asserted(String sql, String separator, boolean copied) {
		String inPlace = sql + IN_PLACE.formatted(separator);
		return new Step(sql + ", ALGORITHM=INSTANT", StatementClass.INSTANT,
				copied ? List.of(inPlace, sql + COPIED.formatted(separator)) : List.of(inPlace), null);
	}

	@Override
	public boolean isPlainHarmless(SqlStatement statement, Connection connection) throws SQLException {
		for (Operation operation : statement.operations()) {
			Name table = operation.table();
			if (table == null || hasRows(connection, table)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Ask by the name as the server spells it: the statement's is folded.
	 */
	private static boolean hasRows(Connection connection, Name table) throws SQLException {
		List<String> found = new ArrayList<>();
		try (PreparedStatement query = connection.prepareStatement(SPELT)) {
			query.setString(1, table.schema());
			query.setString(2, table.name());
			try (ResultSet names = query.executeQuery()) {
				while (names.next()) {
					found.add(quote(names.getString(1)) + "." + quote(names.getString(2)));
				}
			}
		}
		for (String name : found) {
			try (Statement query = connection.createStatement();
					ResultSet rows = query.executeQuery("select 1 from " + name + " limit 1")) {
				if (rows.next()) {
					return true;
				}
			}
		}
		return found.isEmpty();
	}

	private static String quote(String identifier) {
		return '`' + identifier.replace("`", "``") + '`';
	}

	@Override
	public @Nullable String refusal(SqlStatement statement, Connection connection) {
		return null;
	}

	@Override
	public boolean isRefused(SQLException exception) {
		int code = exception.getErrorCode();
		return code == NOT_SUPPORTED || code == NOT_SUPPORTED_BECAUSE || code == UNKNOWN_ALGORITHM
				|| code == WRONG_USAGE || code == TOO_MANY_INSTANT;
	}

	@Override
	public String plan(SqlStatement statement, SQLException refused) {
		String why = "The server says: " + refused.getMessage();
		for (Operation operation : statement.operations()) {
			String plan = plan(operation);
			if (plan != null) {
				return why + ". " + plan;
			}
		}
		return why;
	}

	private static @Nullable String plan(Operation operation) {
		if (operation instanceof AddConstraint add) {
			return switch (add.constraint().kind()) {
				case FOREIGN_KEY -> FOREIGN_KEY_PLAN;
				case CHECK -> "Every row is checked while writers wait, so have the application check, and add the "
						+ "constraint when nobody writes";
				default -> null;
			};
		}
		if (operation instanceof RedefineColumn) {
			return "Add a column of the new kind, keep both in step with syncColumns, move the data with a backfill, "
					+ "and drop the old column in a contract changeset";
		}
		return (operation instanceof AddColumn add && add.column().defaultValue() != null)
				? "Add the column without the default, set the default in a changeset of its own, and fill the rows "
						+ "that are there with a backfill"
				: null;
	}

	@Override
	public boolean isStatementTimeout(SQLException exception) {
		return false;
	}

	/**
	 * Do nothing: neither server cuts off DDL by time, so that the wait for the lock
	 * alone is limited.
	 */
	@Override
	public void limitStatement(Connection connection, long millis) {
	}

	@Override
	public List<String> holders(SqlStatement statement, Connection connection) {
		return Queries.strings(connection, HOLDERS);
	}

	/**
	 * Do nothing: a failed {@code ALTER} leaves nothing here.
	 */
	@Override
	public void cleanUp(SqlStatement statement, Connection connection) {
	}

}
