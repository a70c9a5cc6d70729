package io.expandcontract.sql;

import java.util.List;
import java.util.Set;

/**
 * Tells whether an expression or a query only reads. Whatever it calls has to be known,
 * and so has each of its operators.
 */
final class Expressions {

	private static final Set<String> WRITING = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "CREATE",
			"ALTER", "DROP", "CALL", "EXECUTE", "INTO", "DO", "GRANT", "REVOKE", "COPY", "LOCK", "SET", "REPLACE",
			"PROCEDURE", "OUTFILE", "DUMPFILE", "HANDLER");

	private static final Set<String> OPERATORS = Set.of("+", "-", "*", "/", "%", "^", "=", "<", ">", "<=", ">=", "<>",
			"!=", "<=>", "||", "|", "&", "&&", "#", "<<", ">>", "~", "~*", "!~", "!~*", "->", "->>", "#>", "#>>", "@>",
			"<@", "?", "?|", "?&", "#-", "@@", "@", "!");

	private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|?";

	private static final String SYMBOLS = OPERATOR_CHARACTERS + "(),.[]:$";

	private final List<Token> tokens;

	private final Dialect dialect;

	private Expressions(List<Token> tokens, Dialect dialect) {
		this.tokens = tokens;
		this.dialect = dialect;
	}

	/**
	 * Require that an expression or a query changes nothing but the position of a
	 * sequence.
	 * @param tokens the expression
	 * @param dialect the database's SQL
	 * @throws UnrecognisedException if it might
	 */
	static void requireHarmless(List<Token> tokens, Dialect dialect) {
		Expressions expression = new Expressions(tokens, dialect);
		for (int index = 0; index < tokens.size(); index++) {
			if (expression.isWriting(index) || expression.isUnknownCall(index)
					|| (dialect == Dialect.POSTGRESQL && expression.isUnknownOperator(index))) {
				throw new UnrecognisedException(
						"\"" + Cursor.excerpt(tokens.get(index).text()) + "\" may change more than is seen here");
			}
		}
	}

	/**
	 * Return whether an expression has a value for each row: it converts nothing, divides
	 * by nothing, and calls only what never fails.
	 * @param tokens the expression
	 * @return {@code false} if it may refuse a row
	 */
	static boolean isTotal(List<Token> tokens) {
		for (int index = 0; index < tokens.size(); index++) {
			Token token = tokens.get(index);
			Token last = (index > 0) ? tokens.get(index - 1) : Cursor.END;
			Token next = (index + 1 < tokens.size()) ? tokens.get(index + 1) : Cursor.END;
			boolean divides = token.kind() == Token.Kind.SYMBOL && "/%^".contains(token.text());
			boolean converts = (token.is(":") && last.is(":") && !Functions.isText(next.upper())
					&& !(index > 1 && isLiteral(tokens.get(index - 2))))
					|| (token.is("AS") && !Functions.isText(next.upper()));
			boolean calls = token.kind() == Token.Kind.WORD && next.is("(") && !last.is(":")
					&& !Functions.isTotal(token.upper());
			if (divides || converts || calls || token.is("DIV") || token.is("MOD")) {
				return false;
			}
		}
		return true;
	}

	private static boolean isLiteral(Token token) {
		return token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.NUMBER;
	}

	/**
	 * Require the same of a text.
	 * @param sql the expression
	 * @param dialect the database's SQL
	 */
	static void requireHarmless(String sql, Dialect dialect) {
		requireHarmless(Tokenizer.tokenize(sql, dialect, Escapes.usual(dialect)), dialect);
	}

	private Token at(int index) {
		return (index >= 0 && index < this.tokens.size()) ? this.tokens.get(index) : Cursor.END;
	}

	private boolean isWriting(int index) {
		Token token = at(index);
		boolean symbol = token.kind() == Token.Kind.SYMBOL && SYMBOLS.indexOf(token.text()) < 0;
		if (symbol || token.kind() == Token.Kind.BROKEN) {
			return true;
		}
		if (token.kind() != Token.Kind.WORD || at(index - 1).is(".") || !WRITING.contains(token.upper())) {
			return false;
		}
		return !(token.is("REPLACE") && at(index + 1).is("("));
	}

	private boolean isUnknownCall(int index) {
		Token token = at(index);
		Token last = at(index - 1);
		if (!at(index + 1).is("(") || !token.isIdentifier() || last.is("AS") || last.is(")")
				|| (last.is(":") && at(index - 2).is(":"))) {
			return false;
		}
		boolean builtIn = !last.is(".")
				|| (at(index - 2).is("pg_catalog") && !at(index - 3).is(".") && this.dialect == Dialect.POSTGRESQL);
		return token.kind() != Token.Kind.WORD || !builtIn || !Functions.isHarmless(token.upper());
	}

	private boolean isUnknownOperator(int index) {
		if (!isOperator(index) || touches(index)) {
			return false;
		}
		int end = index + 1;
		while (touches(end)) {
			end++;
		}
		StringBuilder operator = new StringBuilder();
		this.tokens.subList(index, end).forEach((token) -> operator.append(token.text()));
		while (operator.length() > 1 && !OPERATORS.contains(operator.toString())
				&& "+-".indexOf(operator.charAt(operator.length() - 1)) >= 0) {
			operator.setLength(operator.length() - 1);
		}
		return !OPERATORS.contains(operator.toString());
	}

	private boolean isOperator(int index) {
		Token token = at(index);
		return token.kind() == Token.Kind.SYMBOL && OPERATOR_CHARACTERS.contains(token.text());
	}

	private boolean touches(int index) {
		return isOperator(index) && isOperator(index - 1) && at(index - 1).end() == at(index).start();
	}

}
