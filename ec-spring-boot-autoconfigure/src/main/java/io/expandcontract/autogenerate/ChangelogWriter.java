package io.expandcontract.autogenerate;

import java.sql.Connection;

/**
 * Writes changelogs in the format of their path.
 */
final class ChangelogWriter {

	private ChangelogWriter() {
	}

	/**
	 * Write one file.
	 * @param file what it holds
	 * @param connection a database of the kind that SQL is for
	 * @return its text
	 */
	static String write(ChangelogFile file, Connection connection) {
		if (file.path().endsWith(".sql")) {
			return SqlChangelog.write(file, connection);
		}
		return file.path().endsWith(".xml") ? XmlChangelog.write(file) : YamlChangelog.write(file);
	}

}
