package io.expandcontract.safety;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.expandcontract.sql.Column;
import io.expandcontract.sql.Constraint;
import io.expandcontract.sql.DataType;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.ObjectKind;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.AlterType;
import io.expandcontract.sql.Operation.CreateDomain;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.Operation.CreateObject;
import io.expandcontract.sql.Operation.CreateTable;
import io.expandcontract.sql.Operation.DropDefault;
import io.expandcontract.sql.Operation.DropNotNull;
import io.expandcontract.sql.Operation.DropTable;
import io.expandcontract.sql.Operation.RedefineColumn;
import io.expandcontract.sql.Operation.RenameColumn;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.Operation.SetDefault;
import io.expandcontract.sql.Operation.SetNotNull;
import io.expandcontract.sql.Operation.SetOption;
import org.jspecify.annotations.Nullable;

/**
 * The schema as a pending changeset will find it: the database, with what runs before it
 * applied. Knows what this release creates, of which no other knows.
 */
public final class SchemaState {

	private static final Set<String> MOVING = Set.of("search_path", "schema", "schema_search_path");

	private final SchemaFacts facts;

	private final boolean history;

	private final Set<Name> newTables = new HashSet<>();

	private final Set<ObjectName> newObjects = new HashSet<>();

	private final Set<String> constrainedDomains = new HashSet<>();

	/** Columns with a key that compares nothing as long as they are null. */
	private final Set<ColumnName> constrained = new HashSet<>();

	/** Unique indexes over such columns, by table and name. */
	private final Set<ColumnName> loose = new HashSet<>();

	/** Whether names without a schema mean another one than at first. */
	private boolean elsewhere;

	private final Map<ColumnName, ColumnFacts> columns = new HashMap<>();

	private final Map<ColumnName, Column> newColumns = new HashMap<>();

	private record ColumnName(Name table, String column) {
	}

	private record ObjectName(ObjectKind kind, Name object) {
	}

	SchemaState(SchemaFacts facts) {
		this(facts, false);
	}

	private SchemaState(SchemaFacts facts, boolean history) {
		this.facts = facts;
		this.history = history;
	}

	/**
	 * Return the state before a changelog runs as a whole, on a database without tables:
	 * of nothing that it creates is it known that no other release knows it.
	 */
	static SchemaState ofHistory() {
		return new SchemaState(SchemaFacts.NONE, true);
	}

	SchemaFacts facts() {
		return this.facts;
	}

	/**
	 * Return whether the pending changesets so far create a table.
	 * @param table the table
	 * @return {@code true} if no live release knows it
	 */
	public boolean isNew(Name table) {
		return isHere(table) && this.newTables.contains(this.facts.qualified(table));
	}

	/**
	 * Return whether the pending changesets so far add a column.
	 * @param table its table
	 * @param column the column
	 * @return {@code true} if no live release knows it
	 */
	public boolean isNew(Name table, String column) {
		return isHere(table) && this.newColumns.containsKey(named(table, column));
	}

	/**
	 * Return whether the pending changesets so far create an object.
	 * @param kind what it is
	 * @param object its name
	 * @return {@code true} if no live release knows it
	 */
	public boolean isNew(ObjectKind kind, Name object) {
		return isHere(object) && this.newObjects.contains(new ObjectName(kind, this.facts.qualified(object)));
	}

	private boolean isHere(Name name) {
		return name.schema() != null || !this.elsewhere;
	}

	private ColumnName named(Name table, String column) {
		return new ColumnName(this.facts.qualified(table), column);
	}

