package io.expandcontract.autogenerate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One way in which the schema that the entities ask for differs from the one that the
 * changelog makes. {@link DecisionTable} holds what is to be done about each.
 */
sealed interface Difference {

	/**
	 * Find the row of a table that is for this kind.
	 * @param rows the table
	 * @param <R> what its rows give
	 * @return what the row gives
	 */
	<R> R in(Rows<R> rows);

	/**
	 * No entity maps a table that the changelog makes.
	 *
	 * @param table the table
	 * @param references foreign keys of other tables that refer to it and stay
	 */
	record TableRemoved(Table table, List<Reference> references) implements Difference {

		/**
		 * A foreign key of another table.
		 *
		 * @param table the other table
		 * @param key its foreign key
		 */
		record Reference(Table table, Constraint.ForeignKey key) {
		}

		@Override
		public <R> R in(Rows<R> rows) {
			return rows.tableRemoved(this);
		}
	}

	/** The changelog makes no such table. */
	record TableAdded(Table table) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.tableAdded(this);
		}
	}

	/** The model says that a table had another name. */
	record TableRenamed(Table before, Table after) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.tableRenamed(this);
		}
	}

	/** A new table looks like one that no entity maps any more. */
	record TableRenameSuspected(Table before, Table after) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.tableRenameSuspected(this);
		}
	}

	/**
	 * A table or a column has another comment.
	 *
	 * @param table the table
	 * @param column the column with its comment, or {@code null} if it is the table's
	 * @param comment the comment
	 */
	record CommentChanged(Table table, @Nullable Column column, String comment) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.commentChanged(this);
		}
	}

	/** A table lacks a column. */
	record ColumnAdded(Table table, Column column) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.columnAdded(this);
		}
	}

	/** No attribute maps a column. */
	record ColumnRemoved(Table table, Column column) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.columnRemoved(this);
		}
	}

	/**
	 * The model says that a column had another name, or was several columns, or part of
	 * one.
	 *
	 * @param table the table
	 * @param before the former columns
	 * @param after the columns that succeed them
	 * @param computed what the model says about the values of each of those
	 */
	record ColumnRenamed(Table table, List<Column> before, List<Column> after,
			List<Renames.Computed> computed) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.columnRenamed(this);
		}
	}

	/** A new column looks like one that no attribute maps any more. */
	record ColumnRenameSuspected(Table table, Column before, Column after) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.columnRenameSuspected(this);
		}
	}

	/** A column has another type. */
	record TypeChanged(Table table, Column before, Column after) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.typeChanged(this);
		}
	}

	/** A column may be null, or may not. */
	record NullabilityChanged(Table table, Column before, Column after) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.nullabilityChanged(this);
		}
	}

	/** A column has another default. */
	record DefaultChanged(Table table, Column before, Column after) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.defaultChanged(this);
		}
	}

	/** A column is numbered, computed or collated otherwise. */
	record ColumnRedefined(Table table, Column before, Column after, String what) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.columnRedefined(this);
		}
	}

	/** A table has another primary key. */
	record PrimaryKeyChanged(Table table, List<String> before, List<String> after) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.primaryKeyChanged(this);
		}
	}

	/** A table lacks a constraint or an index. */
	record ConstraintAdded(Table table, Constraint constraint, boolean newTable) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.constraintAdded(this);
		}
	}

	/**
	 * The model does not ask for a constraint, which new code may violate, unless it
	 * stands on a column that goes as well.
	 *
	 * @param table the table
	 * @param constraint what goes
	 * @param withColumn whether a column goes with it
	 * @param bereft foreign keys that stay, and whose rows nothing else finds
	 */
	record ConstraintRemoved(Table table, Constraint constraint, boolean withColumn,
			List<Constraint.ForeignKey> bereft) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.constraintRemoved(this);
		}
	}

	/** A check allows other values. */
	record CheckChanged(Table table, Constraint.Check before, Constraint.Check after) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.checkChanged(this);
		}
	}

	/** The changelog makes no such sequence. */
	record SequenceAdded(Sequence sequence) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.sequenceAdded(this);
		}
	}

	/** No entity uses a sequence that the changelog makes. */
	record SequenceRemoved(Sequence sequence) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.sequenceRemoved(this);
		}
	}

	/** A sequence has another increment. */
	record SequenceChanged(Sequence before, Sequence after) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.sequenceChanged(this);
		}
	}

	/** The changelog makes no such enumeration. */
	record EnumAdded(EnumType type) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.enumAdded(this);
		}
	}

	/** No entity uses an enumeration that the changelog makes. */
	record EnumRemoved(EnumType type) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.enumRemoved(this);
		}
	}

	/** An enumeration has other values. */
	record EnumChanged(EnumType before, EnumType after) implements Difference {
		@Override
		public <R> R in(Rows<R> rows) {
			return rows.enumChanged(this);
		}
	}

	/**
	 * A table with a row for every kind of difference.
	 *
	 * @param <R> what its rows give
	 */
	interface Rows<R> {

		R tableAdded(TableAdded difference);

		R tableRemoved(TableRemoved difference);

		R tableRenamed(TableRenamed difference);

		R tableRenameSuspected(TableRenameSuspected difference);

		R commentChanged(CommentChanged difference);

		R columnAdded(ColumnAdded difference);

		R columnRemoved(ColumnRemoved difference);

		R columnRenamed(ColumnRenamed difference);

		R columnRenameSuspected(ColumnRenameSuspected difference);

		R typeChanged(TypeChanged difference);

		R nullabilityChanged(NullabilityChanged difference);

		R defaultChanged(DefaultChanged difference);

		R columnRedefined(ColumnRedefined difference);

		R primaryKeyChanged(PrimaryKeyChanged difference);

		R constraintAdded(ConstraintAdded difference);

		R constraintRemoved(ConstraintRemoved difference);

		R checkChanged(CheckChanged difference);

		R sequenceAdded(SequenceAdded difference);

		R sequenceRemoved(SequenceRemoved difference);

		R sequenceChanged(SequenceChanged difference);

		R enumAdded(EnumAdded difference);

		R enumRemoved(EnumRemoved difference);

		R enumChanged(EnumChanged difference);

	}

}
