package io.expandcontract.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.expandcontract.autogenerate.Constraint.Check;
import io.expandcontract.autogenerate.Constraint.ForeignKey;
import io.expandcontract.autogenerate.Constraint.Index;
import io.expandcontract.autogenerate.Constraint.PrimaryKey;
import io.expandcontract.autogenerate.Constraint.Unique;
import io.expandcontract.autogenerate.Difference.CheckChanged;
import io.expandcontract.autogenerate.Difference.ConstraintAdded;
import io.expandcontract.autogenerate.Difference.ConstraintRemoved;
import io.expandcontract.autogenerate.Difference.PrimaryKeyChanged;
import org.jspecify.annotations.Nullable;

/**
 * Compares the constraints and indexes of one table by what they say, not by name.
 */
final class ConstraintComparison {

	private final Table known;

	private final Table wanted;

	private final Schema before;

	private final Schema after;

	private final Renames renames;

	private final List<Difference> differences = new ArrayList<>();

	ConstraintComparison(Table known, Table wanted, Schema before, Schema after, Renames renames) {
		this.known = known;
		this.wanted = wanted;
		this.before = before;
		this.after = after;
		this.renames = renames;
	}

	List<Difference> differences() {
		primaryKey();
		checks();
		this.wanted.constraints()
			.stream()
			.filter((constraint) -> !(constraint instanceof Check) && !(constraint instanceof PrimaryKey))
			.filter((constraint) -> this.known.constraints().stream().noneMatch((other) -> same(other, constraint)))
			.forEach((constraint) -> this.differences.add(new ConstraintAdded(this.known, constraint, false)));
		List<Constraint> removed = this.known.constraints()
			.stream()
			.filter((constraint) -> constraint instanceof Unique || isOfModel(constraint) || isReplaced(constraint)
					|| standsOnRemoved(constraint))
			.filter((constraint) -> this.wanted.constraints().stream().noneMatch((other) -> same(constraint, other)))
			.toList();
		List<Constraint> staying = new ArrayList<>(this.known.constraints());
		staying.removeAll(removed);
		List<ForeignKey> unserved = new ArrayList<>(this.known.constraints(ForeignKey.class)
			.filter((key) -> staying.contains(key) && !key.indexed() && staying.stream().noneMatch(key::isServedBy))
			.toList());
		for (Constraint constraint : removed) {
			List<ForeignKey> bereft = unserved.stream().filter((key) -> key.isServedBy(constraint)).toList();
			unserved.removeAll(bereft);
			removed(constraint, bereft);
		}
		return this.differences;
	}

	private void primaryKey() {
		PrimaryKey is = this.known.primaryKey();
		PrimaryKey wants = this.wanted.primaryKey();
		List<String> columns = (is != null) ? is.columns() : List.of();
		List<String> wantedColumns = (wants != null) ? wants.columns() : List.of();
		if (!lower(columns).equals(lower(wantedColumns))) {
			this.differences.add(new PrimaryKeyChanged(this.known, columns, wantedColumns));
		}
	}

	/**
	 * Return the table with its columns as expand leaves them, for engines that drop a
	 * check by defining its column anew.
	 */
	private Table expanded() {
		return new Table(this.known.name(), this.known.columns().stream().map((column) -> {
			Column after = this.wanted.find(column.name());
			return (after != null) ? column.changed(after, false)
					: column.asNullable(column.nullable() || column.needsValue());
		}).toList(), this.known.constraints(), this.known.comment());
	}

	private void removed(Constraint constraint, List<ForeignKey> bereft) {
		this.differences.add(new ConstraintRemoved(expanded(), constraint, standsOnRemoved(constraint), bereft));
	}

	/**
	 * Return whether a constraint ends with a column that the model does not map any
	 * more. New code leaves the column null, and so does not violate it.
	 */
	private boolean standsOnRemoved(Constraint constraint) {
		if (constraint instanceof PrimaryKey) {
			return false;
		}
		return this.known.columns()
			.stream()
			.map(Column::name)
			.filter((column) -> this.wanted.find(column) == null)
			.anyMatch((column) -> constraint.columns().stream().anyMatch(column::equalsIgnoreCase)
					|| (constraint instanceof Check check
							&& check.expression().matches("(?is).*\\b" + Pattern.quote(column) + "\\b.*")));
	}

