package io.expandcontract.sql;

import java.util.List;
import java.util.Set;

import io.expandcontract.sql.DefaultValue.Kind;

/**
 * Recognises default values. What is not known to be the same for all rows counts as
 * another one for each.
 */
final class DefaultParser {

	private static final Set<String> STOPS = Set.of("NOT", "NULL", "PRIMARY", "UNIQUE", "CHECK", "REFERENCES",
			"CONSTRAINT", "GENERATED", "COMMENT", "AFTER", "FIRST", "ON", "AUTO_INCREMENT", "KEY", "VISIBLE",
			"INVISIBLE", "DEFERRABLE", "INITIALLY", "STORAGE");

	private static final Set<String> STABLE = Set.of("NOW", "CURRENT_TIMESTAMP", "LOCALTIMESTAMP", "CURRENT_DATE",
			"CURRENT_TIME", "LOCALTIME", "TRANSACTION_TIMESTAMP", "STATEMENT_TIMESTAMP", "CURRENT_USER", "SESSION_USER",
			"CURRENT_SCHEMA", "CURDATE", "UTC_TIMESTAMP", "UTC_DATE");

	private static final Set<String> LITERALS = Set.of("TRUE", "FALSE", "DATE", "TIMESTAMP", "TIME", "INTERVAL",
			"ARRAY");

	private final Cursor cursor;

	DefaultParser(Cursor cursor) {
		this.cursor = cursor;
	}

	DefaultValue parse() {
		List<Token> tokens;
		if (this.cursor.sees("NULL")) {
			Token value = this.cursor.next();
			this.cursor.until(STOPS);
			return new DefaultValue(Kind.NULL, value.text());
		}
		tokens = this.cursor.until(STOPS);
		if (tokens.isEmpty()) {
			throw this.cursor.unknown();
		}
		return new DefaultValue(classify(tokens), this.cursor.text(tokens));
	}

	private static Kind classify(List<Token> written) {
		List<Token> tokens = withoutParentheses(written);
		if (tokens.size() == 1 && tokens.get(0).is("NULL")) {
			return Kind.NULL;
		}
		boolean stable = false;
		for (int index = 0; index < tokens.size(); index++) {
			Token token = tokens.get(index);
			if (isCast(tokens, index)) {
				index = afterType(tokens, index + 2) - 1;
			}
			else if (token.kind() == Token.Kind.WORD && STABLE.contains(token.upper())) {
				stable = true;
			}
			else if (!isLiteral(token)) {
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
			case SYMBOL -> "()+-[],.".contains(token.text());
			default -> false;
		};
	}

}
