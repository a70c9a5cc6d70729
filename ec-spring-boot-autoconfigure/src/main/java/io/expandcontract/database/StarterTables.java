package io.expandcontract.database;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The names of the starter's own tables beside one history table, and SQL with those
 * names filled in.
 */
public final class StarterTables {

	private final Engine engine;

	private final @Nullable String schema;

	private final String prefix;

	private final String history;

	private final String fleet;

	/**
	 * Create the names.
	 * @param engine the database's strategy
	 * @param schema the schema of the history table, as metadata knows it, if there are
	 * schemas
	 * @param prefix the prefix of the starter's tables
	 * @param historyTable the name of the history table
	 */
	public StarterTables(Engine engine, @Nullable String schema, String prefix, String historyTable) {
		this(engine, schema, prefix, historyTable,
				(schema != null) ? engine.quote(schema) + "." + historyTable : historyTable);
	}

	/**
	 * Create the names beside a history table that needs quoting of its own.
	 * @param engine the database's strategy
	 * @param schema the schema of the history table, as metadata knows it, if there are
	 * schemas
	 * @param prefix the prefix of the starter's tables
	 * @param historyTable the name of the history table
	 * @param history the same, qualified and quoted as Liquibase writes it
	 */
	public StarterTables(Engine engine, @Nullable String schema, String prefix, String historyTable, String history) {
		this.engine = engine;
		this.schema = schema;
		this.prefix = prefix;
		this.history = history;
		this.fleet = historyTable.toUpperCase(Locale.ROOT);
	}

	private String qualified(String name) {
		return (this.schema != null) ? this.engine.quote(this.schema) + "." + name : name;
	}

	/**
	 * Return the engine.
	 * @return the strategy of the database
	 */
	public Engine engine() {
		return this.engine;
	}

	/**
	 * Return the value of the column FLEET in every row of this fleet.
	 * @return the history table's name in upper case
	 */
	public String fleet() {
		return this.fleet;
	}

	/**
	 * Return the history table.
	 * @return its qualified name
	 */
	public String history() {
		return this.history;
	}

	/**
	 * Return the schema.
	 * @return the schema, or {@code null} where there is none
	 */
	public @Nullable String schema() {
		return this.schema;
	}

	/**
	 * Return the name of the migration lock, distinct for each history table.
	 * @return the lock's name
	 */
	public String lockName() {
		return "expand-contract " + this.history;
	}

	/**
	 * Return a table's qualified name.
	 * @param table the table
	 * @return its name in SQL
	 */
	public String name(StarterTable table) {
		return qualified(this.prefix + table.name());
	}

	/**
	 * Return all names.
	 * @return the qualified name of every table
	 */
	public List<String> names() {
		return Arrays.stream(StarterTable.values()).map(this::name).toList();
	}

	/**
	 * Fill in the names: {@code {INSTANCE}} and the like, {@code {HISTORY}},
	 * {@code {now}}, {@code {epoch}}, {@code {text}} and {@code {options}}.
	 * @param template SQL with names in braces
	 * @return SQL for this database
	 */
	public String sql(String template) {
		String sql = template;
		for (StarterTable table : StarterTable.values()) {
			sql = sql.replace("{" + table.name() + "}", name(table));
		}
		return sql.replace("{HISTORY}", this.history)
			.replace("{now}", this.engine.now())
			.replace("{epoch}", this.engine.epoch())
			.replace("{text}", this.engine.textType())
			.replace("{options}", this.engine.tableOptions());
	}

}
