package io.expandcontract.online;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.expandcontract.sql.Column;
import io.expandcontract.sql.Constraint;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.DefaultValue;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.AlterType;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.Operation.DropIndex;
import io.expandcontract.sql.Operation.SetNotNull;
import io.expandcontract.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The safe forms on PostgreSQL: indexes built and dropped concurrently, constraints added
 * without a look at the rows and validated in a transaction of their own, unique
 * constraints by an index that is there, NOT NULL by a validated check. Each step looks
 * first whether a run that died took it.
 */
final class PostgreSqlForms implements OnlineForms {

	private static final int FOREIGN_KEYS_OF_PARTITIONED_TABLES = 18;

	private static final Pattern INDEX = Pattern.compile("\\bindex\\b", Pattern.CASE_INSENSITIVE);

	private static final String VALID_INDEX = """
			select coalesce((select i.indisvalid from pg_index i where i.indexrelid = %s), false)""";

	private static final String HOLDERS = """
			select distinct 'session ' || a.pid || ' of ' || a.usename || coalesce(' (' || nullif(a.application_name, '') || ')', '')
			       || ', ' || coalesce(a.state, 'state unknown') || ' since '
			       || to_char(coalesce(a.xact_start, a.state_change), 'HH24:MI:SS') || ': '
			       || coalesce(left(regexp_replace(a.query, '\\s+', ' ', 'g'), 120), '')
			from pg_locks l join pg_stat_activity a on a.pid = l.pid
			where l.granted and l.relation in (%s) and a.pid <> pg_backend_pid()
			""";

	private static final String CONSTRAINT = """
			select exists (select 1 from pg_constraint where conrelid = %s and conname = %s%s)""";

	private static final String DROP_CONSTRAINT = "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s";

	private final long largeTableRows;

	PostgreSqlForms(long largeTableRows) {
		this.largeTableRows = largeTableRows;
	}

	@Override
	public @Nullable List<Step> of(SqlStatement statement) {
		if (statement.operations().size() != 1) {
			return null;
		}
		Operation operation = statement.operations().get(0);
		if (operation instanceof CreateIndex create) {
			return createIndex(statement, create);
		}
		if (operation instanceof DropIndex drop) {
			return drop.concurrently() ? null : List.of(new Step(concurrently(statement.text()), StatementClass.BUILD,
					"select " + Quoting.oid(drop.index()) + " is null"));
		}
		if (operation instanceof AddConstraint add) {
			return addConstraint(statement, add.table(), add.constraint());
		}
		if (operation instanceof AddColumn add && writesEveryRow(add.column())) {
			return List.of();
		}
		if (operation instanceof AlterType) {
			return List.of();
		}
		return (operation instanceof SetNotNull set) ? setNotNull(statement, set) : null;
	}

	private static String concurrently(String sql) {
		return INDEX.matcher(sql).replaceFirst("INDEX CONCURRENTLY");
	}

	private static @Nullable List<Step> createIndex(SqlStatement statement, CreateIndex create) {
		Name index = create.index();
		if (index == null) {
			return null;
		}
		String sql = create.concurrently() ? statement.text() : concurrently(statement.text());
		return List.of(new Step(sql, StatementClass.BUILD,
				VALID_INDEX.formatted(Quoting.oid(inSchemaOf(create.table(), index)))));
	}

	private static Name inSchemaOf(Name table, Name index) {
		return new Name(table.schema(), index.name());
	}

	private static @Nullable List<Step> addConstraint(SqlStatement statement, Name table, Constraint constraint) {
		String name = constraint.name();
		if (name == null || !constraint.validated() || constraint.usesIndex()) {
			return null;
		}
		String missing = CONSTRAINT.formatted(Quoting.oid(table), Quoting.literal(name), "");
		return switch (constraint.kind()) {
			case FOREIGN_KEY, CHECK ->
				List.of(new Step(statement.text() + " NOT VALID", StatementClass.INSTANT, missing),
						new Step("ALTER TABLE " + Quoting.quote(table) + " VALIDATE CONSTRAINT " + Quoting.quote(name),
								StatementClass.VALIDATION,
								CONSTRAINT.formatted(Quoting.oid(table), Quoting.literal(name), " and convalidated")));
			case UNIQUE, PRIMARY_KEY -> byIndex(table, constraint, name, missing);
			default -> null;
		};
	}

