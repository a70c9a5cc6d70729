package io.expandcontract.sql;

import java.util.Locale;

/**
 * The SQL of a database.
 */
public enum Dialect {

	/** PostgreSQL. */
	POSTGRESQL,

	/** MySQL. */
	MYSQL,

	/** MariaDB. */
	MARIADB,

	/** H2, and what else is close to the standard. */
	H2;

	/**
	 * Return the SQL of a product.
	 * @param product its name, as the driver says it
	 * @return the dialect, {@link #H2} for a product that is not known
	 */
	public static Dialect of(String product) {
		return switch (product) {
			case "PostgreSQL" -> POSTGRESQL;
			case "MySQL" -> MYSQL;
			case "MariaDB" -> MARIADB;
			default -> H2;
		};
	}

	/**
	 * Return whether this is MySQL or MariaDB.
	 * @return {@code true} for both
	 */
	public boolean isMySqlFamily() {
		return this == MYSQL || this == MARIADB;
	}

	/**
	 * Return an identifier as two of them are compared: what is written without quotes is
	 * folded. On MySQL and MariaDB columns are compared without regard to case, and
	 * tables by a setting of the server; here neither has regard to it, so that two names
	 * are rather taken for the same.
	 * @param identifier without its quotes
	 * @param quoted whether it was written in quotes
	 * @return the name
	 */
	public String fold(String identifier, boolean quoted) {
		if (quoted && !isMySqlFamily()) {
			return identifier;
		}
		return (this == H2) ? identifier.toUpperCase(Locale.ROOT) : identifier.toLowerCase(Locale.ROOT);
	}

}
