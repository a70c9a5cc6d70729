package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.expandcontract.sql.Operation.ChangeRights;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.Operation.Unknown;

/**
 * Recognises the statements of a script.
 */
public final class Recogniser {

	private static final int LONGEST = 4_000_000;

	private static final Set<String> AFTER_WITH = Set.of("INSERT", "UPDATE", "DELETE", "SELECT");

	private static final Set<String> TEMPORARY = Set.of("TEMPORARY", "TEMP");

	private final Dialect dialect;

	/**
	 * Create a recogniser.
	 * @param dialect the database's SQL
	 */
	public Recogniser(Dialect dialect) {
		this.dialect = dialect;
	}

	/**
	 * Recognise the statements of a text.
	 * @param sql one statement or several, with semicolons between them
	 * @return the statements, in order; none if there are only comments
	 */
	public List<SqlStatement> recognise(String sql) {
		if (sql.length() > LONGEST) {
			return List.of(new SqlStatement(sql.substring(0, 100),
					List.of(new Unknown("it is longer than " + LONGEST + " characters")), Map.of()));
		}
		List<SqlStatement> statements = recognise(sql, Escapes.usual(this.dialect)).statements();
		for (Escapes escapes : Escapes.others(this.dialect, sql)) {
			if (!agrees(statements, recognise(sql, escapes))) {
				String reason = "a setting of the server decides where a string of it ends";
				return List.of(new SqlStatement(sql, List.of(new Unknown(reason)), Map.of()));
			}
		}
		return statements;
	}

	/**
	 * Return whether a script does the same when its strings are read in another way, up
	 * to where the server refuses it.
	 */
	private static boolean agrees(List<SqlStatement> usual, Reading other) {
		if (usual.size() < other.whole()) {
			return false;
		}
		for (int index = 0; index < other.whole(); index++) {
			if (!usual.get(index).operations().equals(other.statements().get(index).operations())) {
				return false;
			}
		}
		return usual.size() == other.whole() || other.whole() < other.statements().size();
	}

	private Reading recognise(String sql, Escapes escapes) {
		List<SqlStatement> statements = new ArrayList<>();
		int whole = -1;
		for (List<Token> tokens : StatementSplitter.split(Tokenizer.tokenize(sql, this.dialect, escapes),
				this.dialect)) {
			boolean broken = tokens.stream().anyMatch((token) -> token.kind() == Token.Kind.BROKEN);
			whole = (broken && whole < 0) ? statements.size() : whole;
			statements.add(recognise(sql, tokens));
		}
		return new Reading(statements, (whole < 0) ? statements.size() : whole);
	}

