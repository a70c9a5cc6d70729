package io.expandcontract.autogenerate;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A table as the database describes it.
 *
 * @param name its name, in the case of the database's metadata
 * @param columns its columns in order
 * @param constraints its primary key, unique constraints, foreign keys, checks and
 * indexes
 * @param comment its comment, if it has one
 */
record Table(String name, List<Column> columns, List<Constraint> constraints, @Nullable String comment) {

	Table {
		columns = List.copyOf(columns);
		constraints = List.copyOf(constraints);
	}

	/**
	 * Return a column.
	 * @param name its name, in any case
	 * @return the column, or {@code null} if there is none
	 */
	@Nullable Column find(String name) {
		return this.columns.stream().filter((column) -> column.name().equalsIgnoreCase(name)).findFirst().orElse(null);
	}

	<C extends Constraint> Stream<C> constraints(Class<C> kind) {
		return this.constraints.stream().filter(kind::isInstance).map(kind::cast);
	}

	Constraint.@Nullable PrimaryKey primaryKey() {
		return constraints(Constraint.PrimaryKey.class).findFirst().orElse(null);
	}

}
