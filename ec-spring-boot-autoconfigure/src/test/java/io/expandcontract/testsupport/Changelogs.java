package io.expandcontract.testsupport;

import java.util.Map;

import liquibase.Scope;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.core.PostgresDatabase;
import liquibase.parser.ChangeLogParserFactory;

/**
 * Changelogs, parsed by Liquibase itself, with no database behind them.
 */
public final class Changelogs {

	private Changelogs() {
	}

	/**
	 * Parse a changelog for PostgreSQL.
	 * @param resources its files
	 * @param path the file to begin with
	 * @return the parsed changelog
	 */
	public static DatabaseChangeLog parse(InMemoryResources resources, String path) {
		try {
			return Scope.child(Map.of(Scope.Attr.resourceAccessor.name(), resources),
					() -> ChangeLogParserFactory.getInstance()
						.getParser(path, resources)
						.parse(path, new ChangeLogParameters(new PostgresDatabase()), resources));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Parse a changelog of one YAML file.
	 * @param path the file
	 * @param yaml the list below {@code databaseChangeLog}, not indented
	 * @return the parsed changelog
	 */
	public static DatabaseChangeLog parse(String path, String yaml) {
		return parse(new InMemoryResources().with(path, yaml(yaml)), path);
	}

	/**
	 * Write a changelog file.
	 * @param list the list below {@code databaseChangeLog}, not indented
	 * @return YAML
	 */
	public static String yaml(String list) {
		return "databaseChangeLog:\n" + list.indent(2);
	}

	/**
	 * Write a changeset that does next to nothing.
	 * @param id its id
	 * @param attributes lines beside id and author, not indented
	 * @return an item of YAML
	 */
	public static String changeSet(String id, String... attributes) {
		StringBuilder yaml = new StringBuilder("- changeSet:\n    id: \"" + id + "\"\n    author: ann\n");
		for (String attribute : attributes) {
			yaml.append(attribute.indent(4));
		}
		if (!String.join("\n", attributes).contains("changes:")) {
			yaml.append("    changes:\n      - sql:\n          sql: select 1\n");
		}
		return yaml.toString();
	}

	/**
	 * Write a checkpoint.
	 * @param name its name
	 * @return an item of YAML
	 */
	public static String checkpoint(String name) {
		return changeSet("tag-" + name, "changes:\n  - tagDatabase:\n      tag: \"" + name + "\"");
	}

}