	private SqlStatement recognise(String sql, List<Token> tokens) {
		String text = sql.substring(tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
		Map<String, String> options = new LinkedHashMap<>();
		try {
			Cursor cursor = new Cursor(sql, tokens, this.dialect);
			List<Operation> operations = statement(cursor, options);
			cursor.expectEnd();
			return new SqlStatement(text, List.copyOf(operations), options);
		}
		catch (UnrecognisedException ex) {
			return new SqlStatement(text, List.of(new Unknown(ex.reason())), options);
		}
	}

	private List<Operation> statement(Cursor cursor, Map<String, String> options) {
		Token head = cursor.next();
		if (head.kind() != Token.Kind.WORD) {
			throw new UnrecognisedException("\"" + Cursor.excerpt(head.text()) + "\" does not begin a statement");
		}
		return switch (head.upper()) {
			case "CREATE" -> List.of(create(cursor, options));
			case "ALTER" -> alter(cursor, options);
			case "DROP" -> drop(cursor, options);
			case "RENAME" -> rename(cursor);
			case "INSERT", "REPLACE", "MERGE", "UPDATE", "DELETE", "TRUNCATE", "SELECT", "WITH" -> rows(cursor, head);
			case "GRANT" -> rights(cursor, true);
			case "REVOKE" -> rights(cursor, false);
			case "SET" -> new SettingParser(cursor).set();
			case "RESET" -> List.of(new SettingParser(cursor).reset());
			case "OPTIMIZE" -> new MaintenanceParser(cursor).optimize();
			case "ANALYZE", "ANALYSE" -> new MaintenanceParser(cursor).analyze();
			case "COMMENT", "VACUUM", "CLUSTER", "REINDEX", "REFRESH" -> maintenance(cursor, head);
			default -> throw unknown(head);
		};
	}

	private static UnrecognisedException unknown(Token head) {
		return new UnrecognisedException(
				"statements that begin with " + Cursor.excerpt(head.upper()) + " are not recognised");
	}

	private static List<Operation> rows(Cursor cursor, Token head) {
		RowParser parser = new RowParser(cursor);
		boolean h2 = cursor.dialect() == Dialect.H2;
		return switch (head.upper()) {
			case "INSERT" -> List.of(parser.insert());
			case "UPDATE" -> List.of(parser.update());
			case "DELETE" -> List.of(parser.delete());
			case "TRUNCATE" -> parser.truncate();
			case "WITH" -> {
				parser.with();
				Token verb = cursor.next();
				if (verb.kind() != Token.Kind.WORD || !AFTER_WITH.contains(verb.upper())) {
					throw unknown(verb);
				}
				yield rows(cursor, verb);
			}
			case "SELECT" -> {
				Operation setting = SettingParser.call(cursor);
				yield List.of((setting != null) ? setting : parser.select());
			}
			default -> {
				if (!cursor.dialect().isMySqlFamily() && !(h2 && head.is("MERGE"))) {
					throw unknown(head);
				}
				yield List.of(parser.replace());
			}
		};
	}

	private static List<Operation> maintenance(Cursor cursor, Token head) {
		if (cursor.dialect().isMySqlFamily()) {
			throw unknown(head);
		}
		MaintenanceParser parser = new MaintenanceParser(cursor);
		return switch (head.upper()) {
			case "COMMENT" -> List.of(parser.comment());
			case "REINDEX" -> List.of(parser.reindex());
			case "REFRESH" -> List.of(parser.refresh());
			default -> parser.vacuum(head.upper());
		};
	}

	private Operation create(Cursor cursor, Map<String, String> options) {
		boolean replaces = cursor.accept("OR", "REPLACE");
		boolean local = cursor.accept("LOCAL") || cursor.accept("GLOBAL");
		boolean temporary = cursor.acceptAny(TEMPORARY);
		if (local && !temporary) {
			throw cursor.unknown();
		}
		boolean unlogged = cursor.accept("UNLOGGED") || cursor.accept("CACHED") || cursor.accept("MEMORY");
		if (cursor.accept("TABLE")) {
			if (replaces) {
				throw new UnrecognisedException("CREATE OR REPLACE TABLE drops what is there");
			}
			return new TableParser(cursor).create(temporary);
		}
		if (unlogged) {
			throw cursor.unknown();
		}
		boolean unique = cursor.accept("UNIQUE");
		cursor.accept("NULLS", "DISTINCT");
		boolean special = cursor.accept("FULLTEXT") || cursor.accept("SPATIAL");
		if (cursor.accept("INDEX")) {
			if (replaces) {
				throw new UnrecognisedException("CREATE OR REPLACE INDEX drops what is there");
			}
			Operation index = new IndexParser(cursor).create(unique, special);
			demands(cursor, options);
			return index;
		}
		if (unique || special) {
			throw cursor.unknown();
		}
		return new ObjectParser(cursor).create(replaces);
	}

	private static void demands(Cursor cursor, Map<String, String> options) {
		boolean more = cursor.dialect().isMySqlFamily();
		while (more && !cursor.atEnd()) {
			more = MySqlAlterTableParser.isOption(cursor, options);
		}
	}

	private List<Operation> alter(Cursor cursor, Map<String, String> options) {
		if (cursor.accept("TABLE")) {
			return this.dialect.isMySqlFamily() ? new MySqlAlterTableParser(cursor, options).parse()
					: new AlterTableParser(cursor).parse();
		}
		if (cursor.accept("INDEX")) {
			return List.of(new IndexParser(cursor).alter());
		}
		return List.of(new ObjectParser(cursor).alter());
	}

	private static List<Operation> drop(Cursor cursor, Map<String, String> options) {
		boolean temporary = cursor.acceptAny(TEMPORARY);
		if (cursor.accept("TABLE")) {
			return new TableParser(cursor).drop();
		}
		if (temporary) {
			throw cursor.unknown();
		}
		if (cursor.accept("INDEX")) {
			List<Operation> operations = new IndexParser(cursor).drop();
			demands(cursor, options);
			return operations;
		}
		return new ObjectParser(cursor).drop();
	}

	private static List<Operation> rename(Cursor cursor) {
		cursor.expect("TABLE");
		List<Operation> operations = new ArrayList<>();
		do {
			Name table = cursor.name();
			cursor.expect("TO");
			operations.add(new RenameTable(table, cursor.name()));
		}
		while (cursor.accept(","));
		return operations;
	}

	private static List<Operation> rights(Cursor cursor, boolean granted) {
		cursor.rest();
		return List.of(new ChangeRights(granted));
	}

	/**
	 * A script as a server reads it.
	 *
	 * @param statements of the script
	 * @param whole how many of them the server reads before it refuses one
	 */
	private record Reading(List<SqlStatement> statements, int whole) {
	}

}
