package io.expandcontract.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.expandcontract.sql.Column;
import io.expandcontract.sql.Name;
import io.expandcontract.sql.ObjectKind;
import io.expandcontract.sql.Operation;
import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AlterType;
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
import org.jspecify.annotations.Nullable;

/**
 * The schema as a pending changeset will find it: the database, with what runs before it
 * applied. Knows what this release creates, of which no other knows.
 */
public final class SchemaState {

	private final SchemaFacts facts;

	private final boolean history;

	private final Map<String, List<Name>> newTables = new HashMap<>();

	private final Set<ObjectName> newObjects = new HashSet<>();

	private final Map<ColumnName, ColumnFacts> columns = new HashMap<>();

	private final Map<ColumnName, Column> newColumns = new HashMap<>();

	private record ColumnName(String table, String column) {
	}

	private record ObjectName(ObjectKind kind, String object) {
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
		return this.newTables.getOrDefault(table.name(), List.of()).stream().anyMatch(table::mayBe);
	}

	/**
	 * Return whether the pending changesets so far add a column.
	 * @param table its table
	 * @param column the column
	 * @return {@code true} if no live release knows it
	 */
	public boolean isNew(Name table, String column) {
		return this.newColumns.containsKey(new ColumnName(table.name(), column));
	}

	/**
	 * Return whether the pending changesets so far create an object.
	 * @param kind what it is
	 * @param object its name
	 * @return {@code true} if no live release knows it
	 */
	public boolean isNew(ObjectKind kind, Name object) {
		return this.newObjects.contains(new ObjectName(kind, object.name()));
	}

	/**
	 * Return what is known of a column.
	 * @param table its table
	 * @param column its name
	 * @return the facts, or {@code null} if it is not found
	 */
	public @Nullable ColumnFacts column(Name table, String column) {
		ColumnFacts known = this.columns.get(new ColumnName(table.name(), column));
		return (known != null) ? known : this.facts.column(table, column);
	}

	/**
	 * Return whether the old release leaves a column null whenever it inserts.
	 */
	boolean isLeftNull(Name table, String column) {
		Column added = this.newColumns.get(new ColumnName(table.name(), column));
		ColumnFacts now = this.columns.get(new ColumnName(table.name(), column));
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
		else {
			applyToColumn(operation);
		}
	}

	/**
	 * What is there already, though a statement with {@code IF NOT EXISTS} or a changeset
	 * with a precondition would create it, is not new.
	 */
	private void create(Name table) {
		if (!this.history && !this.facts.hasTable(table)) {
			this.newTables.computeIfAbsent(table.name(), (name) -> new ArrayList<>()).add(table);
		}
	}

	private void create(CreateObject create) {
		if (!this.history && !this.facts.mayExist(create.kind(), create.object())) {
			this.newObjects.add(new ObjectName(create.kind(), create.object().name()));
		}
	}

	private void add(AddColumn add) {
		if (this.facts.column(add.table(), add.column().name()) == null) {
			if (!this.history) {
				this.newColumns.put(new ColumnName(add.table().name(), add.column().name()), add.column());
			}
			know(add.table(), add.column());
		}
	}

	private void know(Name table, Column column) {
		this.columns.put(new ColumnName(table.name(), column.name()), ColumnFacts.of(column));
	}

	private void forget(Name table) {
		this.newTables.getOrDefault(table.name(), new ArrayList<>()).removeIf(table::mayBe);
	}

	private void renameColumn(RenameColumn rename) {
		Column added = this.newColumns.remove(new ColumnName(rename.table().name(), rename.column()));
		ColumnFacts facts = this.columns.remove(new ColumnName(rename.table().name(), rename.column()));
		ColumnName to = new ColumnName(rename.table().name(), rename.to());
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
			this.columns.put(new ColumnName(redefine.table().name(), redefine.column().name()),
					ColumnFacts.of(redefine.column()));
		}
	}

	private void change(Name table, String column, @Nullable ColumnFacts typed, @Nullable Boolean notNull,
			@Nullable Boolean hasDefault) {
		ColumnFacts before = column(table, column);
		if (before != null) {
			this.columns.put(new ColumnName(table.name(), column),
					new ColumnFacts((typed != null) ? typed.type() : before.type(),
							(notNull != null) ? notNull : before.notNull(),
							(hasDefault != null) ? hasDefault : before.hasDefault()));
		}
	}

}
