package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.expandcontract.sql.Token.Kind;

/**
 * Cuts SQL into tokens, by the quotes and comments of a dialect. Each character is looked
 * at a bounded number of times. What servers might read in another way than it looks,
 * such as control characters and spaces that are not ASCII, is broken.
 */
final class Tokenizer {

	private static final Pattern NUMBER = Pattern
		.compile("0[xX][0-9a-fA-F_]++|0[oO][0-7_]++|0[bB][01_]++|[0-9][0-9_]*+\\.?+[0-9_]*+([eE][+-]?+[0-9]++)?+"
				+ "|\\.[0-9][0-9_]*+([eE][+-]?+[0-9]++)?+");

	private final String sql;

	private final Dialect dialect;

	private final Escapes escapes;

	private final List<Token> tokens = new ArrayList<>();

	private int position;

	private Tokenizer(String sql, Dialect dialect, Escapes escapes) {
		this.sql = sql;
		this.dialect = dialect;
		this.escapes = escapes;
	}

	/**
	 * Cut a text into tokens.
	 * @param sql the text
	 * @param dialect its dialect
	 * @param escapes where a backslash escapes a quote
	 * @return the tokens, without comments
	 */
	static List<Token> tokenize(String sql, Dialect dialect, Escapes escapes) {
		Tokenizer tokenizer = new Tokenizer(sql, dialect, escapes);
		if (sql.indexOf(0) >= 0) {
			tokenizer.add(Kind.BROKEN, "zero", 0, sql.length());
		}
		else if (sql.startsWith("\uFEFF")) {
			tokenizer.position = 1;
		}
		while (tokenizer.position < sql.length()) {
			tokenizer.next();
		}
		return tokenizer.tokens;
	}

	private void next() {
		char first = this.sql.charAt(this.position);
		char second = at(this.position + 1);
		if (first == ' ' || (first >= '\t' && first <= '\r')) {
			this.position++;
		}
		else if (isLineComment(first, second)) {
			skipLine();
		}
		else if (first == '/' && second == '*') {
			skipComment();
		}
		else if (isDigit(first) || (first == '.' && isDigit(second))) {
			number();
		}
		else if (isLetter(first)) {
			word();
		}
		else if (!isQuoted(first)) {
			boolean broken = first < ' ' || first >= 0x7F || first == '\\' || first == '`';
			this.tokens.add(broken ? new Token(Kind.BROKEN, String.valueOf(first), this.position, this.position + 1)
					: Token.symbol(first, this.position));
			this.position++;
		}
	}

	private boolean isQuoted(char first) {
		boolean mysql = this.dialect.isMySqlFamily();
		if (first == '\'') {
			quoted(Kind.STRING, first, this.position, this.escapes.single() || continuesEscapes());
		}
		else if (first == '"') {
			quoted(mysql ? Kind.STRING : Kind.QUOTED, first, this.position, this.escapes.twofold());
		}
		else if (first == '`' && this.dialect != Dialect.POSTGRESQL) {
			quoted(Kind.QUOTED, first, this.position, false);
		}
		else if (first == '$' && mysql) {
			add(Kind.BROKEN, "$", this.position, this.sql.length());
		}
		else if (first == '$') {
			dollar();
		}
		else {
			return false;
		}
		return true;
	}

	/**
	 * Return whether the string that comes next goes on with one that has escapes, as
	 * PostgreSQL takes two strings on two lines for one.
	 */
	private boolean continuesEscapes() {
		Token last = this.tokens.isEmpty() ? null : this.tokens.get(this.tokens.size() - 1);
		return last != null && last.kind() == Kind.STRING && this.dialect == Dialect.POSTGRESQL
				&& Character.toLowerCase(this.sql.charAt(last.start())) == 'e';
	}

	private boolean isLineComment(char first, char second) {
		if (this.dialect.isMySqlFamily()) {
			char third = at(this.position + 2);
			return first == '#' || (first == '-' && second == '-' && (third == 0 || third <= ' '));
		}
		return (first == '-' && second == '-') || (this.dialect == Dialect.H2 && first == '/' && second == '/');
	}

	private void skipLine() {
		int end = this.position;
		while (end < this.sql.length() && this.sql.charAt(end) != '\n') {
			if (this.sql.charAt(end) == '\r' && at(end + 1) != '\n' && end + 1 < this.sql.length()) {
				add(Kind.BROKEN, "--", this.position, this.sql.length());
				return;
			}
			end++;
		}
		this.position = end;
	}

	private void skipComment() {
		int start = this.position;
		boolean executed = at(start + 2) == '!' || at(start + 2) == '+'
				|| (at(start + 2) == 'M' && at(start + 3) == '!');
		if (this.dialect.isMySqlFamily() && executed) {
			add(Kind.BROKEN, "/*!", start, this.sql.length());
			return;
		}
		boolean nests = !this.dialect.isMySqlFamily();
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
				boolean folds = quote == '`' && this.dialect == Dialect.H2;
				add(kind, folds ? this.dialect.fold(text.toString(), false) : text.toString(), start, at + 1);
				return;
			}
		}
		add(Kind.BROKEN, String.valueOf(quote), start, this.sql.length());
	}

	private void dollar() {
		int end = this.position + 1;
		while (this.dialect == Dialect.POSTGRESQL && (isLetter(at(end)) || isDigit(at(end)))) {
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
		while (isDigit(at(end)) || (at(end) == '.' && at(end + 1) != '.') || isLetter(at(end)) || isExponent(end)) {
			end++;
		}
		String text = this.sql.substring(this.position, end);
		boolean number = NUMBER.matcher(text).matches();
		boolean word = this.dialect.isMySqlFamily()
				&& text.chars().noneMatch((character) -> ".+-".indexOf(character) >= 0)
				&& (!number || text.indexOf('_') >= 0);
		add(word ? Kind.WORD : number ? Kind.NUMBER : Kind.BROKEN, text, this.position, end);
	}

	private boolean isExponent(int sign) {
		char before = at(sign - 1);
		return (at(sign) == '-' || at(sign) == '+') && (before == 'e' || before == 'E') && isDigit(at(sign + 1))
				&& at(this.position + 1) != 'x' && at(this.position + 1) != 'X';
	}

	private void word() {
		int end = this.position;
		while (isLetter(at(end)) || isDigit(at(end)) || at(end) == '$') {
			end++;
		}
		String text = this.sql.substring(this.position, end);
		boolean escapes = this.dialect == Dialect.POSTGRESQL && text.equalsIgnoreCase("e");
		if (at(end) == '\'' && (escapes || (text.length() == 1 && "bBxXnN".contains(text)))) {
			int start = this.position;
			this.position = end;
			quoted(Kind.STRING, '\'', start, escapes || this.escapes.single());
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
				|| (character >= 0x80 && !Character.isWhitespace(character) && !Character.isSpaceChar(character)
						&& !Character.isISOControl(character) && Character.getType(character) != Character.FORMAT);
	}

}
