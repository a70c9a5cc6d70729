package io.expandcontract.sql;

import java.util.List;
import java.util.Set;

import io.expandcontract.sql.DefaultValue.Kind;

/**
 * Recognises default values: values with operators between them. What is not known to be
 * the same for all rows counts as another one for each.
 */
final class DefaultParser {

	private static final Set<String> STABLE = Set.of("NOW", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "CURRENT_DATE",
			"CURRENT_TIME", "LOCALTIME", "TRANSACTION_TIMESTAMP", "STATEMENT_TIMESTAMP", "CURRENT_USER", "SESSION_USER",
			"CURRENT_SCHEMA", "CURDATE", "CURTIME", "UTC_TIMESTAMP", "UTC_DATE", "UTC_TIME", "USER", "CURRENT_ROLE",
			"CURRENT_SETTING");

	private static final Set<String> LITERALS = Set.of("TRUE", "FALSE", "ARRAY", "TIMEZONE", "AT", "TIME", "ZONE");

	private static final String OPERATORS = "+-*/|%<>=&^";

	private final Cursor cursor;

	DefaultParser(Cursor cursor) {
		this.cursor = cursor;
	}

	DefaultValue parse() {
		int start = this.cursor.position();
		do {
			operand();
		}
		while (isOperator());
		List<Token> tokens = this.cursor.since(start);
		return new DefaultValue(classify(tokens), this.cursor.text(tokens));
	}

	private void operand() {
		while (this.cursor.sees("-") || this.cursor.sees("+") || this.cursor.sees("~")) {
			this.cursor.next();
		}
		if (this.cursor.sees("(")) {
			this.cursor.parentheses();
		}
		else if (this.cursor.accept("NEXT", "VALUE", "FOR")) {
			this.cursor.name();
		}
		else if (this.cursor.accept("ARRAY", "[")) {
			brackets();
		}
		else if (this.cursor.peek().kind() == Token.Kind.STRING || this.cursor.peek().kind() == Token.Kind.NUMBER) {
			this.cursor.next();
		}
		else {
			call();
		}
		casts();
	}

	private void call() {
		if (this.cursor.peek(1).kind() == Token.Kind.STRING) {
			this.cursor.identifier();
			this.cursor.string();
			return;
		}
		this.cursor.name();
		if (this.cursor.sees("(")) {
			this.cursor.parentheses();
		}
	}

	private void casts() {
		boolean more = true;
		while (more) {
			if (this.cursor.accept(":", ":")) {
				new TypeParser(this.cursor).parse();
			}
			else if (this.cursor.accept("AT", "TIME", "ZONE")) {
				this.cursor.string();
			}
			else if (this.cursor.accept("[")) {
				brackets();
			}
			else {
				more = false;
			}
		}
	}

	private void brackets() {
		while (!this.cursor.accept("]")) {
			if (this.cursor.peek().kind() == Token.Kind.BROKEN) {
				throw this.cursor.unknown();
			}
			this.cursor.next();
		}
	}

	private boolean isOperator() {
		boolean found = false;
		while (this.cursor.peek().kind() == Token.Kind.SYMBOL && OPERATORS.contains(this.cursor.peek().text())) {
			this.cursor.next();
			found = true;
		}
		return found;
	}

	private static Kind classify(List<Token> written) {
		List<Token> tokens = withoutParentheses(written);
		if (tokens.get(0).is("NULL") && (tokens.size() == 1 || isCast(tokens, 1))) {
			return Kind.NULL;
		}
		boolean stable = false;
		for (int index = 0; index < tokens.size(); index++) {
			Token token = tokens.get(index);
			boolean typed = index + 1 < tokens.size() && tokens.get(index + 1).kind() == Token.Kind.STRING
					&& token.kind() == Token.Kind.WORD;
			if (isCast(tokens, index)) {
				index = afterType(tokens, index + 2) - 1;
			}
			else if (token.kind() == Token.Kind.WORD && STABLE.contains(token.upper())) {
				stable = true;
			}
			else if (!typed && !isLiteral(token)) {
				return Kind.VOLATILE;
			}
		}
		return stable ? Kind.STABLE : Kind.CONSTANT;
	}

	private static List<Token> withoutParentheses(List<Token> tokens) {
		List<Token> inner = tokens;
		while (inner.size() > 2 && inner.get(0).is("(") && inner.get(inner.size() - 1).is(")")
				&& inner.subList(1, inner.size() - 1).stream().noneMatch((token) -> token.is(")"))) {
			inner = inner.subList(1, inner.size() - 1);
		}
		return inner;
	}

	private static boolean isCast(List<Token> tokens, int index) {
		return index + 2 < tokens.size() && tokens.get(index).is(":") && tokens.get(index + 1).is(":");
	}

	private static int afterType(List<Token> tokens, int start) {
		int index = start;
		while (index < tokens.size()
				&& (tokens.get(index).isIdentifier() || tokens.get(index).is(".") || tokens.get(index).is("[")
						|| tokens.get(index).is("]") || tokens.get(index).kind() == Token.Kind.NUMBER
						|| tokens.get(index).is("(") || tokens.get(index).is(")"))) {
			index++;
		}
		return index;
	}

	private static boolean isLiteral(Token token) {
		return switch (token.kind()) {
			case STRING, NUMBER -> true;
			case WORD -> LITERALS.contains(token.upper());
			case SYMBOL -> "()+-[],.*/|%".contains(token.text());
			default -> false;
		};
	}

}
