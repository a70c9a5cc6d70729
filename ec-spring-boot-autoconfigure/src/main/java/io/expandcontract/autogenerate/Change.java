package io.expandcontract.autogenerate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A change as a changelog names it.
 *
 * @param name the change's name, such as {@code addColumn}
 * @param attributes its attributes in the order in which people read them: texts, names,
 * booleans, and lists of further changes such as {@code column}
 */
record Change(String name, Map<String, Object> attributes) {

	/**
	 * Create a change.
	 * @param name the change's name
	 * @param attributes names and values in turn; what is {@code null} is left out
	 */
	static Change of(String name, @Nullable Object... attributes) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int index = 0; index < attributes.length; index += 2) {
			Object value = attributes[index + 1];
			if (value != null) {
				map.put(String.valueOf(attributes[index]), value);
			}
		}
		return new Change(name, map);
	}

	static Change sql(String sql) {
		return of("sql", "splitStatements", sql.contains(";") ? Boolean.FALSE : null, "sql", sql.strip());
	}

	/**
	 * Return whether a database would not find what a name stands for unless it is
	 * quoted. Liquibase quotes of itself what it holds to be a reserved word, in capital
	 * letters on H2, and on PostgreSQL what has letters of both kinds.
	 */
	boolean needsQuotes() {
		return this.attributes.values().stream().anyMatch(Change::needsQuotes);
	}

	private static boolean needsQuotes(Object value) {
		return (value instanceof List<?> list) ? list.stream().anyMatch(Change::needsQuotes)
				: (value instanceof Change change) ? change.needsQuotes()
						: value instanceof Name name && name.needsQuotes();
	}

	/**
	 * Return this with names as text.
	 * @param exact whether as the catalog has them
	 */
	Change written(boolean exact) {
		Map<String, Object> map = new LinkedHashMap<>();
		this.attributes.forEach((key, value) -> map.put(key, written(value, exact)));
		return new Change(this.name, map);
	}

	private static Object written(Object value, boolean exact) {
		if (value instanceof List<?> list) {
			return list.stream().map((element) -> written(element, exact)).toList();
		}
		if (value instanceof Change change) {
			return change.written(exact);
		}
		return (value instanceof Name name) ? (exact ? name.exact() : name.plain()) : value;
	}

	boolean isSql() {
		return this.name.equals("sql");
	}

}
