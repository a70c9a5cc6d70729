package io.expandcontract.safety;

import io.expandcontract.sql.Name;
import org.jspecify.annotations.Nullable;

/**
 * What this build's own entities rely on.
 */
public interface MappedModel {

	/** Relies on nothing, as where there are no entities. */
	MappedModel NONE = (table, column) -> null;

	/**
	 * Return what is mapped to a table, or to one of its columns.
	 * @param table the table
	 * @param column one of its columns, or {@code null} for the table itself
	 * @return an entity, or an attribute of one, for people; {@code null} if nothing is
	 * mapped to it
	 */
	@Nullable String mappedTo(Name table, @Nullable String column);

}
