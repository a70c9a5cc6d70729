package io.expandcontract.autogenerate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a table demands of its rows beyond the types of its columns, and its indexes.
 */
sealed interface Constraint {

	/**
	 * Return the name, which says nothing about what is constrained.
	 */
	String name();

	/**
	 * Return the columns it stands on, as far as they are known.
	 */
	List<String> columns();

	/**
	 * A primary key.
	 *
	 * @param name its name
	 * @param columns its columns in order
	 */
	record PrimaryKey(String name, List<String> columns) implements Constraint {
	}

	/**
	 * A unique constraint, or a unique index that is no different from one.
	 *
	 * @param name its name
	 * @param columns its columns in order
	 * @param asIndex whether it is there as an index only
	 */
	record Unique(String name, List<String> columns, boolean asIndex) implements Constraint {
	}

	/**
	 * An index that is not unique, or that no constraint could express.
	 *
	 * @param name its name
	 * @param columns its columns in order, empty if it has a definition
	 * @param definition what makes it peculiar, such as a condition or an expression, in
	 * the database's own words
	 */
	record Index(String name, List<String> columns, @Nullable String definition) implements Constraint {
	}

	/**
	 * A foreign key.
	 *
	 * @param name its name
	 * @param columns its columns in order
	 * @param target the table it refers to
	 * @param targetColumns the columns it refers to, in the same order
	 * @param onDelete what happens when the target goes
	 * @param onUpdate what happens when the target's key changes
	 * @param indexed whether there is an index of its name, which is no other constraint
	 */
	record ForeignKey(String name, List<String> columns, String target, List<String> targetColumns, Action onDelete,
			Action onUpdate, boolean indexed) implements Constraint {

		ForeignKey to(String table) {
			return new ForeignKey(this.name, this.columns, table, this.targetColumns, this.onDelete, this.onUpdate,
					this.indexed);
		}

		ForeignKey withIndex() {
			return new ForeignKey(this.name, this.columns, this.target, this.targetColumns, this.onDelete,
					this.onUpdate, true);
		}

		/**
		 * Return whether an index or a key finds the rows of a reference.
		 */
		boolean isServedBy(Constraint other) {
			boolean sorted = other instanceof Unique || other instanceof PrimaryKey
					|| (other instanceof Index index && index.definition() == null);
			return sorted && other.columns().size() >= this.columns.size()
					&& other.columns().subList(0, this.columns.size()).equals(this.columns);
		}

	}

	/**
	 * A check constraint.
	 *
	 * @param name its name
	 * @param expression its condition in the database's own words
	 * @param ofColumn the column whose definition it is part of, where that makes a
	 * difference
	 */
	record Check(String name, String expression, @Nullable String ofColumn) implements Constraint {

		@Override
		public List<String> columns() {
			CheckValues values = CheckValues.of(this.expression);
			return (values != null) ? List.of(values.column()) : List.of();
		}

	}

	/**
	 * What a foreign key does when its target goes or changes.
	 */
	enum Action {

		/** Refuses; the same as {@code RESTRICT}, but for the moment of the check. */
		NO_ACTION,

		/** Does the same to the row. */
		CASCADE,

		/** Sets the columns to null. */
		SET_NULL,

		/** Sets the columns to their defaults. */
		SET_DEFAULT;

		static Action of(String name) {
			return switch (name.toLowerCase(java.util.Locale.ROOT)) {
				case "c", "cascade" -> CASCADE;
				case "n", "set null" -> SET_NULL;
				case "d", "set default" -> SET_DEFAULT;
				default -> NO_ACTION;
			};
		}

		String sql() {
			return name().replace('_', ' ');
		}

	}

}
