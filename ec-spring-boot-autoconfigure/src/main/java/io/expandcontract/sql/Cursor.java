package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.expandcontract.sql.Token.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A place among the tokens of one statement. What is expected and not there ends the
 * recognition.
 */
final class Cursor {

	private static final Token END = new Token(Kind.BROKEN, "", 0, 0);

	private static final int LONGEST_EXCERPT = 30;

	private final String sql;

	private final List<Token> tokens;

	private final Dialect dialect;

	private int position;

	Cursor(String sql, List<Token> tokens, Dialect dialect) {
		this.sql = sql;
		this.tokens = tokens;
		this.dialect = dialect;
	}

	Dialect dialect() {
		return this.dialect;
	}

	boolean atEnd() {
		return this.position >= this.tokens.size();
	}

	Token peek() {
		return peek(0);
	}

	Token peek(int ahead) {
		int index = this.position + ahead;
		return (index < this.tokens.size()) ? this.tokens.get(index) : END;
	}

	Token next() {
		if (atEnd()) {
			throw unknown();
		}
		return this.tokens.get(this.position++);
	}

	int position() {
		return this.position;
	}

	/**
	 * Pass words, if all of them come next.
	 * @param words keywords or punctuation
	 * @return whether they were passed
	 */
	boolean accept(String... words) {
		if (!sees(words)) {
			return false;
		}
		this.position += words.length;
		return true;
	}

	boolean acceptAny(Set<String> words) {
		if (peek().kind() == Kind.WORD && words.contains(peek().upper())) {
			this.position++;
			return true;
		}
		return false;
	}

	boolean sees(String... words) {
		for (int index = 0; index < words.length; index++) {
			if (!peek(index).is(words[index])) {
				return false;
			}
		}
		return true;
	}

	boolean seesAny(Set<String> words) {
		return peek().kind() == Kind.WORD && words.contains(peek().upper());
	}

	void expect(String... words) {
		if (!accept(words)) {
			throw unknown();
		}
	}

	void expectEnd() {
		if (!atEnd()) {
			throw unknown();
		}
	}

	String identifier() {
		Token token = next();
		if (!token.isIdentifier()) {
			this.position--;
			throw unknown();
		}
		return this.dialect.fold(token.text(), token.kind() == Kind.QUOTED);
	}

	Name name() {
		String first = identifier();
		String schema = null;
		while (accept(".")) {
			schema = first;
			first = identifier();
		}
		return new Name(schema, first);
	}

	List<String> identifiers() {
		List<String> names = new ArrayList<>();
		expect("(");
		do {
			names.add(identifier());
		}
		while (accept(","));
		expect(")");
		return names;
	}

	String string() {
		Token token = next();
		if (token.kind() != Kind.STRING) {
			this.position--;
			throw unknown();
		}
		return token.text();
	}

	/**
	 * Pass one token of any kind but punctuation.
	 * @return its text
	 */
	String value() {
		Token token = next();
		if (token.kind() == Kind.SYMBOL || token.kind() == Kind.BROKEN) {
			this.position--;
			throw unknown();
		}
		return token.text();
	}

	/**
	 * Pass what is in parentheses, whatever it is.
	 */
	void parentheses() {
		if (!sees("(")) {
			throw unknown();
		}
		int depth = 0;
		do {
			Token token = next();
			if (token.is("(")) {
				depth++;
			}
			else if (token.is(")")) {
				depth--;
			}
			else if (token.kind() == Kind.BROKEN) {
				this.position--;
				throw unknown();
			}
		}
		while (depth > 0);
	}

	/**
	 * Pass everything up to a comma, a closing parenthesis or one of some words, outside
	 * of parentheses and brackets.
	 * @param stops words in upper case
	 * @return the tokens that were passed
	 */
	List<Token> until(Set<String> stops) {
		int start = this.position;
		int depth = 0;
		while (!atEnd()) {
			Token token = peek();
			boolean ends = token.is(",") || token.is(")")
					|| (token.kind() == Kind.WORD && stops.contains(token.upper()));
			if (depth == 0 && ends) {
				break;
			}
			if (token.kind() == Kind.BROKEN) {
				throw unknown();
			}
			depth += (token.is("(") || token.is("[")) ? 1 : (token.is(")") || token.is("]")) ? -1 : 0;
			this.position++;
		}
		return this.tokens.subList(start, this.position);
	}

	/**
	 * Pass all that is left, whatever it is.
	 * @return the tokens that were passed
	 */
	List<Token> rest() {
		List<Token> rest = this.tokens.subList(this.position, this.tokens.size());
		for (Token token : rest) {
			if (token.kind() == Kind.BROKEN) {
				throw unknown();
			}
		}
		this.position = this.tokens.size();
		return rest;
	}

	String text(List<Token> passed) {
		return passed.isEmpty() ? "" : this.sql.substring(passed.get(0).start(), passed.get(passed.size() - 1).end());
	}

	@Nullable Token last() {
		return this.tokens.isEmpty() ? null : this.tokens.get(this.tokens.size() - 1);
	}

	/**
	 * Say what is not known.
	 * @return to be thrown
	 */
	UnrecognisedException unknown() {
		if (atEnd()) {
			return new UnrecognisedException("the statement ends where more was expected");
		}
		Token token = peek();
		int end = Math.min(this.sql.length(), token.start() + LONGEST_EXCERPT);
		String excerpt = this.sql.substring(token.start(), end).replaceAll("\\s+", " ").strip();
		return new UnrecognisedException("\"" + excerpt + "\" is not recognised");
	}

}