	private static @Nullable List<Step> byIndex(Name table, Constraint constraint, String name, String missing) {
		if (constraint.columns().isEmpty()) {
			return null;
		}
		String columns = String.join(", ", constraint.columns().stream().map(Quoting::quote).toList());
		String kind = (constraint.kind() == Kind.UNIQUE) ? "UNIQUE" : "PRIMARY KEY";
		return List.of(
				new Step(
						"CREATE UNIQUE INDEX CONCURRENTLY " + Quoting.quote(name) + " ON " + Quoting.quote(table) + " ("
								+ columns + ")",
						StatementClass.BUILD, VALID_INDEX.formatted(Quoting.oid(new Name(table.schema(), name)))),
				new Step("ALTER TABLE " + Quoting.quote(table) + " ADD CONSTRAINT " + Quoting.quote(name) + " " + kind
						+ " USING INDEX " + Quoting.quote(name), StatementClass.INSTANT, missing));
	}

	private static List<Step> setNotNull(SqlStatement statement, SetNotNull set) {
		String name = nameOf(set);
		String table = "ALTER TABLE " + Quoting.quote(set.table());
		String done = "select coalesce((select attnotnull from pg_attribute where attrelid = "
				+ Quoting.oid(set.table()) + " and attname = " + Quoting.literal(set.column()) + "), false)";
		String added = CONSTRAINT.formatted(Quoting.oid(set.table()), Quoting.literal(name), "");
		String validated = CONSTRAINT.formatted(Quoting.oid(set.table()), Quoting.literal(name), " and convalidated");
		return List.of(
				new Step(table + " ADD CONSTRAINT " + name + " CHECK (" + Quoting.quote(set.column())
						+ " IS NOT NULL) NOT VALID", StatementClass.INSTANT, either(done, added)),
				new Step(table + " VALIDATE CONSTRAINT " + name, StatementClass.VALIDATION, either(done, validated)),
				new Step(statement.text(), StatementClass.INSTANT, null),
				new Step(DROP_CONSTRAINT.formatted(Quoting.quote(set.table()), Quoting.quote(name)),
						StatementClass.INSTANT, null));
	}

	private static String either(String first, String second) {
		return "select (" + first + ") or (" + second + ")";
	}

	@Override
	public boolean isPlainHarmless(SqlStatement statement, Connection connection) throws SQLException {
		for (Operation operation : statement.operations()) {
			if (operation instanceof DropIndex drop) {
				return Queries.isTrue(connection, "select exists (select 1 from pg_class where oid = "
						+ Quoting.oid(drop.index()) + " and relkind = 'I')");
			}
			Name table = operation.table();
			if (table == null || hasRows(connection, table)) {
				return false;
			}
			if (operation instanceof AddConstraint add && add.constraint().references() != null
					&& hasRows(connection, add.constraint().references())) {
				return false;
			}
		}
		return true;
	}

	private static boolean hasRows(Connection connection, Name table) throws SQLException {
		return Queries.isTrue(connection, "select " + Quoting.oid(table) + " is not null")
				&& Queries.isTrue(connection, "select exists (select 1 from " + Quoting.quote(table) + ")");
	}

	@Override
	public @Nullable String refusal(SqlStatement statement, Connection connection) throws SQLException {
		for (Operation operation : statement.operations()) {
			Name table = operation.table();
			if (operation instanceof AddColumn add && writesEveryRow(add.column())) {
				return "Every row would get a value of its own while everybody waits. Add the column without it, set the "
						+ "default in a changeset of its own, fill the rows that are there with a backfill, and refuse "
						+ "null or repeat after that";
			}
			if (operation instanceof AlterType alter
					&& PostgreSqlRewrites.isLarge(connection, alter.table(), this.largeTableRows)
					&& PostgreSqlRewrites.isNeeded(connection, statement, alter.table())) {
				return "The table or an index of it would be written anew while everybody waits. Add a column of the new "
						+ "type, keep both in step with syncColumns, move the data with a backfill, and drop the old "
						+ "column in a contract changeset";
			}
			if (table != null && isForeignKey(operation) && isPartitioned(connection, table)
					&& connection.getMetaData().getDatabaseMajorVersion() < FOREIGN_KEYS_OF_PARTITIONED_TABLES) {
				return "On the partitioned table " + table + " this version of PostgreSQL checks all rows at once. Add "
						+ "the key to each partition as NOT VALID and validate it, each in a changeset of its own; then "
						+ "add it to the table itself, which finds them";
			}
			boolean index = operation instanceof CreateIndex;
			if (table != null && (index || isKey(operation)) && isPartitioned(connection, table)) {
				return "An index on the partitioned table " + table + " cannot be built while others write. Create it "
						+ "with ON ONLY, build one on each partition concurrently, and attach those, each in a changeset of "
						+ "its own";
			}
		}
		return null;
	}

