package io.expandcontract.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a statement does. Liquibase's own changes are told in the same terms, so
 * that whatever judges them needs no more than these.
 */
public sealed interface Operation {

	/**
	 * Return the table that is changed.
	 * @return its name, or {@code null} if it is not about a table
	 */
	default @Nullable Name table() {
		return null;
	}

	/**
	 * A new table.
	 *
	 * @param table the table
	 * @param columns its columns
	 * @param constraints its own constraints, not those beside a column
	 * @param temporary whether it ends with the session
	 * @param partitionOf the table of which it is a partition
	 */
	record CreateTable(Name table, List<Column> columns, List<Constraint> constraints, boolean temporary,
			@Nullable Name partitionOf) implements Operation {
	}

	/**
	 * A table goes.
	 *
	 * @param table the table
	 * @param cascade whether what depends on it goes too
	 */
	record DropTable(Name table, boolean cascade) implements Operation {
	}

	/**
	 * A table gets another name or schema.
	 *
	 * @param table the table
	 * @param to its name from now on
	 */
	record RenameTable(Name table, Name to) implements Operation {
	}

	/**
	 * A new column.
	 *
	 * @param table the table
	 * @param column the column
	 */
	record AddColumn(Name table, Column column) implements Operation {
	}

	/**
	 * A column goes.
	 *
	 * @param table the table
	 * @param column its name
	 * @param cascade whether what depends on it goes too
	 */
	record DropColumn(Name table, String column, boolean cascade) implements Operation {
	}

	/**
	 * A column gets another name.
	 *
	 * @param table the table
	 * @param column its name
	 * @param to its name from now on
	 */
	record RenameColumn(Name table, String column, String to) implements Operation {
	}

	/**
	 * A column gets another type.
	 *
	 * @param table the table
	 * @param column its name
	 * @param type its type from now on
	 * @param converted whether an expression makes the new values
	 * @param collated whether it gets a collation
	 */
	record AlterType(Name table, String column, DataType type, boolean converted,
			boolean collated) implements Operation {
	}

	/**
	 * A column is defined anew, as by {@code MODIFY}: what is not said is lost.
	 *
	 * @param table the table
	 * @param column the definition
	 */
	record RedefineColumn(Name table, Column column) implements Operation {
	}

	/**
	 * A column refuses null.
	 *
	 * @param table the table
	 * @param column its name
	 */
	record SetNotNull(Name table, String column) implements Operation {
	}

	/**
	 * A column takes null.
	 *
	 * @param table the table
	 * @param column its name
	 */
	record DropNotNull(Name table, String column) implements Operation {
	}

	/**
	 * A column gets a default for rows to come.
	 *
	 * @param table the table
	 * @param column its name
	 * @param value the default
	 */
	record SetDefault(Name table, String column, DefaultValue value) implements Operation {
	}

	/**
	 * A column loses its default.
	 *
	 * @param table the table
	 * @param column its name
	 */
	record DropDefault(Name table, String column) implements Operation {
	}

	/**
	 * A new constraint on a table that is there.
	 *
	 * @param table the table
	 * @param constraint the constraint
	 */
	record AddConstraint(Name table, Constraint constraint) implements Operation {
	}

	/**
	 * Existing rows are checked against a constraint that is there.
	 *
	 * @param table the table
	 * @param constraint its name
	 */
	record ValidateConstraint(Name table, String constraint) implements Operation {
	}

	/**
	 * A constraint goes.
	 *
	 * @param table the table
	 * @param kind what it demands, or {@code null} if the statement does not say
	 * @param constraint its name, or {@code null} for the primary key
	 * @param cascade whether what depends on it goes too
	 */
	record DropConstraint(Name table, Constraint.@Nullable Kind kind, @Nullable String constraint,
			boolean cascade) implements Operation {
	}

