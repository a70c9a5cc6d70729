package io.expandcontract.autogenerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.expandcontract.autogenerate.Difference.ConstraintRemoved;
import io.expandcontract.autogenerate.Difference.EnumAdded;
import io.expandcontract.autogenerate.Difference.EnumChanged;
import io.expandcontract.autogenerate.Difference.EnumRemoved;
import io.expandcontract.autogenerate.Difference.SequenceAdded;
import io.expandcontract.autogenerate.Difference.SequenceChanged;
import io.expandcontract.autogenerate.Difference.SequenceRemoved;
import io.expandcontract.autogenerate.Difference.TableAdded;
import io.expandcontract.autogenerate.Difference.TableRemoved;
import io.expandcontract.autogenerate.Difference.TableRenameSuspected;
import io.expandcontract.autogenerate.Difference.TableRenamed;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the schema that the entities ask for differs from the one that the changelog
 * makes. Both are of the same engine. What the changelog makes beyond that and no code
 * can mind is no difference: defaults, further indexes, comments, checks that are not of
 * Hibernate's kind.
 */
final class Comparison {

	private final Schema before;

	private final Schema after;

	private final Renames renames;

	private final List<Difference> differences = new ArrayList<>();

	private Comparison(Schema before, Schema after, Renames renames) {
		this.before = before;
		this.after = after;
		this.renames = renames;
	}

	/**
	 * Compare two schemas.
	 * @param before what the changelog makes
	 * @param after what the entities ask for
	 * @param renames what the model says about former names
	 * @return the differences
	 */
	static List<Difference> of(Schema before, Schema after, Renames renames) {
		Comparison comparison = new Comparison(before, after, renames);
		comparison.enums();
		comparison.sequences();
		comparison.tables();
		return List.copyOf(comparison.differences);
	}

	private void enums() {
		for (EnumType wanted : this.after.enums()) {
			EnumType known = find(this.before.enums(), wanted.name());
			if (known == null) {
				this.differences.add(new EnumAdded(wanted));
			}
			else if (!Set.copyOf(known.labels()).containsAll(wanted.labels())) {
				this.differences.add(new EnumChanged(known, wanted));
			}
		}
		this.before.enums()
			.stream()
			.filter((known) -> find(this.after.enums(), known.name()) == null)
			.forEach((known) -> this.differences.add(new EnumRemoved(known)));
	}

	private static @Nullable EnumType find(List<EnumType> enums, String name) {
		return enums.stream().filter((type) -> type.name().equalsIgnoreCase(name)).findFirst().orElse(null);
	}

	private void sequences() {
		for (Sequence wanted : this.after.sequences()) {
			this.before.sequences()
				.stream()
				.filter((known) -> known.name().equalsIgnoreCase(wanted.name()))
				.findFirst()
				.ifPresentOrElse((known) -> {
					if (known.increment() != wanted.increment()) {
						this.differences.add(new SequenceChanged(known, wanted));
					}
				}, () -> this.differences.add(new SequenceAdded(wanted)));
		}
		this.before.sequences()
			.stream()
			.filter((known) -> this.after.sequences()
				.stream()
				.noneMatch((wanted) -> wanted.name().equalsIgnoreCase(known.name())))
			.forEach((known) -> this.differences.add(new SequenceRemoved(known)));
	}

	private void tables() {
		List<Table> unmapped = new ArrayList<>(
				this.before.tables().stream().filter((known) -> this.after.find(known.name()) == null).toList());
		for (Table wanted : this.after.tables()) {
			Table known = this.before.find(wanted.name());
			String former = this.renames.table(wanted.name());
			Table renamed = (known == null && former != null) ? this.before.find(former) : null;
			if (known != null) {
				compare(known, wanted);
			}
			else if (renamed != null && unmapped.remove(renamed)) {
				this.differences.add(new TableRenamed(renamed, wanted));
				compare(renamed, wanted);
			}
			else {
				added(wanted, unmapped);
			}
		}
		unmapped.forEach((known) -> this.differences.add(new TableRemoved(known, references(known, unmapped))));
	}

	private List<TableRemoved.Reference> references(Table target, List<Table> unmapped) {
		Set<Constraint> going = this.differences.stream()
			.map((difference) -> (difference instanceof ConstraintRemoved removed) ? removed.constraint() : null)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		return this.before.tables()
			.stream()
			.filter((table) -> !unmapped.contains(table))
			.flatMap((table) -> table.constraints(Constraint.ForeignKey.class)
				.filter((key) -> key.target().equalsIgnoreCase(target.name()) && !going.contains(key))
				.map((key) -> new TableRemoved.Reference(table, key)))
			.toList();
	}

	private void added(Table wanted, List<Table> unmapped) {
		Table suspect = (this.renames.table(wanted.name()) != null) ? null
				: unmapped.stream().filter((known) -> Similarity.of(known, wanted)).findFirst().orElse(null);
		if (suspect != null) {
			unmapped.remove(suspect);
			this.differences.add(new TableRenameSuspected(suspect, wanted));
			return;
		}
		this.differences.add(new TableAdded(wanted));
		wanted.constraints(Constraint.ForeignKey.class)
			.forEach((key) -> this.differences.add(new Difference.ConstraintAdded(wanted, key, true)));
	}

	private void compare(Table known, Table wanted) {
		List<Difference> constraints = new ConstraintComparison(known, wanted, this.before, this.after, this.renames)
			.differences();
		Set<Constraint> going = constraints.stream()
			.map((difference) -> (difference instanceof ConstraintRemoved removed) ? removed.constraint()
					: (difference instanceof Difference.CheckChanged changed) ? changed.before() : null)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		Table staying = new Table(known.name(), known.columns(),
				known.constraints().stream().filter((constraint) -> !going.contains(constraint)).toList(),
				known.comment());
		this.differences.addAll(new ColumnComparison(staying, wanted, this.renames).differences());
		this.differences.addAll(constraints);
	}

}
