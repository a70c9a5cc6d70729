package io.expandcontract.safety;

import java.util.HashMap;
import java.util.Map;

import io.expandcontract.sql.Dialect;
import io.expandcontract.sql.Name;
import org.jspecify.annotations.Nullable;

/**
 * The tables and columns that entities are mapped to, by the database's own rules of what
 * is the same name.
 */
public final class MappedTables implements MappedModel {

	private final Dialect dialect;

	private final Map<String, Map<Name, String>> tables = new HashMap<>();

	private final Map<String, Map<Name, String>> columns = new HashMap<>();

	/**
	 * Create a model to which nothing is mapped yet.
	 * @param dialect the database's SQL
	 */
	public MappedTables(Dialect dialect) {
		this.dialect = dialect;
	}

	/**
	 * Map an entity or a collection.
	 * @param table the table as statements name it, with its schema and in quotes if they
	 * do
	 * @param entity its name
	 */
	public void addTable(String table, String entity) {
		Name name = name(table);
		this.tables.computeIfAbsent(name.name(), (key) -> new HashMap<>()).putIfAbsent(name, entity);
	}

	/**
	 * Map an attribute.
	 * @param table its table, as for {@link #addTable}
	 * @param column its column, in quotes if statements write them
	 * @param attribute its name
	 */
	public void addColumn(String table, String column, String attribute) {
		Name name = name(table);
		this.columns.computeIfAbsent(name.name() + '.' + fold(column), (key) -> new HashMap<>())
			.putIfAbsent(name, attribute);
		addTable(table, attribute);
	}

	@Override
	public @Nullable String mappedTo(Name table, @Nullable String column) {
		Map<Name, String> found = (column != null) ? this.columns.get(table.name() + '.' + column)
				: this.tables.get(table.name());
		return (found == null) ? null
				: found.entrySet()
					.stream()
					.filter((entry) -> entry.getKey().mayBe(table))
					.map(Map.Entry::getValue)
					.sorted()
					.findFirst()
					.orElse(null);
	}

	private Name name(String table) {
		int dot = table.lastIndexOf('.');
		String before = (dot > 0) ? table.substring(0, dot) : null;
		String schema = (before != null) ? before.substring(before.lastIndexOf('.') + 1) : null;
		return new Name((schema != null) ? fold(schema) : null, fold(table.substring(dot + 1)));
	}

	private String fold(String identifier) {
		char first = identifier.isEmpty() ? ' ' : identifier.charAt(0);
		boolean quoted = identifier.length() > 1 && (first == '"' || first == '`')
				&& identifier.charAt(identifier.length() - 1) == first;
		return this.dialect.fold(quoted ? identifier.substring(1, identifier.length() - 1) : identifier, quoted);
	}

}
