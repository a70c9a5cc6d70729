package io.expandcontract.autogenerate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one database's default schema holds, Liquibase's and the starter's own tables
 * excepted.
 *
 * @param tables its tables by name
 * @param sequences its sequences by name
 * @param enums its named enumerations by name
 */
record Schema(List<Table> tables, List<Sequence> sequences, List<EnumType> enums) {

	/** A database in which nothing is. */
	static final Schema EMPTY = new Schema(List.of(), List.of(), List.of());

	Schema {
		tables = List.copyOf(tables);
		sequences = List.copyOf(sequences);
		enums = List.copyOf(enums);
	}

	/**
	 * Return a table.
	 * @param name its name, in any case
	 * @return the table, or {@code null} if there is none
	 */
	@Nullable Table find(String name) {
		return this.tables.stream().filter((table) -> table.name().equalsIgnoreCase(name)).findFirst().orElse(null);
	}

}