	/**
	 * Return whether a foreign key refers to a table that an entity maps; others are none
	 * of the model's business.
	 */
	private boolean isOfModel(Constraint constraint) {
		return constraint instanceof ForeignKey key
				&& (this.after.find(key.target()) != null || isFormer(key.target()));
	}

	private boolean isFormer(String table) {
		return this.after.tables().stream().anyMatch((each) -> table.equalsIgnoreCase(this.renames.table(each.name())));
	}

	/**
	 * Return whether the model has another index of the same name.
	 */
	private boolean isReplaced(Constraint constraint) {
		return constraint instanceof Index && this.wanted.constraints()
			.stream()
			.anyMatch((other) -> !(other instanceof Check) && other.name().equalsIgnoreCase(constraint.name()));
	}

	private boolean same(Constraint known, Constraint wanted) {
		if (known instanceof Unique one && wanted instanceof Unique other) {
			return lower(one.columns()).equals(lower(other.columns()));
		}
		if (known instanceof Index one && wanted instanceof Index other) {
			return (one.definition() != null) ? Expressions.same(one.definition(), other.definition())
					: other.definition() == null && lower(one.columns()).equals(lower(other.columns()));
		}
		return known instanceof ForeignKey one && wanted instanceof ForeignKey other
				&& lower(one.columns()).equals(lower(other.columns())) && sameTarget(one, other)
				&& lower(one.targetColumns()).equals(lower(other.targetColumns())) && one.onDelete() == other.onDelete()
				&& one.onUpdate() == other.onUpdate();
	}

	private boolean sameTarget(ForeignKey one, ForeignKey other) {
		return one.target().equalsIgnoreCase(other.target())
				|| (one.target().equalsIgnoreCase(this.renames.table(other.target()))
						&& this.before.find(other.target()) == null);
	}

	/**
	 * Return names for comparison: the order of a unique constraint's columns matters to
	 * its index, so it counts.
	 */
	private static List<String> lower(List<String> columns) {
		return columns.stream().map((column) -> column.toLowerCase(Locale.ROOT)).toList();
	}

	private void checks() {
		List<Check> wantedChecks = this.wanted.constraints(Check.class).toList();
		List<Check> knownChecks = this.known.constraints(Check.class).toList();
		for (Check check : wantedChecks) {
			CheckValues values = CheckValues.of(check.expression());
			if (values == null) {
				if (knownChecks.stream()
					.noneMatch((other) -> Expressions.same(other.expression(), check.expression()))) {
					this.differences.add(new ConstraintAdded(this.known, check, false));
				}
				continue;
			}
			Check other = ofColumn(knownChecks, values.column());
			if (other != null && !values.isSame(CheckValues.of(other.expression()))) {
				this.differences.add(new CheckChanged(expanded(), other, check));
			}
			else if (other == null && this.known.find(values.column()) == null) {
				this.differences.add(new ConstraintAdded(this.known, check, false));
			}
		}
		Set<String> constrained = wantedChecks.stream()
			.flatMap((check) -> check.columns().stream())
			.map((column) -> column.toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
		knownChecks.stream()
			.filter((check) -> check.columns()
				.stream()
				.anyMatch((column) -> this.wanted.find(column) != null && isOfHibernate(check)
						&& !constrained.contains(column.toLowerCase(Locale.ROOT))))
			.forEach((check) -> removed(check, List.of()));
	}

	private static boolean isOfHibernate(Check check) {
		CheckValues values = CheckValues.of(check.expression());
		return values != null && (!values.range() || values.values().contains("0"));
	}

	private static @Nullable Check ofColumn(List<Check> checks, String column) {
		return checks.stream()
			.filter((check) -> check.columns().stream().anyMatch(column::equalsIgnoreCase))
			.findFirst()
			.orElse(null);
	}

}
