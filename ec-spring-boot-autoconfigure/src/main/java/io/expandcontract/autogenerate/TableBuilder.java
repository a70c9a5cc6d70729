package io.expandcontract.autogenerate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of a catalog into tables.
 */
final class TableBuilder {

	private final Map<String, @Nullable String> comments = new TreeMap<>();

	private final Map<String, List<Column>> columns = new LinkedHashMap<>();

	private final Map<String, List<Constraint>> constraints = new LinkedHashMap<>();

	private final Set<String> excluded;

	/**
	 * Create an empty collection.
	 * @param excluded tables to leave out, in lower case
	 */
	TableBuilder(Set<String> excluded) {
		this.excluded = excluded;
	}

	boolean isExcluded(String table) {
		return this.excluded.contains(table.toLowerCase(java.util.Locale.ROOT));
	}

	void table(String name, @Nullable String comment) {
		if (!isExcluded(name)) {
			this.comments.put(name, (comment != null && !comment.isEmpty()) ? comment : null);
		}
	}

	void column(String table, Column column) {
		this.columns.computeIfAbsent(table, (key) -> new ArrayList<>()).add(column);
	}

	void constraint(String table, Constraint constraint) {
		this.constraints.computeIfAbsent(table, (key) -> new ArrayList<>()).add(constraint);
	}

	Collection<Constraint> constraints(String table) {
		return this.constraints.getOrDefault(table, List.of());
	}

	List<Table> build() {
		List<Table> tables = new ArrayList<>();
		this.comments.forEach((name, comment) -> tables.add(new Table(name, this.columns.getOrDefault(name, List.of()),
				this.constraints.getOrDefault(name, List.of()), comment)));
		return tables;
	}

}
