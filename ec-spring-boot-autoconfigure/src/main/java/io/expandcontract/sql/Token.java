package io.expandcontract.sql;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A word of SQL.
 *
 * @param kind what it is
 * @param text it as it is meant: identifiers and strings without their quotes
 * @param start where it begins in the text
 * @param end where it ends, exclusive
 */
record Token(Kind kind, String text, int start, int end) {

	private static final String[] SYMBOLS = IntStream.range(0, 128)
		.mapToObj((character) -> String.valueOf((char) character))
		.toArray(String[]::new);

	/**
	 * What a token is.
	 */
	enum Kind {

		/** A keyword, or an identifier without quotes. */
		WORD,

		/** An identifier in quotes. */
		QUOTED,

		/** A string. */
		STRING,

		/** A number. */
		NUMBER,

		/** One character of punctuation. */
		SYMBOL,

		/** What has no end, or is a comment that the server executes. */
		BROKEN

	}

	/**
	 * Create a token of one character of punctuation.
	 * @param symbol the character
	 * @param at where it stands
	 * @return the token
	 */
	static Token symbol(char symbol, int at) {
		return new Token(Kind.SYMBOL, SYMBOLS[symbol], at, at + 1);
	}

	boolean is(String word) {
		return switch (this.kind) {
			case WORD -> this.text.equalsIgnoreCase(word);
			case SYMBOL -> this.text.equals(word);
			default -> false;
		};
	}

	boolean isIdentifier() {
		return this.kind == Kind.WORD || this.kind == Kind.QUOTED;
	}

	String upper() {
		return this.text.toUpperCase(Locale.ROOT);
	}

}
