package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * An SQL expression over the columns of one row, which yields the same value whenever
 * they are the same.
 */
public final class RowExpression {

	private static final Set<String> VOLATILE = words(
			"""
					NOW CURRENT_TIMESTAMP LOCALTIMESTAMP LOCALTIME CURRENT_TIME CURRENT_DATE CURDATE CURTIME SYSDATE UTC_TIMESTAMP
					UTC_DATE UTC_TIME TRANSACTION_TIMESTAMP STATEMENT_TIMESTAMP CLOCK_TIMESTAMP TIMEOFDAY AGE UUID GEN_RANDOM_UUID
					UUID_GENERATE_V1 UUID_GENERATE_V1MC UUID_GENERATE_V4 UUIDV4 UUIDV7 UUID_SHORT SYS_GUID GEN_RANDOM_BYTES
					RANDOM_BYTES RANDOM RAND GEN_SALT NEXTVAL CURRVAL LASTVAL LAST_INSERT_ID CURRENT_USER SESSION_USER USER
					CONNECTION_ID SLEEP PG_SLEEP""");

	private static final Set<String> QUERIES = words("SELECT FROM WITH EXISTS TABLE");

	/** Functions whose arguments are parted by the word FROM. */
	private static final Set<String> TAKES_FROM = words("TRIM SUBSTRING SUBSTR EXTRACT OVERLAY POSITION");

	private final String text;

	private final Dialect dialect;

	private final List<Token> tokens;

	private RowExpression(String text, Dialect dialect) {
		this.text = text;
		this.dialect = dialect;
		this.tokens = Tokenizer.tokenize(text, dialect, Escapes.usual(dialect));
	}

	private static Set<String> words(String text) {
		return Arrays.stream(text.split("\\s+")).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Read an expression.
	 * @param text SQL
	 * @param dialect its dialect
	 * @return the expression, whatever it says
	 */
	public static RowExpression of(String text, Dialect dialect) {
		return new RowExpression(text, dialect);
	}

	/**
	 * Return why this is not an expression over one row.
	 * @return the reason, or {@code null} if it is one
	 */
	public @Nullable String refusal() {
		if (this.tokens.isEmpty()) {
			return "it is empty";
		}
		List<String> functions = new ArrayList<>();
		int end = 0;
		for (int at = 0; at < this.tokens.size(); at++) {
			Token token = this.tokens.get(at);
			String reason = this.text.substring(end, token.start()).isBlank() ? refusal(at, functions)
					: "it holds a comment";
			if (reason != null) {
				return reason;
			}
			end = token.end();
			if (token.is("(")) {
				functions.add((at > 0) ? this.tokens.get(at - 1).upper() : "");
			}
			else if (token.is(")")) {
				if (functions.isEmpty()) {
					return "a parenthesis closes that was not opened";
				}
				functions.remove(functions.size() - 1);
			}
		}
		return !functions.isEmpty() ? "a parenthesis is not closed"
				: this.text.substring(end).isBlank() ? null : "it holds a comment";
	}

	private @Nullable String refusal(int at, List<String> functions) {
		Token token = this.tokens.get(at);
		if (token.kind() == Token.Kind.BROKEN) {
			return "it cannot be read from \"" + token.text() + "\" on";
		}
		if (token.is(";") || (token.is("@") && this.dialect.isMySqlFamily())) {
			return "it holds a " + token.text();
		}
		if (token.is(".") && at > 0 && this.tokens.get(at - 1).isIdentifier() && !isFunction(at + 1)) {
			return "it names a column by its table; write the column alone";
		}
		if (token.kind() != Token.Kind.WORD) {
			return null;
		}
		boolean separates = token.is("from") && !functions.isEmpty()
				&& TAKES_FROM.contains(functions.get(functions.size() - 1));
		boolean compares = token.is("from") && at > 0 && this.tokens.get(at - 1).is("distinct");
		if (QUERIES.contains(token.upper()) && !separates && !compares) {
			return "it holds a query (" + token.upper() + "), and a trigger knows one row";
		}
		if (VOLATILE.contains(token.upper()) && (isFunction(at) || token.upper().startsWith("CURRENT_"))) {
			return token.upper() + " yields another value each time";
		}
		return null;
	}

	private boolean isFunction(int at) {
		return at < this.tokens.size() && this.tokens.get(at).isIdentifier() && is(at + 1, "(");
	}

	private boolean is(int at, String symbol) {
		return at >= 0 && at < this.tokens.size() && this.tokens.get(at).is(symbol);
	}

	/**
	 * Return the words that may be columns: all but functions.
	 * @return names as two of them are compared, in the order of the text
	 */
	public Set<String> names() {
		Set<String> names = new LinkedHashSet<>();
		for (int at = 0; at < this.tokens.size(); at++) {
			if (isName(at)) {
				names.add(name(this.tokens.get(at)));
			}
		}
		return names;
	}

	/**
	 * Return the expression over a row that has a name, such as {@code NEW}.
	 * @param row the row's name
	 * @param columns which names are columns of the row
	 * @return SQL in which each of them is qualified
	 */
	public String over(String row, Predicate<String> columns) {
		StringBuilder sql = new StringBuilder();
		int copied = 0;
		for (int at = 0; at < this.tokens.size(); at++) {
			Token token = this.tokens.get(at);
			if (isName(at) && columns.test(name(token))) {
				sql.append(this.text.substring(copied, token.start())).append(row).append('.');
				copied = token.start();
			}
		}
		return sql.append(this.text.substring(copied)).toString();
	}

	private boolean isName(int at) {
		return this.tokens.get(at).isIdentifier() && !isFunction(at) && !is(at - 1, ".") && !is(at - 1, ":");
	}

	private String name(Token token) {
		return this.dialect.fold(token.text(), token.kind() == Token.Kind.QUOTED);
	}

	/**
	 * Return whether a text mentions a name, as a word of its own.
	 * @param text any SQL, such as a trigger's
	 * @param dialect its dialect
	 * @param name the name as two of them are compared
	 * @return {@code true} if it stands there, in a string too
	 */
	public static boolean isMentioned(String text, Dialect dialect, String name) {
		String padded = " " + dialect.fold(text, false) + " ";
		String wanted = dialect.fold(name, false);
		for (int at = padded.indexOf(wanted); at >= 0; at = padded.indexOf(wanted, at + 1)) {
			if (!isPart(padded.charAt(at - 1)) && !isPart(padded.charAt(at + wanted.length()))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isPart(char character) {
		return character == '_' || character == '$' || Character.isLetterOrDigit(character);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