	private static boolean writesEveryRow(Column column) {
		boolean volatileDefault = column.defaultValue() != null
				&& column.defaultValue().kind() == DefaultValue.Kind.VOLATILE;
		return volatileDefault || column.generation() == Column.Generation.SEQUENCE
				|| column.generation() == Column.Generation.STORED;
	}

	private static boolean isForeignKey(Operation operation) {
		return operation instanceof AddConstraint add && add.constraint().kind() == Kind.FOREIGN_KEY;
	}

	private static boolean isKey(Operation operation) {
		return operation instanceof AddConstraint add
				&& (add.constraint().kind() == Kind.UNIQUE || add.constraint().kind() == Kind.PRIMARY_KEY)
				&& !add.constraint().usesIndex();
	}

	private static boolean isPartitioned(Connection connection, Name table) throws SQLException {
		return Queries.isTrue(connection,
				"select exists (select 1 from pg_class where oid = " + Quoting.oid(table) + " and relkind = 'p')");
	}

	@Override
	public void cleanUp(SqlStatement statement, Connection connection) throws SQLException {
		PostgreSqlLeftovers.cleanUp(statement, connection);
	}

	/**
	 * Take away what was not validated, since it refuses what a running release may
	 * write.
	 */
	@Override
	public List<Step> undo(SqlStatement statement) {
		Operation operation = statement.operations().get(0);
		if (operation instanceof AddConstraint add && add.constraint().name() != null
				&& (add.constraint().kind() == Kind.FOREIGN_KEY || add.constraint().kind() == Kind.CHECK)) {
			String name = add.constraint().name();
			return List.of(new Step(DROP_CONSTRAINT.formatted(Quoting.quote(add.table()), Quoting.quote(name)),
					StatementClass.INSTANT, "select not (" + CONSTRAINT.formatted(Quoting.oid(add.table()),
							Quoting.literal(name), " and not convalidated") + ")"));
		}
		return (operation instanceof SetNotNull set)
				? List.of(new Step(DROP_CONSTRAINT.formatted(Quoting.quote(set.table()), Quoting.quote(nameOf(set))),
						StatementClass.INSTANT, null))
				: List.of();
	}

	private static String nameOf(SetNotNull set) {
		return "ec_nn_" + Integer.toHexString(Objects.hash(set.table().name(), set.column()));
	}

	@Override
	public boolean isRefused(SQLException exception) {
		return false;
	}

	@Override
	public boolean isStatementTimeout(SQLException exception) {
		return "57014".equals(exception.getSQLState());
	}

	@Override
	public void limitStatement(Connection connection, long millis) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute((millis < 0) ? "reset statement_timeout" : "set statement_timeout = " + millis);
		}
	}

	@Override
	public void flushLater(Connection connection, boolean later) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(later ? "set synchronous_commit = off" : "reset synchronous_commit");
		}
	}

	@Override
	public void flushTransactionLater(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("set local synchronous_commit = off");
		}
	}

	@Override
	public List<String> holders(SqlStatement statement, Connection connection) {
		String tables = statement.operations()
			.stream()
			.map(PostgreSqlForms::locked)
			.flatMap(List::stream)
			.map(Quoting::oid)
			.distinct()
			.collect(Collectors.joining(", "));
		return tables.isEmpty() ? List.of() : Queries.strings(connection, HOLDERS.formatted(tables));
	}

	private static List<Name> locked(Operation operation) {
		List<Name> names = new ArrayList<>();
		if (operation.table() != null) {
			names.add(operation.table());
		}
		if (operation instanceof DropIndex drop) {
			names.add(drop.index());
		}
		if (operation instanceof AddConstraint add && add.constraint().references() != null) {
			names.add(add.constraint().references());
		}
		return names;
	}

}
