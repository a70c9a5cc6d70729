package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.expandcontract.sql.Operation.Annotate;
import io.expandcontract.sql.Operation.ChangeRights;
import io.expandcontract.sql.Operation.Rebuild;
import io.expandcontract.sql.Operation.RenameObject;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.Operation.SetOption;
import io.expandcontract.sql.Operation.Unknown;

/**
 * Recognises the statements of a script.
 */
public final class Recogniser {

	private static final int LONGEST = 4_000_000;

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
		return StatementSplitter.split(Tokenizer.tokenize(sql, this.dialect))
			.stream()
			.map((tokens) -> recognise(sql, tokens))
			.toList();
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
			throw new UnrecognisedException("\"" + head.text() + "\" does not begin a statement");
		}
		return switch (head.upper()) {
			case "CREATE" -> List.of(create(cursor, options));
			case "ALTER" -> alter(cursor, options);
			case "DROP" -> drop(cursor, options);
			case "RENAME" -> rename(cursor);
			case "INSERT" -> List.of(new RowParser(cursor).insert());
			case "REPLACE" -> List.of(new RowParser(cursor).replace());
			case "UPDATE" -> List.of(new RowParser(cursor).update());
			case "DELETE" -> List.of(new RowParser(cursor).delete());
			case "TRUNCATE" -> List.of(new RowParser(cursor).truncate());
			case "SELECT" -> List.of(new RowParser(cursor).select());
			case "GRANT" -> rights(cursor, true);
			case "REVOKE" -> rights(cursor, false);
			case "COMMENT", "ANALYZE", "ANALYSE" -> {
				cursor.rest();
				yield List.of(new Annotate(null, head.upper().toLowerCase(Locale.ROOT)));
			}
			case "SET" -> List.of(set(cursor));
			case "VACUUM", "CLUSTER", "REINDEX", "OPTIMIZE", "REFRESH" -> {
				cursor.rest();
				yield List.of(new Rebuild(null, head.upper()));
			}
			default ->
				throw new UnrecognisedException("statements that begin with " + head.upper() + " are not recognised");
		};
	}

	private Operation create(Cursor cursor, Map<String, String> options) {
		boolean replaces = cursor.accept("OR", "REPLACE");
		boolean temporary = cursor.acceptAny(TEMPORARY);
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
			cursor.accept("IF", "EXISTS");
			Name index = cursor.name();
			if (cursor.accept("RENAME", "TO")) {
				return List.of(new RenameObject(ObjectKind.INDEX, index, cursor.identifier()));
			}
			throw cursor.unknown();
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

	private static Operation set(Cursor cursor) {
		if (!cursor.accept("LOCAL")) {
			cursor.accept("SESSION");
		}
		cursor.accept("@", "@");
		cursor.accept("@");
		Token name = cursor.next();
		if (!name.isIdentifier() || name.is("GLOBAL") || name.is("PERSIST")) {
			throw new UnrecognisedException("SET " + name.text() + " is not recognised");
		}
		cursor.rest();
		return new SetOption(name.text().toLowerCase(Locale.ROOT));
	}

}
