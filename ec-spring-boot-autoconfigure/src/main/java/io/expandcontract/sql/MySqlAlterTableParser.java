package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.Annotate;
import io.expandcontract.sql.Operation.DropColumn;
import io.expandcontract.sql.Operation.DropConstraint;
import io.expandcontract.sql.Operation.DropDefault;
import io.expandcontract.sql.Operation.Rebuild;
import io.expandcontract.sql.Operation.RedefineColumn;
import io.expandcontract.sql.Operation.RenameColumn;
import io.expandcontract.sql.Operation.RenameObject;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.Operation.SetDefault;

/**
 * Recognises {@code ALTER TABLE} of MySQL and MariaDB.
 */
final class MySqlAlterTableParser {

	private static final Set<String> SPECIAL = Set.of("FULLTEXT", "SPATIAL");

	private static final Set<String> REBUILDS = Set.of("ENGINE", "ROW_FORMAT", "KEY_BLOCK_SIZE");

	private static final Set<String> NOTES = Set.of("COMMENT", "AUTO_INCREMENT", "STATS_PERSISTENT",
			"STATS_AUTO_RECALC", "STATS_SAMPLE_PAGES", "CHARSET", "COLLATE");

	private static final Set<String> VISIBILITIES = Set.of("VISIBLE", "INVISIBLE", "IGNORED");

	private final Cursor cursor;

	private final Name table;

	private final Map<String, String> options;

	private final List<Operation> operations = new ArrayList<>();

	MySqlAlterTableParser(Cursor cursor, Map<String, String> options) {
		this.cursor = cursor;
		this.options = options;
		cursor.accept("IF", "EXISTS");
		this.table = cursor.name();
		if (cursor.accept("WAIT")) {
			cursor.value();
		}
		cursor.accept("NOWAIT");
	}

	/**
	 * Recognise the actions.
	 * @return the operations
	 */
	List<Operation> parse() {
		do {
			if (!isOption(this.cursor, this.options)) {
				action();
			}
		}
		while (this.cursor.accept(","));
		return this.operations;
	}

	/**
	 * Recognise what a statement demands of the server.
	 * @param cursor the statement
	 * @param options takes it
	 * @return whether it was such a demand
	 */
	static boolean isOption(Cursor cursor, Map<String, String> options) {
		for (String option : List.of("ALGORITHM", "LOCK")) {
			if (cursor.accept(option)) {
				cursor.accept("=");
				options.put(option, cursor.value().toUpperCase(Locale.ROOT));
				return true;
			}
		}
		return false;
	}

	private void action() {
		if (this.cursor.accept("ADD")) {
			add();
		}
		else if (this.cursor.accept("DROP")) {
			drop();
		}
		else if (this.cursor.accept("MODIFY")) {
			this.cursor.accept("COLUMN");
			this.cursor.accept("IF", "EXISTS");
			this.operations.add(new RedefineColumn(this.table, redefined()));
		}
		else if (this.cursor.accept("CHANGE")) {
			change();
		}
		else if (this.cursor.accept("ALTER")) {
			alter();
		}
		else if (this.cursor.accept("RENAME")) {
			rename();
		}
		else {
			property();
		}
	}

	private void add() {
		if (this.cursor.accept("PARTITION", "(")) {
			new PartitionParser(this.cursor).added(this.table, this.operations);
			return;
		}
		if (this.cursor.sees("SYSTEM", "VERSIONING") || this.cursor.sees("PERIOD", "FOR")) {
			throw this.cursor.unknown();
		}
		boolean special = this.cursor.acceptAny(SPECIAL);
		if (this.cursor.accept("INDEX") || this.cursor.accept("KEY") || special) {
			this.operations.add(new IndexParser(this.cursor).inTable(this.table, false, special));
			return;
		}
		boolean named = this.cursor.accept("CONSTRAINT");
		String name = (named && !this.cursor.sees("FOREIGN") && !this.cursor.sees("UNIQUE")
				&& !this.cursor.sees("PRIMARY") && !this.cursor.sees("CHECK")) ? this.cursor.identifier() : null;
		Constraint constraint = new ConstraintParser(this.cursor).ofTable(name);
		if (constraint != null) {
			this.operations.add(new AddConstraint(this.table, constraint));
			return;
		}
		if (named) {
			throw this.cursor.unknown();
		}
		this.cursor.accept("COLUMN");
		this.cursor.accept("IF", "NOT", "EXISTS");
		boolean several = this.cursor.accept("(");
		do {
			Column column = ColumnParser.parse(this.cursor);
			if (column.defaultValue() != null) {
				Expressions.requireHarmless(column.defaultValue().text(), this.cursor.dialect());
			}
			this.operations.add(new AddColumn(this.table, column));
		}
		while (several && this.cursor.accept(","));
		if (several) {
			this.cursor.expect(")");
		}
	}

