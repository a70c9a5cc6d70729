package io.expandcontract.online;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.expandcontract.sql.Constraint;
import io.expandcontract.sql.Constraint.Kind;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.SqlStatement;

/**
 * What is there under the name of an index or constraint that a statement is to make. A
 * run that died may have left it, and then the steps that it took are not taken again;
 * what somebody else made must not pass for that.
 */
final class PostgreSqlLeftovers {

	private static final Pattern PARTIAL = Pattern.compile("\\bwhere\\b", Pattern.CASE_INSENSITIVE);

	private static final String COLUMNS = """
			array(select a.attname::text from unnest(%s) with ordinality k(n, place)
			      join pg_attribute a on a.attrelid = %s and a.attnum = k.n and k.n > 0 where k.place <= %s order by k.place)
			""";

	private static final String INDEX = """
			select i.indrelid = %2$s and i.indisunique = %3$s and (i.indpred is not null) = %4$s and %5$s = %6$s,
			       pg_get_indexdef(i.indexrelid), i.indisvalid
			from pg_index i where i.indexrelid = %1$s
			""";

	private static final String CONSTRAINT = """
			select contype = '%3$s' and confrelid = coalesce(%4$s, 0) and (contype = 'c' or %5$s = %6$s),
			       pg_get_constraintdef(oid)
			from pg_constraint where conrelid = %1$s and conname = %2$s
			""";

	private PostgreSqlLeftovers() {
	}

	/**
	 * Drop what a failed or killed build left.
	 * @param statement the statement
	 * @param connection the database, outside a transaction
	 * @throws SQLException if that fails, or what is there is not the statement's
	 */
	static void cleanUp(SqlStatement statement, Connection connection) throws SQLException {
		for (Operation operation : statement.operations()) {
			if (operation instanceof CreateIndex create && create.index() != null) {
				boolean partial = PARTIAL.matcher(statement.text()).find();
				cleanUp(connection, new Name(create.table().schema(), create.index().name()), create.table(),
						create.unique(), partial, create.columns(), create.ifNotExists());
			}
			if (operation instanceof AddConstraint add && add.constraint().name() != null
					&& !add.constraint().usesIndex()) {
				cleanUp(connection, statement, add, add.constraint(), add.constraint().name());
			}
		}
	}

	private static void cleanUp(Connection connection, SqlStatement statement, AddConstraint add, Constraint constraint,
			String name) throws SQLException {
		Kind kind = constraint.kind();
		boolean key = kind == Kind.UNIQUE || kind == Kind.PRIMARY_KEY;
		if (!key && kind != Kind.FOREIGN_KEY && kind != Kind.CHECK) {
			return;
		}
		String parent = (constraint.references() != null) ? Quoting.oid(constraint.references()) : "null";
		String query = CONSTRAINT.formatted(Quoting.oid(add.table()), Quoting.literal(name), letter(kind), parent,
				COLUMNS.formatted("conkey", "conrelid", "cardinality(conkey)"), array(constraint.columns()));
		try (Statement ask = connection.createStatement(); ResultSet row = ask.executeQuery(query)) {
			if (row.next()) {
				if (!row.getBoolean(1) || (kind == Kind.CHECK
						&& isOther(connection, statement, add.table(), name, row.getString(2)))) {
					throw other("constraint " + name, row.getString(2));
				}
				return;
			}
		}
		if (key) {
			cleanUp(connection, new Name(add.table().schema(), name), add.table(), true, false, constraint.columns(),
					false);
		}
	}

	private static char letter(Kind kind) {
		return switch (kind) {
			case FOREIGN_KEY -> 'f';
			case UNIQUE -> 'u';
			case PRIMARY_KEY -> 'p';
			default -> 'c';
		};
	}

	/**
	 * Have the server write the new check as it writes the one that is there.
	 */
	private static boolean isOther(Connection connection, SqlStatement statement, Name table, String name,
			String definition) throws SQLException {
		String own = ScratchCopy.<String>ask(connection, statement, table, (probe, copy, change) -> {
			probe.execute("alter table " + copy + " drop constraint " + Quoting.quote(name));
			probe.execute("alter table " + copy + " " + change);
			try (ResultSet row = probe
				.executeQuery("select pg_get_constraintdef(oid) from pg_constraint where conname = "
						+ Quoting.literal(name) + " and conrelid = to_regclass('" + copy.replace("'", "''") + "')")) {
				return row.next() ? row.getString(1) : null;
			}
		});
		return own != null && !own.equals(definition.replaceAll(" NOT VALID$", ""));
	}

	private static void cleanUp(Connection connection, Name index, Name table, boolean unique, boolean partial,
			List<String> columns, boolean ifNotExists) throws SQLException {
		String query = INDEX.formatted(Quoting.oid(index), Quoting.oid(table), unique, partial,
				COLUMNS.formatted("i.indkey", "i.indrelid", "i.indnkeyatts"), array(columns));
		boolean invalid;
		try (Statement ask = connection.createStatement(); ResultSet row = ask.executeQuery(query)) {
			if (!row.next()) {
				return;
			}
			invalid = !row.getBoolean(3);
			if (!row.getBoolean(1) && (invalid || !ifNotExists)) {
				throw other((invalid ? "invalid index " : "index ") + index.name(), row.getString(2));
			}
		}
		if (invalid) {
			try (Statement drop = connection.createStatement()) {
				drop.execute("drop index concurrently if exists " + Quoting.quote(index));
			}
		}
	}

	private static String array(List<String> columns) {
		return "array[" + columns.stream().map(Quoting::literal).collect(Collectors.joining(", ")) + "]::text[]";
	}

	private static SQLException other(String what, String definition) {
		return new SQLException("The " + what + " is there already, and is not the one that this changeset makes: "
				+ definition + ". Drop that, or give the new one another name. See docs/messages.md#changeset-failed");
	}

}
