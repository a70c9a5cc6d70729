package io.expandcontract.backfill;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * One column and the expression it receives, as they stand in SQL. What an expression
 * writes and what counts as already right follow one rule, here: a value of {@code NULL}
 * never overwrites, and a row that has the value is not touched.
 *
 * @param column the column, quoted where it must be
 * @param expression the expression as its author wrote it
 * @param stored the expression as the column would store it, rounded to its scale
 * @param type the column's type
 */
record Assignment(String column, String expression, String stored, String type) {

	/**
	 * How a database says that two values differ, nulls included.
	 */
	@FunctionalInterface
	interface Difference {

		String between(String left, String right, String type);

	}

	static String set(List<Assignment> assignments) {
		if (assignments.size() == 1) {
			Assignment only = assignments.get(0);
			return only.column + " = " + only.expression;
		}
		return assignments.stream()
			.map((each) -> "%s = coalesce(%s, %s)".formatted(each.column, each.expression, each.column))
			.collect(Collectors.joining(", "));
	}

	/**
	 * Most rows are null before and right afterwards: both compute the expression once.
	 */
	private String differs(Difference difference) {
		return "case when %1$s is null then (%2$s) is not null else %3$s and (%2$s) is not null end".formatted(
				this.column, this.expression, difference.between(this.column, "(" + this.stored + ")", this.type));
	}

	/**
	 * As {@link #differs}, but every null counts: what it gets is computed once, when it
	 * is written.
	 */
	private String mayDiffer(Difference difference) {
		return "%1$s is null or (%3$s and (%2$s) is not null)".formatted(this.column, this.expression,
				difference.between(this.column, "(" + this.stored + ")", this.type));
	}

	private String staysNull() {
		return "(%s is null and (%s) is null)".formatted(this.column, this.expression);
	}

	static String outstanding(List<Assignment> assignments, @Nullable String where, Difference difference) {
		return among(where, anyOf(assignments, (each) -> each.differs(difference)));
	}

	/**
	 * What is outstanding where no null stays null, for half of the work.
	 */
	static String nullOrOutstanding(List<Assignment> assignments, @Nullable String where, Difference difference) {
		return among(where, anyOf(assignments, (each) -> each.mayDiffer(difference)));
	}

	/**
	 * The rows with a null that stays one.
	 */
	static String staysNull(List<Assignment> assignments, @Nullable String where) {
		return among(where, anyOf(assignments, Assignment::staysNull));
	}

	private static String anyOf(List<Assignment> assignments, Function<Assignment, String> condition) {
		return assignments.stream().map(condition).collect(Collectors.joining(" or ", "(", ")"));
	}

	private static String among(@Nullable String where, String condition) {
		return (where != null) ? "(" + where + ") and " + condition : condition;
	}

}
