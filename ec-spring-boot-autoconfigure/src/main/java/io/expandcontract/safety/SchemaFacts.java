package io.expandcontract.safety;

import io.expandcontract.sql.Name;
import io.expandcontract.sql.ObjectKind;
import org.jspecify.annotations.Nullable;

/**
 * The schema as it is before anything pending runs.
 */
public interface SchemaFacts {

	/** Knows nothing. */
	SchemaFacts NONE = new SchemaFacts() {

		@Override
		public boolean hasTable(Name table) {
			return false;
		}

		@Override
		public @Nullable ColumnFacts column(Name table, String column) {
			return null;
		}

		@Override
		public boolean mayExist(ObjectKind kind, Name object) {
			return true;
		}

		@Override
		public boolean isCheck(Name table, String constraint) {
			return false;
		}

	};

	/**
	 * Return whether there is such a table, or view.
	 * @param table its name; without a schema it means the schema in which it would be
	 * created
	 * @return {@code true} if it is found
	 */
	boolean hasTable(Name table);

	/**
	 * Return what is known of a column.
	 * @param table its table
	 * @param column its name
	 * @return the facts, or {@code null} if it is not found
	 */
	@Nullable ColumnFacts column(Name table, String column);

	/**
	 * Return whether there may be such an object.
	 * @param kind what it is
	 * @param object its name
	 * @return {@code false} only if it is certain that there is none
	 */
	boolean mayExist(ObjectKind kind, Name object);

	/**
	 * Return whether a constraint is certainly a check.
	 * @param table its table
	 * @param constraint its name
	 * @return {@code false} if it is none, or if nobody knows
	 */
	boolean isCheck(Name table, String constraint);

	/**
	 * Return a name with the schema in which it would be created, so that two names of
	 * one object are equal.
	 * @param name a name
	 * @return the same name if it has a schema, or nobody knows
	 */
	default Name qualified(Name name) {
		return name;
	}

	/**
	 * Return whether a type is a domain that refuses null or other values.
	 * @param type its name
	 * @return {@code false} if it is none, or not found
	 */
	default boolean isConstrainedDomain(String type) {
		return false;
	}

}