	private void drop() {
		if (this.cursor.accept("PRIMARY", "KEY")) {
			this.operations.add(new DropConstraint(this.table, Constraint.Kind.PRIMARY_KEY, null, false));
		}
		else if (this.cursor.accept("FOREIGN", "KEY")) {
			dropConstraint(Constraint.Kind.FOREIGN_KEY);
		}
		else if (this.cursor.accept("CHECK")) {
			dropConstraint(Constraint.Kind.CHECK);
		}
		else if (this.cursor.accept("CONSTRAINT")) {
			this.cursor.accept("IF", "EXISTS");
			this.operations.add(new DropConstraint(this.table, null, this.cursor.identifier(), false));
		}
		else if (this.cursor.accept("INDEX") || this.cursor.accept("KEY")) {
			this.cursor.accept("IF", "EXISTS");
			this.operations.add(IndexParser.dropped(new Name(null, this.cursor.identifier()), this.table, false));
		}
		else {
			this.cursor.accept("COLUMN");
			this.cursor.accept("IF", "EXISTS");
			this.operations.add(new DropColumn(this.table, this.cursor.identifier(), false));
			this.cursor.accept("RESTRICT");
		}
	}

	private void dropConstraint(Constraint.Kind kind) {
		this.cursor.accept("IF", "EXISTS");
		this.operations.add(new DropConstraint(this.table, kind, this.cursor.identifier(), false));
	}

	private void change() {
		this.cursor.accept("COLUMN");
		this.cursor.accept("IF", "EXISTS");
		String old = this.cursor.identifier();
		Column column = redefined();
		if (!old.equals(column.name())) {
			this.operations.add(new RenameColumn(this.table, old, column.name()));
		}
		this.operations.add(new RedefineColumn(this.table, column));
	}

	private Column redefined() {
		int start = this.cursor.position();
		Column column = ColumnParser.parse(this.cursor);
		if (this.cursor.since(start).stream().anyMatch((token) -> token.is("INVISIBLE"))) {
			throw new UnrecognisedException("SELECT * of the old release may rely on a column that gets invisible");
		}
		return column;
	}

	private void alter() {
		if (this.cursor.accept("INDEX")) {
			this.cursor.identifier();
			this.cursor.accept("NOT");
			if (!this.cursor.acceptAny(VISIBILITIES)) {
				throw this.cursor.unknown();
			}
			this.operations.add(new Annotate(this.table, "visibility of an index"));
			return;
		}
		this.cursor.accept("COLUMN");
		String column = this.cursor.identifier();
		if (this.cursor.accept("DROP", "DEFAULT")) {
			this.operations.add(new DropDefault(this.table, column));
		}
		else {
			this.cursor.expect("SET", "DEFAULT");
			this.operations.add(new SetDefault(this.table, column, new DefaultParser(this.cursor).parse()));
		}
	}

	private void rename() {
		if (this.cursor.accept("COLUMN")) {
			String column = this.cursor.identifier();
			this.cursor.expect("TO");
			this.operations.add(new RenameColumn(this.table, column, this.cursor.identifier()));
		}
		else if (this.cursor.accept("INDEX") || this.cursor.accept("KEY")) {
			Name index = new Name(null, this.cursor.identifier());
			this.cursor.expect("TO");
			this.operations.add(new RenameObject(ObjectKind.INDEX, index, this.cursor.identifier()));
		}
		else {
			if (!this.cursor.accept("TO")) {
				this.cursor.accept("AS");
			}
			this.operations.add(new RenameTable(this.table, this.cursor.name()));
		}
	}

	private void property() {
		if (this.cursor.accept("CONVERT", "TO")) {
			this.cursor.expect("CHARACTER", "SET");
			this.cursor.value();
			if (this.cursor.accept("COLLATE")) {
				this.cursor.value();
			}
			this.operations.add(new Rebuild(this.table, "CONVERT TO CHARACTER SET"));
			return;
		}
		if (this.cursor.accept("FORCE")) {
			this.operations.add(new Rebuild(this.table, "FORCE"));
			return;
		}
		if (new PartitionParser(this.cursor).isRebuild()) {
			this.operations.add(new Rebuild(this.table, "partitions"));
			return;
		}
		boolean rebuilds = false;
		do {
			rebuilds |= this.cursor.seesAny(REBUILDS);
			this.cursor.accept("DEFAULT");
			if (!this.cursor.acceptAny(REBUILDS) && !this.cursor.acceptAny(NOTES)
					&& !this.cursor.accept("CHARACTER", "SET")) {
				throw this.cursor.unknown();
			}
			this.cursor.accept("=");
			this.cursor.value();
		}
		while (!this.cursor.atEnd() && !this.cursor.sees(","));
		this.operations
			.add(rebuilds ? new Rebuild(this.table, "table options") : new Annotate(this.table, "table options"));
	}

}
