package io.expandcontract.sql;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table, index or other object, as two of them are compared.
 *
 * @param schema the schema, or on MySQL and MariaDB the database; {@code null} if the
 * statement does not say
 * @param name the name in it
 * @see Dialect#fold
 */
public record Name(@Nullable String schema, String name) {

	/**
	 * Return whether both may mean the same: the names are equal, and so are the schemas
	 * where both are given.
	 * @param other another name
	 * @return {@code true} if they may
	 */
	public boolean mayBe(Name other) {
		return this.name.equals(other.name)
				&& (this.schema == null || other.schema == null || this.schema.equals(other.schema));
	}

	@Override
	public String toString() {
		return (this.schema != null) ? this.schema + "." + this.name : this.name;
	}

}
