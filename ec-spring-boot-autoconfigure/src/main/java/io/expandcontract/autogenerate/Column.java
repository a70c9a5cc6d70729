package io.expandcontract.autogenerate;

import org.jspecify.annotations.Nullable;

/**
 * A column as the database describes it.
 *
 * @param name its name, in the case of the database's metadata
 * @param type its full type in the database's own words, such as {@code varchar(100)}
 * @param nullable whether it may be null
 * @param defaultValue its default as an SQL expression, if it has one
 * @param autoIncrement whether the database numbers it: identity, serial or
 * {@code auto_increment}
 * @param generated the expression it is computed by, if it is
 * @param collation its collation, where that is not the database's own
 * @param comment its comment, if it has one
 */
record Column(String name, String type, boolean nullable, @Nullable String defaultValue, boolean autoIncrement,
		@Nullable String generated, @Nullable String collation, @Nullable String comment) {

	/**
	 * Return whether an insert that does not name the column fails.
	 */
	boolean needsValue() {
		return !this.nullable && this.defaultValue == null && !this.autoIncrement && this.generated == null;
	}

	/**
	 * Return this as it is when every step of expand, or of all phases, is done.
	 * @param after what the model asks for
	 * @param contracted whether contract is done
	 */
	Column changed(Column after, boolean contracted) {
		TypeName known = TypeName.of(this.type);
		TypeName wanted = TypeName.of(after.type);
		boolean typed = wanted.holds(known) || (contracted && known.holds(wanted));
		return new Column(this.name, typed ? after.type : this.type,
				contracted ? after.nullable : this.nullable || after.nullable,
				(after.defaultValue != null) ? after.defaultValue : this.defaultValue, this.autoIncrement,
				this.generated, this.collation, (after.comment != null) ? after.comment : this.comment);
	}

	Column asNullable(boolean nullable) {
		return new Column(this.name, this.type, nullable, this.defaultValue, this.autoIncrement, this.generated,
				this.collation, this.comment);
	}

	Column withDefault(@Nullable String defaultValue) {
		return new Column(this.name, this.type, this.nullable, defaultValue, this.autoIncrement, this.generated,
				this.collation, this.comment);
	}

	Column withType(String type) {
		return new Column(this.name, type, this.nullable, this.defaultValue, this.autoIncrement, this.generated,
				this.collation, this.comment);
	}

}
