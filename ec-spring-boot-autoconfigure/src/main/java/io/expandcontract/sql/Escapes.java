package io.expandcontract.sql;

import java.util.List;

/**
 * In which strings a backslash escapes a quote. A setting of the server decides.
 *
 * @param single whether in strings between single quotes
 * @param twofold whether between double quotes
 */
record Escapes(boolean single, boolean twofold) {

	private static final Escapes NONE = new Escapes(false, false);

	/** Without ANSI_QUOTES and NO_BACKSLASH_ESCAPES. */
	private static final Escapes MYSQL = new Escapes(true, true);

	/** With ANSI_QUOTES, or without standard_conforming_strings. */
	private static final Escapes SINGLE = new Escapes(true, false);

	/**
	 * Return what a server does by itself.
	 * @param dialect its SQL
	 * @return the escapes
	 */
	static Escapes usual(Dialect dialect) {
		return dialect.isMySqlFamily() ? MYSQL : NONE;
	}

	/**
	 * Return what a server may be told to do instead.
	 * @param dialect its SQL
	 * @param sql a text
	 * @return the escapes with which the text might be cut in another way
	 */
	static List<Escapes> others(Dialect dialect, String sql) {
		boolean matters = dialect != Dialect.H2 && (sql.contains("\\'") || sql.contains("\\\""));
		if (!matters) {
			return List.of();
		}
		return dialect.isMySqlFamily() ? List.of(NONE, SINGLE) : List.of(SINGLE);
	}

}
