package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.expandcontract.sql.Token.Kind;

/**
 * A place among the tokens of one statement. What is expected and not there ends the
 * recognition.
 */
final class Cursor {

	/** What comes behind the last token. */
	static final Token END = new Token(Kind.BROKEN, "", 0, 0);

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
		return (index >= 0 && index < this.tokens.size()) ? this.tokens.get(index) : END;
	}

	Token next() {
		if (atEnd()) {
			throw unknown();
		}
		return this.tokens.get(this.position++);
	}

	void back() {
		this.position--;
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
		for (int parts = 1; parts < 3 && accept("."); parts++) {
			schema = first;
			first = identifier();
		}
		return new Name(schema, first);
	}

	/**
	 * Pass names with commas between them.
	 * @return the names
	 */
	List<Name> names() {
		List<Name> names = new ArrayList<>();
		do {
			names.add(name());
		}
		while (accept(","));
		return names;
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
			else if (token.kind() == Kind.BROKEN || token.is(";")) {
				this.position--;
				throw unknown();
			}
		}
		while (depth > 0);
	}

	/**
	 * Pass what is in parentheses, if it only reads.
	 */
	void expression() {
		int start = this.position;
		parentheses();
		Expressions.requireHarmless(since(start), this.dialect);
	}

	/**
	 * Return what was passed.
	 * @param start the position where that begins
	 * @return the tokens
	 */
	List<Token> since(int start) {
		return this.tokens.subList(start, this.position);
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
		int start = this.position;
		while (!atEnd()) {
			if (peek().kind() == Kind.BROKEN || peek().is(";")) {
				throw unknown();
			}
			this.position++;
		}
		return since(start);
	}

	/**
	 * Return where the body of a routine begins.
	 * @return the position, or a negative number if this is no routine with a body in
	 * plain sight
	 */
	int bodyOfRoutine() {
		return RoutineHeader.body(this.tokens, 0, this.dialect);
	}

	/**
	 * Pass all that is left, which is the body of a routine.
	 * @param start where the body begins
	 */
	void body(int start) {
		if (!RoutineBody.isClosed(this.tokens, start, this.dialect)) {
			throw new UnrecognisedException("the end of the body cannot be told");
		}
		while (!atEnd()) {
			if (peek().kind() == Kind.BROKEN) {
				throw unknown();
			}
			this.position++;
		}
	}

	/**
	 * Pass all that is left, if it only reads.
	 */
	void query() {
		Expressions.requireHarmless(rest(), this.dialect);
	}

	String text(List<Token> passed) {
		int end = passed.isEmpty() ? 0 : Math.min(this.sql.length(), passed.get(passed.size() - 1).end());
		return passed.isEmpty() ? "" : this.sql.substring(Math.min(end, passed.get(0).start()), end);
	}

	/**
	 * Say what is not known.
	 * @return to be thrown
	 */
	UnrecognisedException unknown() {
		if (atEnd()) {
			return new UnrecognisedException("the statement ends where more was expected");
		}
		return new UnrecognisedException(
				"\"" + excerpt(text(this.tokens.subList(this.position, this.tokens.size()))) + "\" is not recognised");
	}

	/**
	 * Cut a text for a message.
	 * @param text of any length
	 * @return its beginning, on one line
	 */
	static String excerpt(String text) {
		return text.substring(0, Math.min(text.length(), LONGEST_EXCERPT)).replaceAll("\\s+", " ").strip();
	}

}
