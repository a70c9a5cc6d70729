package io.expandcontract.autogenerate;

/**
 * How changelogs are written.
 */
public enum Format {

	/** YAML, the default. */
	YAML("yaml"),

	/** XML. */
	XML("xml"),

	/**
	 * SQL with Liquibase's comments. A file with a change of the starter's own is YAML,
	 * since no SQL says {@code backfill} or {@code syncColumns}.
	 */
	SQL("sql");

	private final String extension;

	Format(String extension) {
		this.extension = extension;
	}

	String extension() {
		return this.extension;
	}

	String extensionOfOwn() {
		return (this == SQL) ? YAML.extension : this.extension;
	}

}
