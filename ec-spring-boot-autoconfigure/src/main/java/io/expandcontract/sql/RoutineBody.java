package io.expandcontract.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Finds where the body of a routine ends. Words open and close blocks only where a
 * statement begins; CASE opens an expression anywhere else. A body in which such a word
 * stands where it can only be a name has no end that could be told.
 */
final class RoutineBody {

	private static final Set<String> BLOCKS = Set.of("BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR");

	private static final Set<String> BEFORE_STATEMENTS = Set.of("BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT");

	private static final Set<String> BEFORE_VALUES = Set.of("CASE", "WHEN", "THEN", "ELSE", "AND", "OR", "XOR", "NOT",
			"IN", "IS", "LIKE", "RLIKE", "REGEXP", "BETWEEN", "DIV", "MOD", "BINARY", "INTERVAL", "EXISTS", "SELECT",
			"FROM", "WHERE", "ON", "BY", "HAVING", "LIMIT", "COLLATE", "AS", "USING", "DISTINCT", "ALL", "ANY",
			"ESCAPE", "OFFSET");

	private final List<Token> tokens;

	private final boolean mysql;

	private final Deque<Block> open = new ArrayDeque<>();

	private int position;

	private int parentheses;

	private boolean begins = true;

	private boolean declares;

	private boolean handles;

	private boolean confused;

	private RoutineBody(List<Token> tokens, int start, Dialect dialect) {
		this.tokens = tokens;
		this.position = start;
		this.mysql = dialect.isMySqlFamily();
	}

	/**
	 * Find the end of a body.
	 * @param tokens of a script
	 * @param start where the body begins
	 * @param dialect the database's SQL
	 * @return where the token behind it stands: a semicolon, or the end of the script
	 */
	static int end(List<Token> tokens, int start, Dialect dialect) {
		return new RoutineBody(tokens, start, dialect).find();
	}

	/**
	 * Return whether a body goes to the end of a statement, all blocks closed.
	 * @param tokens of the statement
	 * @param start where the body begins
	 * @param dialect the database's SQL
	 * @return {@code false} if something is left open
	 */
	static boolean isClosed(List<Token> tokens, int start, Dialect dialect) {
		RoutineBody body = new RoutineBody(tokens, start, dialect);
		boolean whole = start < tokens.size() && body.find() == tokens.size();
		return whole && !body.confused && body.open.isEmpty() && body.parentheses == 0;
	}

	private int find() {
		while (this.position < this.tokens.size() && !this.confused) {
			Token token = this.tokens.get(this.position);
			if (token.is(";")) {
				if (this.open.isEmpty()) {
					return this.position;
				}
				this.confused = this.parentheses != 0 || this.open.element().isExpression();
				this.declares = false;
				this.handles = false;
			}
			else if (token.kind() == Token.Kind.WORD && !isName()) {
				word(token.upper());
			}
			this.parentheses += token.is("(") ? 1 : token.is(")") ? -1 : 0;
			this.begins = isBeforeStatement(token);
			this.position++;
		}
		return this.confused ? this.tokens.size() : this.position;
	}

	private Token last() {
		return this.tokens.get(this.position - 1);
	}

	private boolean isName() {
		return last().is(".") || (last().is("AS") && !this.mysql);
	}

	private boolean isNext(String word) {
		return this.position + 1 < this.tokens.size() && this.tokens.get(this.position + 1).is(word);
	}

	private void word(String word) {
		boolean opens = this.mysql ? BLOCKS.contains(word) : word.equals("BEGIN") && isNext("ATOMIC");
		this.declares |= this.begins && word.equals("DECLARE");
		this.handles |= this.declares && word.equals("HANDLER");
		if (word.equals("END")) {
			end();
		}
		else if (this.begins && opens && this.parentheses == 0) {
			this.open.push(new Block(word, 0));
		}
		else if (word.equals("CASE")) {
			this.open.push(new Block("", this.parentheses));
		}
		else if (word.equals("BEGIN") && this.mysql) {
			boolean handler = this.handles && this.parentheses == 0 && !last().is("FOR") && !last().is(",");
			this.confused = !handler;
			this.open.push(new Block(word, 0));
		}
	}

	private void end() {
		Block top = this.open.peek();
		if (top == null) {
			this.confused = true;
		}
		else if (top.isExpression()) {
			boolean value = last().kind() != Token.Kind.SYMBOL || last().is(")") || last().is("]");
			boolean word = last().kind() == Token.Kind.WORD && BEFORE_VALUES.contains(last().upper());
			this.confused = this.parentheses != top.parentheses() || !value || word;
			this.open.pop();
		}
		else {
			boolean repeat = top.word().equals("REPEAT") && isNext("REPEAT");
			this.confused = this.parentheses != 0 || !(this.begins || repeat);
			this.open.pop();
			if (this.mysql && !top.word().equals("BEGIN")) {
				this.confused |= !isNext(top.word());
				this.position++;
			}
		}
	}

	private boolean isBeforeStatement(Token token) {
		if (token.is(";")) {
			return true;
		}
		boolean inside = this.parentheses != 0 || (!this.open.isEmpty() && this.open.element().isExpression());
		if (inside || (this.begins && token.is("DO"))) {
			return false;
		}
		boolean label = token.is(":") && !isNext("=");
		return label || (token.kind() == Token.Kind.WORD && BEFORE_STATEMENTS.contains(token.upper()));
	}

	/**
	 * What is open.
	 *
	 * @param word that opened it; empty for an expression
	 * @param parentheses how many were open then
	 */
	private record Block(String word, int parentheses) {

		boolean isExpression() {
			return this.word.isEmpty();
		}

	}

}