	/**
	 * A new index on a table that is there.
	 *
	 * @param index its name, or {@code null} if the database gives one
	 * @param table the table
	 * @param columns its columns, as far as it is on columns
	 * @param unique whether it refuses rows that are alike
	 * @param concurrently whether it is built while others write
	 * @param ifNotExists whether one of that name is left as it is
	 * @param special whether it is a full text or spatial index of MySQL
	 * @param countsNull whether it takes null for a value as any other
	 * @param mayFail whether one of its expressions fails for some values, so that rows
	 * with those cannot be written
	 */
	record CreateIndex(@Nullable Name index, Name table, List<String> columns, boolean unique, boolean concurrently,
			boolean ifNotExists, boolean special, boolean countsNull, boolean mayFail) implements Operation {
	}

	/**
	 * An index goes.
	 *
	 * @param index its name
	 * @param table its table, or {@code null} if the statement does not say
	 * @param concurrently whether others go on meanwhile
	 */
	record DropIndex(Name index, @Nullable Name table, boolean concurrently) implements Operation {
	}

	/**
	 * A table gets a partition that was a table, or a partition becomes a table.
	 *
	 * @param table the table
	 * @param partition the partition
	 * @param attached whether it becomes one
	 * @param concurrently whether others go on meanwhile
	 */
	record MovePartition(Name table, Name partition, boolean attached, boolean concurrently) implements Operation {
	}

	/**
	 * A new object.
	 *
	 * @param kind what it is
	 * @param object its name
	 * @param table the table that it belongs to, as a trigger does
	 * @param replaces whether it takes the place of one that may be there
	 */
	record CreateObject(ObjectKind kind, Name object, @Nullable Name table, boolean replaces) implements Operation {
	}

	/**
	 * A new domain.
	 *
	 * @param domain its name
	 * @param constrained whether it refuses null or other values
	 */
	record CreateDomain(Name domain, boolean constrained) implements Operation {
	}

	/**
	 * An object goes.
	 *
	 * @param kind what it is
	 * @param object its name
	 * @param table the table that it belongs to, where the statement says
	 * @param cascade whether what depends on it goes too
	 */
	record DropObject(ObjectKind kind, Name object, @Nullable Name table, boolean cascade) implements Operation {
	}

	/**
	 * An object gets another name.
	 *
	 * @param kind what it is
	 * @param object its name
	 * @param to its name from now on
	 */
	record RenameObject(ObjectKind kind, Name object, String to) implements Operation {
	}

	/**
	 * An enumerated type gets one more value.
	 *
	 * @param type the type
	 * @param value the value
	 */
	record AddEnumValue(Name type, String value) implements Operation {
	}

	/**
	 * A value of an enumerated type gets another name.
	 *
	 * @param type the type
	 * @param value the value
	 * @param to its name from now on
	 */
	record RenameEnumValue(Name type, String value, String to) implements Operation {
	}

	/**
	 * Rows are changed.
	 *
	 * @param table the table
	 * @param kind how
	 * @param filtered whether a condition says which
	 */
	record ChangeRows(Name table, RowChange kind, boolean filtered) implements Operation {
	}

	/**
	 * How rows are changed.
	 */
	enum RowChange {

		/** New ones. */
		INSERT,

		/** New ones, or others in the place of those there. */
		UPSERT,

		/** Other values. */
		UPDATE,

		/** They go. */
		DELETE,

		/** All go. */
		TRUNCATE

	}

	/**
	 * Rights are given or taken.
	 *
	 * @param granted whether they are given
	 */
	record ChangeRights(boolean granted) implements Operation {
	}

	/**
	 * What neither code nor data notices: a comment, statistics, storage parameters.
	 *
	 * @param table the table, if it is about one
	 * @param what in a word
	 */
	record Annotate(@Nullable Name table, String what) implements Operation {
	}

	/**
	 * A setting of the session.
	 *
	 * @param name its name in lower case
	 */
	record SetOption(String name) implements Operation {
	}

	/**
	 * A table or index is written anew as it is.
	 *
	 * @param table the table, if the statement says
	 * @param how in a word
	 */
	record Rebuild(@Nullable Name table, String how) implements Operation {
	}

	/**
	 * Who may see or own a table, or which of its triggers fire.
	 *
	 * @param table the table
	 * @param what in a word
	 */
	record ChangeTable(Name table, String what) implements Operation {
	}

	/**
	 * Nobody knows what it does.
	 *
	 * @param reason why
	 */
	record Unknown(String reason) implements Operation {
	}

}
