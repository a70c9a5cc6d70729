package io.expandcontract.sql;

import java.util.List;
import java.util.Set;

import io.expandcontract.sql.Operation.ChangeRows;
import io.expandcontract.sql.Operation.RowChange;

/**
 * Recognises statements that change rows. What they compute does not matter, unless it
 * calls a function that may do more.
 */
final class RowParser {

	private static final Set<String> WRITING = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "CREATE",
			"ALTER", "DROP", "CALL", "EXECUTE", "INTO", "DO");

	private static final Set<String> HARMLESS = Set.of("SELECT", "AS", "VALUES", "VALUE", "IN", "EXISTS", "FROM",
			"WHERE", "AND", "OR", "NOT", "CONFLICT", "ROW", "ARRAY", "ON", "USING", "CASE", "WHEN", "THEN", "ELSE",
			"ANY", "ALL", "SETVAL", "CURRVAL", "NEXTVAL", "PG_GET_SERIAL_SEQUENCE", "COUNT", "MAX", "MIN", "SUM", "AVG",
			"COALESCE", "NULLIF", "GREATEST", "LEAST", "CAST", "CONVERT", "NOW", "CURRENT_TIMESTAMP", "CURDATE",
			"UTC_TIMESTAMP", "DATE", "TO_TIMESTAMP", "TO_DATE", "DATE_TRUNC", "EXTRACT", "MAKE_DATE", "INTERVAL",
			"LOWER", "UPPER", "TRIM", "BTRIM", "LTRIM", "RTRIM", "LENGTH", "SUBSTRING", "SUBSTR", "REPLACE", "CONCAT",
			"CONCAT_WS", "LEFT", "RIGHT", "LPAD", "RPAD", "SPLIT_PART", "MD5", "SHA2", "ENCODE", "DECODE", "HEX",
			"UNHEX", "UUID", "GEN_RANDOM_UUID", "UUID_GENERATE_V4", "UUID_TO_BIN", "RANDOM_UUID", "ROUND", "FLOOR",
			"CEIL", "ABS", "MOD", "RANDOM", "RAND", "GENERATE_SERIES", "UNNEST", "JSONB_BUILD_OBJECT",
			"JSON_BUILD_OBJECT", "JSON_OBJECT", "JSON_ARRAY", "JSONB_BUILD_ARRAY", "TO_JSONB", "ROW_NUMBER", "OVER",
			"IF", "IFNULL", "LAST_INSERT_ID");

	private final Cursor cursor;

	RowParser(Cursor cursor) {
		this.cursor = cursor;
	}

	Operation insert() {
		this.cursor.accept("IGNORE");
		this.cursor.expect("INTO");
		Name table = this.cursor.name();
		List<Token> rest = this.cursor.rest();
		requireHarmless(rest);
		boolean upserts = contains(rest, "ON", "CONFLICT") || contains(rest, "ON", "DUPLICATE", "KEY");
		return new ChangeRows(table, upserts ? RowChange.UPSERT : RowChange.INSERT, false);
	}

	Operation replace() {
		this.cursor.accept("INTO");
		Name table = this.cursor.name();
		this.cursor.rest();
		return new ChangeRows(table, RowChange.UPSERT, false);
	}

	Operation update() {
		this.cursor.accept("IGNORE");
		this.cursor.accept("ONLY");
		Name table = this.cursor.name();
		List<Token> rest = this.cursor.rest();
		return new ChangeRows(table, RowChange.UPDATE, contains(rest, "WHERE"));
	}

	Operation delete() {
		this.cursor.expect("FROM");
		this.cursor.accept("ONLY");
		Name table = this.cursor.name();
		List<Token> rest = this.cursor.rest();
		return new ChangeRows(table, RowChange.DELETE, contains(rest, "WHERE"));
	}

	Operation truncate() {
		this.cursor.accept("TABLE");
		this.cursor.accept("ONLY");
		Name table = this.cursor.name();
		this.cursor.accept("RESTART", "IDENTITY");
		this.cursor.accept("CONTINUE", "IDENTITY");
		this.cursor.accept("RESTRICT");
		return new ChangeRows(table, RowChange.TRUNCATE, false);
	}

	/**
	 * Recognise a query that changes nothing, or nothing but the position of a sequence.
	 * @return the operation
	 */
	Operation select() {
		requireHarmless(this.cursor.rest());
		return new Operation.Annotate(null, "query");
	}

	private static void requireHarmless(List<Token> rest) {
		for (int index = 0; index < rest.size(); index++) {
			Token token = rest.get(index);
			boolean update = token.is("UPDATE") && index > 0
					&& (rest.get(index - 1).is("DO") || rest.get(index - 1).is("KEY"));
			boolean called = index + 1 < rest.size() && rest.get(index + 1).is("(") && token.isIdentifier();
			boolean writes = token.kind() == Token.Kind.WORD && !update && !token.is("DO")
					&& WRITING.contains(token.upper());
			if (writes || (called && !HARMLESS.contains(token.upper()))) {
				throw new UnrecognisedException("\"" + token.text() + "\" may change more than is seen here");
			}
		}
	}

	private static boolean contains(List<Token> tokens, String... words) {
		for (int start = 0; start + words.length <= tokens.size(); start++) {
			int matched = 0;
			while (matched < words.length && tokens.get(start + matched).is(words[matched])) {
				matched++;
			}
			if (matched == words.length) {
				return true;
			}
		}
		return false;
	}

}
