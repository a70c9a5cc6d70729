package io.expandcontract.sql;

import java.util.Locale;

/**
 * A word of SQL.
 *
 * @param kind what it is
 * @param text it as it is meant: identifiers and strings without their quotes
 * @param start where it begins in the text
 * @param end where it ends, exclusive
 */
record Token(Kind kind, String text, int start, int end) {

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
