package io.expandcontract.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.expandcontract.autogenerate.Difference.ColumnAdded;
import io.expandcontract.autogenerate.Difference.ColumnRedefined;
import io.expandcontract.autogenerate.Difference.ColumnRemoved;
import io.expandcontract.autogenerate.Difference.ColumnRenameSuspected;
import io.expandcontract.autogenerate.Difference.ColumnRenamed;
import io.expandcontract.autogenerate.Difference.CommentChanged;
import io.expandcontract.autogenerate.Difference.DefaultChanged;
import io.expandcontract.autogenerate.Difference.NullabilityChanged;
import io.expandcontract.autogenerate.Difference.TypeChanged;
import org.jspecify.annotations.Nullable;

/**
 * Compares the columns of one table.
 */
final class ColumnComparison {

	private final Table known;

	private final Table wanted;

	private final Renames renames;

	private final List<Column> unmapped;

	private final List<Difference> differences = new ArrayList<>();

	ColumnComparison(Table known, Table wanted, Renames renames) {
		this.known = known;
		this.wanted = wanted;
		this.renames = renames;
		this.unmapped = new ArrayList<>(
				known.columns().stream().filter((column) -> wanted.find(column.name()) == null).toList());
	}

	List<Difference> differences() {
		if (this.wanted.comment() != null && !this.wanted.comment().equals(this.known.comment())) {
			this.differences.add(new CommentChanged(this.known, null, this.wanted.comment()));
		}
		List<Column> added = new ArrayList<>();
		for (Column column : this.wanted.columns()) {
			Column before = this.known.find(column.name());
			if (before != null) {
				compare(before, column);
			}
			else if (!renamed(column)) {
				added.add(column);
			}
		}
		added.forEach(this::added);
		this.unmapped.forEach((column) -> this.differences.add(new ColumnRemoved(this.known, column)));
		return this.differences;
	}

	private boolean renamed(Column column) {
		List<String> names = this.renames.column(this.wanted.name(), column.name());
		List<Column> former = (names == null) ? List.of()
				: names.stream()
					.filter((name) -> this.wanted.find(name) == null)
					.map(this.known::find)
					.filter(Objects::nonNull)
					.toList();
		if (former.isEmpty()) {
			return false;
		}
		this.unmapped.removeAll(former);
		List<Column> before = new ArrayList<>(former);
		List<Column> after = new ArrayList<>();
		List<Renames.Computed> computed = new ArrayList<>();
		for (Difference other : List.copyOf(this.differences)) {
			if (other instanceof ColumnRenamed part && part.before().stream().anyMatch(former::contains)) {
				this.differences.remove(part);
				part.before().stream().filter((each) -> !before.contains(each)).forEach(before::add);
				after.addAll(part.after());
				computed.addAll(part.computed());
			}
		}
		after.add(column);
		computed.add(this.renames.computed(this.wanted.name(), column.name()));
		this.differences.add(new ColumnRenamed(this.known, before, after, computed));
		return true;
	}

	private void added(Column column) {
		@Nullable Column suspect = (this.renames.column(this.wanted.name(), column.name()) != null) ? null
				: this.unmapped.stream().filter((before) -> Similarity.of(before, column)).findFirst().orElse(null);
		if (suspect != null) {
			this.unmapped.remove(suspect);
			this.differences.add(new ColumnRenameSuspected(this.known, suspect, column));
		}
		else {
			this.differences.add(new ColumnAdded(this.known, column));
		}
	}

	private void compare(Column before, Column after) {
		if (!TypeName.of(before.type()).isSame(TypeName.of(after.type()))) {
			this.differences.add(new TypeChanged(this.known, before, after));
		}
		if (before.nullable() != after.nullable()) {
			this.differences.add(new NullabilityChanged(this.known, before, after));
		}
		if (after.defaultValue() != null && !Expressions.same(before.defaultValue(), after.defaultValue())) {
			this.differences.add(new DefaultChanged(this.known, before, after));
		}
		if (after.comment() != null && !after.comment().equals(before.comment())) {
			this.differences.add(new CommentChanged(this.known, before.changed(after, false), after.comment()));
		}
		redefined(before, after, "numbering", before.autoIncrement() == after.autoIncrement());
		redefined(before, after, "computation", Expressions.same(before.generated(), after.generated()));
		redefined(before, after, "collation",
				after.collation() == null || Objects.equals(before.collation(), after.collation()));
	}

	private void redefined(Column before, Column after, String what, boolean same) {
		if (!same) {
			this.differences.add(new ColumnRedefined(this.known, before, after, what));
		}
	}

}
