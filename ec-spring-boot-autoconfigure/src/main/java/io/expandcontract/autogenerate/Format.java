package io.expandcontract.autogenerate;

/**
 * How changelogs are written.
 */
public enum Format {

	/** YAML, the default. */
	YAML("yaml"),

	/** XML. */
	XML("xml"),

	/** SQL with Liquibase's comments; data still moves by a change, which is YAML. */
	SQL("sql");

	private final String extension;

	Format(String extension) {
		this.extension = extension;
	}

	String extension() {
		return this.extension;
	}

	String extensionForData() {
		return (this == SQL) ? YAML.extension : this.extension;
	}

}