	/**
	 * Return whether a type is a domain that refuses null or other values.
	 */
	boolean isConstrained(@Nullable DataType type) {
		if (type == null) {
			return false;
		}
		String name = type.name().substring(type.name().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		return this.constrainedDomains.contains(name) || this.facts.isConstrainedDomain(type.name());
	}

	/**
	 * Return whether a new column has a key that is no burden only as long as the old
	 * release leaves it null.
	 */
	boolean isConstrained(Name table, String column) {
		return this.constrained.contains(named(table, column));
	}

	/**
	 * Return whether a unique index was made before, over a column that is left null.
	 */
	boolean isOnNewColumn(Name table, @Nullable String index) {
		return index != null && isHere(table) && this.loose.contains(named(table, index));
	}

	/**
	 * Return what is known of a column.
	 * @param table its table
	 * @param column its name
	 * @return the facts, or {@code null} if it is not found
	 */
	public @Nullable ColumnFacts column(Name table, String column) {
		if (!isHere(table)) {
			return null;
		}
		ColumnFacts known = this.columns.get(named(table, column));
		return (known != null) ? known : this.facts.column(table, column);
	}

	/**
	 * Return whether the old release leaves a column null whenever it inserts.
	 */
	boolean isLeftNull(Name table, String column) {
		Column added = isHere(table) ? this.newColumns.get(named(table, column)) : null;
		ColumnFacts now = this.columns.get(named(table, column));
		return added != null && added.generation() == Column.Generation.NONE && now != null && !now.hasDefault();
	}

	/**
	 * Apply what runs before the next changeset is looked at.
	 */
	void apply(Operation operation) {
		if (operation instanceof CreateTable create) {
			create(create.table());
			if (this.history) {
				create.columns().forEach((column) -> know(create.table(), column));
			}
		}
		else if (operation instanceof RenameTable rename && isNew(rename.table())) {
			create(rename.to());
			forget(rename.table());
		}
		else if (operation instanceof DropTable drop) {
			forget(drop.table());
		}
		else if (operation instanceof CreateObject create) {
			create(create);
		}
		else if (operation instanceof AddColumn add) {
			add(add);
		}
		else if (operation instanceof RenameColumn rename) {
			renameColumn(rename);
		}
		else if (operation instanceof CreateDomain domain && domain.constrained()) {
			this.constrainedDomains.add(domain.domain().name().toLowerCase(Locale.ROOT));
		}
		else if (operation instanceof SetOption option && MOVING.contains(option.name())) {
			this.elsewhere = true;
		}
		else if (operation instanceof CreateIndex index && index.unique()) {
			constrain(index);
		}
		else if (operation instanceof AddConstraint add) {
			constrain(add.table(), add.constraint());
		}
		else {
			applyToColumn(operation);
		}
	}

	private void constrain(CreateIndex index) {
		boolean free = index.columns().stream().anyMatch((column) -> isLeftNull(index.table(), column));
		if (free && index.index() != null && !index.countsNull() && !index.mayFail()) {
			this.loose.add(named(index.table(), index.index().name()));
		}
		index.columns().forEach((column) -> this.constrained.add(named(index.table(), column)));
	}

	private void constrain(Name table, Constraint constraint) {
		constraint.columns().forEach((column) -> this.constrained.add(named(table, column)));
	}

	/**
	 * What is there already, though a statement with {@code IF NOT EXISTS} or a changeset
	 * with a precondition would create it, is not new.
	 */
	private void create(Name table) {
		if (!this.history && isHere(table) && !this.facts.hasTable(table)) {
			this.newTables.add(this.facts.qualified(table));
		}
	}

	private void create(CreateObject create) {
		if (!this.history && isHere(create.object()) && !this.facts.mayExist(create.kind(), create.object())) {
			this.newObjects.add(new ObjectName(create.kind(), this.facts.qualified(create.object())));
		}
	}

	private void add(AddColumn add) {
		if (isHere(add.table()) && this.facts.column(add.table(), add.column().name()) == null) {
			if (!this.history) {
				this.newColumns.put(named(add.table(), add.column().name()), add.column());
				add.column().constraints().forEach((constraint) -> constrain(add.table(), constraint));
			}
			know(add.table(), add.column());
		}
	}

	private void know(Name table, Column column) {
		this.columns.put(named(table, column.name()), ColumnFacts.of(column));
	}

	private void forget(Name table) {
		this.newTables.remove(this.facts.qualified(table));
	}

	private void renameColumn(RenameColumn rename) {
		if (!isHere(rename.table())) {
			return;
		}
		Column added = this.newColumns.remove(named(rename.table(), rename.column()));
		ColumnFacts facts = this.columns.remove(named(rename.table(), rename.column()));
		ColumnName to = named(rename.table(), rename.to());
		if (this.constrained.remove(named(rename.table(), rename.column()))) {
			this.constrained.add(to);
		}
		if (added != null && facts != null) {
			this.newColumns.put(to, added);
			this.columns.put(to, facts);
		}
	}

	private void applyToColumn(Operation operation) {
		if (operation instanceof SetNotNull set) {
			change(set.table(), set.column(), null, true, null);
		}
		else if (operation instanceof DropNotNull drop) {
			change(drop.table(), drop.column(), null, false, null);
		}
		else if (operation instanceof SetDefault set) {
			change(set.table(), set.column(), null, null, set.value().isValue());
		}
		else if (operation instanceof DropDefault drop) {
			change(drop.table(), drop.column(), null, null, false);
		}
		else if (operation instanceof AlterType alter) {
			change(alter.table(), alter.column(), new ColumnFacts(alter.type(), false, false), null, null);
		}
		else if (operation instanceof RedefineColumn redefine) {
			if (isHere(redefine.table())) {
				know(redefine.table(), redefine.column());
			}
			redefine.column().constraints().forEach((constraint) -> constrain(redefine.table(), constraint));
		}
	}

	private void change(Name table, String column, @Nullable ColumnFacts typed, @Nullable Boolean notNull,
			@Nullable Boolean hasDefault) {
		ColumnFacts before = column(table, column);
		if (before != null) {
			this.columns.put(named(table, column),
					new ColumnFacts((typed != null) ? typed.type() : before.type(),
							(notNull != null) ? notNull : before.notNull(),
							(hasDefault != null) ? hasDefault : before.hasDefault()));
		}
	}

}
