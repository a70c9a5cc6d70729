package io.expandcontract.online;

import io.expandcontract.sql.Name;

/**
 * Writes names as PostgreSQL reads them.
 */
final class Quoting {

	private Quoting() {
	}

	static String quote(String identifier) {
		return '"' + identifier.replace("\"", "\"\"") + '"';
	}

	static String quote(Name name) {
		return ((name.schema() != null) ? quote(name.schema()) + "." : "") + quote(name.name());
	}

	static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	/**
	 * Return an expression that finds a relation.
	 * @param name its name
	 * @return an expression for its oid, null if there is none
	 */
	static String oid(Name name) {
		return "to_regclass(" + literal(quote(name)) + ")";
	}

}
