package io.expandcontract.autogenerate;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A change as a changelog names it.
 *
 * @param name the change's name, such as {@code addColumn}
 * @param attributes its attributes in the order in which people read them: texts,
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

	boolean isSql() {
		return this.name.equals("sql");
	}

}
