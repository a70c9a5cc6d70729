package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;

import io.expandcontract.sql.Token.Kind;

/**
 * Cuts SQL into tokens, by the quotes and comments of a dialect. Each character is looked
 * at a bounded number of times.
 */
final class Tokenizer {

	private final String sql;

	private final Dialect dialect;

	private final List<Token> tokens = new ArrayList<>();

	private int position;

	private Tokenizer(String sql, Dialect dialect) {
		this.sql = sql;
		this.dialect = dialect;
	}

	/**
	 * Cut a text into tokens.
	 * @param sql the text
	 * @param dialect its dialect
	 * @return the tokens, without comments
	 */
	static List<Token> tokenize(String sql, Dialect dialect) {
		Tokenizer tokenizer = new Tokenizer(sql, dialect);
		while (tokenizer.position < sql.length()) {
			tokenizer.next();
		}
		return tokenizer.tokens;
	}

	private void next() {
		char first = this.sql.charAt(this.position);
		char second = at(this.position + 1);
		if (Character.isWhitespace(first) || first == '\uFEFF') {
			this.position++;
		}
		else if (isLineComment(first, second)) {
			skipLine();
		}
		else if (first == '/' && second == '*') {
			skipComment();
		}
		else if (first == '\'' || (first == '"' && this.dialect.isMySqlFamily())) {
			quoted(Kind.STRING, first, this.position, this.dialect.isMySqlFamily());
		}
		else if (first == '"' || (first == '`' && this.dialect.isMySqlFamily())) {
			quoted(Kind.QUOTED, first, this.position, false);
		}
		else if (first == '$' && this.dialect == Dialect.POSTGRESQL) {
			dollar();
		}
		else if (isDigit(first) || (first == '.' && isDigit(second))) {
			number();
		}
		else if (isLetter(first)) {
			word();
		}
		else {
			add(Kind.SYMBOL, String.valueOf(first), this.position, this.position + 1);
		}
	}

	private boolean isLineComment(char first, char second) {
		if (this.dialect.isMySqlFamily()) {
			char third = at(this.position + 2);
			return first == '#' || (first == '-' && second == '-' && (third == 0 || third <= ' '));
		}
		return (first == '-' && second == '-') || (this.dialect == Dialect.H2 && first == '/' && second == '/');
	}

	private void skipLine() {
		int end = this.sql.indexOf('\n', this.position);
		this.position = (end < 0) ? this.sql.length() : end + 1;
	}

	private void skipComment() {
		int start = this.position;
		boolean executed = at(start + 2) == '!' || (at(start + 2) == 'M' && at(start + 3) == '!');
		if (this.dialect.isMySqlFamily() && executed) {
			add(Kind.BROKEN, "/*!", start, this.sql.length());
			return;
		}
		boolean nests = this.dialect == Dialect.POSTGRESQL;
		int depth = 1;
		int at = start + 2;
		while (at < this.sql.length() && depth > 0) {
			if (this.sql.charAt(at) == '*' && at(at + 1) == '/') {
				depth--;
				at += 2;
			}
			else if (nests && this.sql.charAt(at) == '/' && at(at + 1) == '*') {
				depth++;
				at += 2;
			}
			else {
				at++;
			}
		}
		if (depth > 0) {
			add(Kind.BROKEN, "/*", start, this.sql.length());
		}
		else {
			this.position = at;
		}
	}

	private void quoted(Kind kind, char quote, int start, boolean escapes) {
		StringBuilder text = new StringBuilder();
		int at = this.position + 1;
		while (at < this.sql.length()) {
			char character = this.sql.charAt(at);
			if (escapes && character == '\\') {
				text.append(at(at + 1));
				at += 2;
			}
			else if (character != quote) {
				text.append(character);
				at++;
			}
			else if (at(at + 1) == quote) {
				text.append(quote);
				at += 2;
			}
			else {
				add(kind, text.toString(), start, at + 1);
				return;
			}
		}
		add(Kind.BROKEN, String.valueOf(quote), start, this.sql.length());
	}

	private void dollar() {
		int end = this.position + 1;
		while (isLetter(at(end)) || isDigit(at(end))) {
			end++;
		}
		if (at(end) != '$' || isDigit(at(this.position + 1))) {
			add(Kind.SYMBOL, "$", this.position, this.position + 1);
			return;
		}
		String delimiter = this.sql.substring(this.position, end + 1);
		int close = this.sql.indexOf(delimiter, end + 1);
		if (close < 0) {
			add(Kind.BROKEN, delimiter, this.position, this.sql.length());
		}
		else {
			add(Kind.STRING, this.sql.substring(end + 1, close), this.position, close + delimiter.length());
		}
	}

	private void number() {
		int end = this.position;
		while (isDigit(at(end)) || at(end) == '.' || isLetter(at(end))) {
			end++;
		}
		add(Kind.NUMBER, this.sql.substring(this.position, end), this.position, end);
	}

	private void word() {
		int end = this.position;
		while (isLetter(at(end)) || isDigit(at(end)) || at(end) == '$') {
			end++;
		}
		String text = this.sql.substring(this.position, end);
		if (at(end) == '\'' && text.length() == 1 && "eEbBxXnN".contains(text)) {
			int start = this.position;
			this.position = end;
			quoted(Kind.STRING, '\'', start, this.dialect.isMySqlFamily() || text.equalsIgnoreCase("e"));
			return;
		}
		add(Kind.WORD, text, this.position, end);
	}

	private void add(Kind kind, String text, int start, int end) {
		this.tokens.add(new Token(kind, text, start, end));
		this.position = end;
	}

	private char at(int index) {
		return (index < this.sql.length()) ? this.sql.charAt(index) : 0;
	}

	private static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

	private static boolean isLetter(char character) {
		return character == '_' || (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| character >= 0x80;
	}

}
