package io.expandcontract.autogenerate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What the model says about former names.
 *
 * @param tables former names by table, in lower case
 * @param columns former names by table and column, in lower case, with a point between;
 * an empty list says that a column was never called anything else
 * @param computed what such columns receive, where the model says it
 */
public record Renames(Map<String, String> tables, Map<String, List<String>> columns, Map<String, Computed> computed) {

	/**
	 * What a column and its former columns receive while both are there.
	 *
	 * @param value SQL over the former columns, empty if the model does not say it
	 * @param formerValues SQL over the new columns for each former one in order, empty if
	 * the model does not say it
	 */
	public record Computed(String value, List<String> formerValues) {

		static final Computed UNSAID = new Computed("", List.of());

	}

	/** Nothing is said. */
	public static final Renames NONE = new Renames(Map.of(), Map.of(), Map.of());

	@Nullable String table(String table) {
		return this.tables.get(table.toLowerCase(Locale.ROOT));
	}

	@Nullable List<String> column(String table, String column) {
		return this.columns.get(key(table, column));
	}

	Computed computed(String table, String column) {
		return this.computed.getOrDefault(key(table, column), Computed.UNSAID);
	}

	/**
	 * Return what this and others say.
	 * @param others more former names
	 * @return all of them
	 */
	public Renames and(Renames others) {
		Builder both = new Builder();
		both.tables.putAll(this.tables);
		both.tables.putAll(others.tables);
		both.columns.putAll(this.columns);
		both.columns.putAll(others.columns);
		both.computed.putAll(this.computed);
		both.computed.putAll(others.computed);
		return both.build();
	}

	static String key(String table, String column) {
		return (table + "." + column).toLowerCase(Locale.ROOT);
	}

	/**
	 * Collects former names.
	 */
	public static final class Builder {

		private final Map<String, String> tables = new TreeMap<>();

		private final Map<String, List<String>> columns = new TreeMap<>();

		private final Map<String, Computed> computed = new TreeMap<>();

		/**
		 * Say what a table was called.
		 * @param table its name
		 * @param former its former name, empty if it never had another
		 */
		public void table(String table, String former) {
			this.tables.put(table.toLowerCase(Locale.ROOT), former);
		}

		/**
		 * Say what a column was called.
		 * @param table the table
		 * @param column its name
		 * @param former its former names, empty if it never had another
		 */
		public void column(String table, String column, List<String> former) {
			this.columns.put(key(table, column), former);
		}

		/**
		 * Say what a column and its former columns receive.
		 * @param table the table
		 * @param column its name
		 * @param value SQL over the former columns, empty if that is not said
		 * @param formerValues SQL over the new columns for each former one in order,
		 * empty if that is not said
		 */
		public void computed(String table, String column, String value, List<String> formerValues) {
			this.computed.put(key(table, column), new Computed(value, List.copyOf(formerValues)));
		}

		/**
		 * Return all that was said.
		 * @return former names
		 */
		public Renames build() {
			return new Renames(this.tables, this.columns, this.computed);
		}

	}

}
