package io.expandcontract.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Examples of migrations in {@code sql/*.txt}: SQL, then a line {@code => operation} for
 * each thing it does, as {@link Notation} writes it. Lines that begin with {@code ##} are
 * headings.
 */
enum Corpus {

	POSTGRESQL("postgresql.txt", Dialect.POSTGRESQL),

	MYSQL_AND_MARIADB("mysql-mariadb.txt", Dialect.MYSQL),

	MYSQL("mysql.txt", Dialect.MYSQL),

	MARIADB("mariadb.txt", Dialect.MARIADB),

	H2("h2.txt", Dialect.H2);

	private final String file;

	private final Dialect dialect;

	Corpus(String file, Dialect dialect) {
		this.file = file;
		this.dialect = dialect;
	}

	List<Dialect> dialects() {
		return (this == MYSQL_AND_MARIADB) ? List.of(Dialect.MYSQL, Dialect.MARIADB) : List.of(this.dialect);
	}

	List<Example> examples() {
		List<Example> examples = new ArrayList<>();
		StringBuilder sql = new StringBuilder();
		List<String> expected = new ArrayList<>();
		for (String line : lines("sql/" + this.file)) {
			if (!line.startsWith("=> ") && !expected.isEmpty()) {
				examples.add(new Example(sql.toString().strip(), List.copyOf(expected)));
				sql.setLength(0);
				expected.clear();
			}
			if (line.startsWith("=> ")) {
				expected.add(line.substring(3));
			}
			else if (!line.startsWith("##")) {
				sql.append(line).append('\n');
			}
		}
		if (!expected.isEmpty()) {
			examples.add(new Example(sql.toString().strip(), List.copyOf(expected)));
		}
		return examples;
	}

	static List<String> lines(String resource) {
		try (InputStream text = Corpus.class.getClassLoader().getResourceAsStream(resource)) {
			byte[] bytes = Objects.requireNonNull(text, resource).readAllBytes();
			return Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\n"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * SQL and what it does.
	 *
	 * @param sql one statement or several
	 * @param expected what it does
	 */
	record Example(String sql, List<String> expected) {

		boolean isKnown() {
			return !this.expected.contains("unknown");
		}

	}

}
