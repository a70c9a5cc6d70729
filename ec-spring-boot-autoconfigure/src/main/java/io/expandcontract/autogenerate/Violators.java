package io.expandcontract.autogenerate;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.expandcontract.autogenerate.Constraint.Check;
import io.expandcontract.autogenerate.Constraint.ForeignKey;
import io.expandcontract.autogenerate.Constraint.Unique;
import io.expandcontract.autogenerate.Step.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Counts rows that a new demand would not bear.
 */
final class Violators {

	private final Names names;

	private final Ddl ddl;

	Violators(Ddl ddl) {
		this.ddl = ddl;
		this.names = ddl.names();
	}

	Condition nulls(Table table, Column column) {
		return rows(table, this.names.sql(column.name()) + " is null", "Rows of " + table.name() + " have no "
				+ column.name() + ": give them a value in the migrate changeset");
	}

	private Condition rows(Table table, String where, String message) {
		return new Condition("select count(*) from " + this.names.sql(table.name()) + " where " + where, message);
	}

	Condition of(Table table, Constraint constraint) {
		if (constraint instanceof Unique unique) {
			return new Condition(
					"""
							select count(*) from (select %1$s from %2$s where %3$s group by %1$s having count(*) > 1) duplicates"""
						.formatted(this.names.sql(unique.columns()), this.names.sql(table.name()),
								present("", unique.columns())),
					"Rows of " + table.name() + " have the same " + this.names.plain(unique.columns())
							+ ": merge or change them first");
		}
		if (constraint instanceof ForeignKey key) {
			String match = IntStream.range(0, key.columns().size())
				.mapToObj((index) -> "target." + this.names.sql(key.targetColumns().get(index)) + " = source."
						+ this.names.sql(key.columns().get(index)))
				.collect(Collectors.joining(" and "));
			return new Condition(
					"""
							select count(*) from %s source where %s and not exists (select 1 from %s target where %s)"""
						.formatted(this.names.sql(table.name()), present("source.", key.columns()),
								this.names.sql(key.target()), match),
					"Rows of " + table.name() + " refer by " + this.names.plain(key.columns()) + " to rows of "
							+ key.target() + " that are not there: add those or correct these first");
		}
		Check check = (Check) constraint;
		return rows(table, "not (" + this.ddl.condition(check) + ")",
				"Rows of " + table.name() + " do not fulfil the check " + check.name() + ": correct them first");
	}

	private String present(String prefix, List<String> columns) {
		return columns.stream()
			.map((column) -> prefix + this.names.sql(column) + " is not null")
			.collect(Collectors.joining(" and "));
	}

	/**
	 * Return a count of values that a narrower type does not hold.
	 * @return the condition, or {@code null} if it cannot be told by SQL
	 */
	@Nullable Condition narrowed(Table table, Column before, Column after) {
		TypeName type = TypeName.of(after.type());
		String name = this.names.sql(before.name());
		String where = null;
		if (type.isEnum()) {
			where = name + " not in ("
					+ type.labels()
						.stream()
						.map((label) -> "'" + label.replace("'", "''") + "'")
						.collect(Collectors.joining(", "))
					+ ")";
		}
		else if (type.isInteger() && !type.base().contains("unsigned")) {
			long most = (1L << (8 * type.size() - 1)) - 1;
			where = name + " not between " + (-most - 1) + " and " + most;
		}
		else if (type.isNumeric() && !type.parameters().isEmpty()) {
			where = "abs(" + name + ") >= 1" + "0".repeat(Math.max(0, type.precision() - type.scale())) + " or " + name
					+ " <> round(" + name + ", " + type.scale() + ")";
		}
		else if (type.isText() || type.isBinary()) {
			String function = TypeName.of(before.type()).isText() ? "char_length" : "octet_length";
			where = function + "(" + name + ") > " + type.length();
		}
		return (where != null) ? rows(table, where, "Rows of " + table.name() + " have a " + before.name()
				+ " that does not fit into " + after.type() + ": correct them first") : null;
	}

}
