package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.expandcontract.sql.Operation.AddColumn;
import io.expandcontract.sql.Operation.AddConstraint;
import io.expandcontract.sql.Operation.AlterType;
import io.expandcontract.sql.Operation.Annotate;
import io.expandcontract.sql.Operation.ChangeTable;
import io.expandcontract.sql.Operation.DropColumn;
import io.expandcontract.sql.Operation.DropConstraint;
import io.expandcontract.sql.Operation.DropDefault;
import io.expandcontract.sql.Operation.DropNotNull;
import io.expandcontract.sql.Operation.MovePartition;
import io.expandcontract.sql.Operation.Rebuild;
import io.expandcontract.sql.Operation.RedefineColumn;
import io.expandcontract.sql.Operation.RenameColumn;
import io.expandcontract.sql.Operation.RenameObject;
import io.expandcontract.sql.Operation.RenameTable;
import io.expandcontract.sql.Operation.SetDefault;
import io.expandcontract.sql.Operation.SetNotNull;
import io.expandcontract.sql.Operation.ValidateConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Recognises {@code ALTER TABLE} of PostgreSQL and H2.
 */
final class AlterTableParser {

	private static final Set<String> CASCADES = Set.of("CASCADE", "RESTRICT");

	private static final Set<String> VERBS = Set.of("ADD", "SET", "DROP", "RENAME", "RESTART", "SELECTIVITY");

	private static final Set<String> FIRES = Set.of("ALWAYS", "REPLICA");

	private final Cursor cursor;

	private final Name table;

	private final List<Operation> operations = new ArrayList<>();

	AlterTableParser(Cursor cursor) {
		this.cursor = cursor;
		cursor.accept("IF", "EXISTS");
		cursor.accept("ONLY");
		this.table = cursor.name();
		cursor.accept("*");
	}

	/**
	 * Recognise the actions.
	 * @return the operations
	 */
	List<Operation> parse() {
		do {
			action();
		}
		while (this.cursor.accept(","));
		return this.operations;
	}

	private void action() {
		if (this.cursor.accept("ADD")) {
			add();
		}
		else if (this.cursor.accept("DROP")) {
			drop();
		}
		else if (this.cursor.sees("ALTER", "CONSTRAINT")) {
			throw this.cursor.unknown();
		}
		else if (this.cursor.accept("ALTER")) {
			this.cursor.accept("COLUMN");
			alter(this.cursor.identifier());
		}
		else if (this.cursor.accept("VALIDATE", "CONSTRAINT")) {
			this.operations.add(new ValidateConstraint(this.table, this.cursor.identifier()));
		}
		else if (this.cursor.accept("RENAME")) {
			rename();
		}
		else {
			property();
		}
	}

	private void add() {
		String name = this.cursor.accept("CONSTRAINT") ? this.cursor.identifier() : null;
		Constraint constraint = new ConstraintParser(this.cursor).ofTable(name);
		if (constraint != null) {
			this.operations.add(new AddConstraint(this.table, constraint));
			return;
		}
		if (name != null) {
			throw this.cursor.unknown();
		}
		this.cursor.accept("COLUMN");
		this.cursor.accept("IF", "NOT", "EXISTS");
		boolean several = this.cursor.dialect() == Dialect.H2 && this.cursor.accept("(");
		do {
			Column column = ColumnParser.parse(this.cursor);
			if (column.defaultValue() != null) {
				Expressions.requireHarmless(column.defaultValue().text(), this.cursor.dialect());
			}
			if (this.cursor.dialect() == Dialect.H2 && (this.cursor.accept("BEFORE") || this.cursor.accept("AFTER"))) {
				this.cursor.identifier();
			}
			this.operations.add(new AddColumn(this.table, column));
		}
		while (several && this.cursor.accept(","));
		if (several) {
			this.cursor.expect(")");
		}
	}

	private void drop() {
		if (this.cursor.accept("CONSTRAINT")) {
			this.cursor.accept("IF", "EXISTS");
			String name = this.cursor.identifier();
			this.operations.add(new DropConstraint(this.table, null, name, cascade()));
		}
		else if (this.cursor.accept("PRIMARY", "KEY")) {
			this.operations.add(new DropConstraint(this.table, Constraint.Kind.PRIMARY_KEY, null, false));
		}
		else {
			this.cursor.accept("COLUMN");
			this.cursor.accept("IF", "EXISTS");
			String column = this.cursor.identifier();
			this.operations.add(new DropColumn(this.table, column, cascade()));
		}
	}

	private boolean cascade() {
		boolean cascade = this.cursor.sees("CASCADE");
		this.cursor.acceptAny(CASCADES);
		return cascade;
	}

	private void alter(String column) {
		if (this.cursor.accept("SET", "NOT", "NULL")) {
			this.operations.add(new SetNotNull(this.table, column));
		}
		else if (this.cursor.accept("DROP", "NOT", "NULL") || this.cursor.accept("SET", "NULL")) {
			this.operations.add(new DropNotNull(this.table, column));
		}
		else if (this.cursor.accept("SET", "DEFAULT")) {
			this.operations.add(new SetDefault(this.table, column, new DefaultParser(this.cursor).parse()));
		}
		else if (this.cursor.accept("DROP", "DEFAULT")) {
			this.operations.add(new DropDefault(this.table, column));
		}
		else if (this.cursor.accept("SET", "DATA", "TYPE") || this.cursor.accept("TYPE")) {
			type(column);
		}
		else if (this.cursor.accept("SET", "STATISTICS") || this.cursor.accept("SET", "STORAGE")
				|| this.cursor.accept("SET", "COMPRESSION")) {
			this.cursor.accept("-");
			this.cursor.value();
			this.operations.add(new Annotate(this.table, "column storage or statistics"));
		}
		else if (this.cursor.accept("SET", "(") || this.cursor.accept("RESET", "(")) {
			this.cursor.back();
			this.cursor.parentheses();
			this.operations.add(new Annotate(this.table, "column storage or statistics"));
		}
		else if (this.cursor.accept("DROP", "EXPRESSION") || this.cursor.accept("DROP", "IDENTITY")) {
			this.cursor.accept("IF", "EXISTS");
			this.operations.add(new DropDefault(this.table, column));
		}
		else if (this.cursor.accept("ADD", "GENERATED", "BY", "DEFAULT", "AS", "IDENTITY")) {
			if (this.cursor.sees("(")) {
				this.cursor.parentheses();
			}
			this.operations
				.add(new SetDefault(this.table, column, new DefaultValue(DefaultValue.Kind.VOLATILE, "identity")));
		}
		else if (this.cursor.dialect() == Dialect.H2 && !this.cursor.seesAny(VERBS)) {
			this.cursor.back();
			this.operations.add(new RedefineColumn(this.table, ColumnParser.parse(this.cursor)));
		}
		else if (this.cursor.accept("RENAME", "TO")) {
			this.operations.add(new RenameColumn(this.table, column, this.cursor.identifier()));
		}
		else {
			throw this.cursor.unknown();
		}
	}

	private void type(String column) {
		DataType type = new TypeParser(this.cursor).parse();
		boolean collated = this.cursor.accept("COLLATE");
		if (collated) {
			this.cursor.name();
		}
		boolean converted = this.cursor.accept("USING");
		if (converted) {
			List<Token> expression = this.cursor.until(Set.of());
			if (expression.isEmpty()) {
				throw this.cursor.unknown();
			}
			Expressions.requireHarmless(expression, this.cursor.dialect());
		}
		this.operations.add(new AlterType(this.table, column, type, converted, collated));
	}

	private void rename() {
		if (this.cursor.accept("CONSTRAINT")) {
			Name constraint = new Name(null, this.cursor.identifier());
			this.cursor.expect("TO");
			this.operations.add(new RenameObject(ObjectKind.CONSTRAINT, constraint, this.cursor.identifier()));
		}
		else if (this.cursor.accept("TO")) {
			this.operations.add(new RenameTable(this.table, new Name(this.table.schema(), this.cursor.name().name())));
		}
		else {
			this.cursor.accept("COLUMN");
			String column = this.cursor.identifier();
			this.cursor.expect("TO");
			this.operations.add(new RenameColumn(this.table, column, this.cursor.identifier()));
		}
	}

	private void property() {
		String what = propertyOrNull();
		if (what != null) {
			this.operations.add(new ChangeTable(this.table, what));
		}
		else if (this.cursor.accept("REPLICA", "IDENTITY")) {
			if (this.cursor.accept("USING", "INDEX") || !this.cursor.accept("NOTHING")) {
				this.cursor.identifier();
			}
			this.operations.add(new ChangeTable(this.table, "REPLICA IDENTITY"));
		}
		else if (this.cursor.accept("CLUSTER", "ON")) {
			this.cursor.identifier();
			this.operations.add(new Annotate(this.table, "order for CLUSTER"));
		}
		else if (this.cursor.accept("SET", "WITHOUT", "CLUSTER") || this.cursor.accept("SET", "WITHOUT", "OIDS")) {
			this.operations.add(new Annotate(this.table, "order for CLUSTER"));
		}
		else if (this.cursor.accept("SET", "SCHEMA")) {
			this.operations.add(new RenameTable(this.table, new Name(this.cursor.identifier(), this.table.name())));
		}
		else if (this.cursor.sees("SET", "(") || this.cursor.sees("RESET", "(")) {
			this.cursor.next();
			this.cursor.parentheses();
			this.operations.add(new Annotate(this.table, "storage parameters"));
		}
		else if (this.cursor.accept("SET", "LOGGED") || this.cursor.accept("SET", "UNLOGGED")) {
			this.operations.add(new Rebuild(this.table, "SET LOGGED or UNLOGGED"));
		}
		else if (this.cursor.accept("SET", "TABLESPACE") || this.cursor.accept("SET", "ACCESS", "METHOD")) {
			this.cursor.identifier();
			this.operations.add(new Rebuild(this.table, "SET TABLESPACE or ACCESS METHOD"));
		}
		else if (this.cursor.accept("ATTACH", "PARTITION")) {
			Name partition = this.cursor.name();
			new PartitionParser(this.cursor).bounds();
			this.operations.add(new MovePartition(this.table, partition, true, false));
		}
		else if (this.cursor.accept("DETACH", "PARTITION")) {
			Name partition = this.cursor.name();
			boolean concurrently = this.cursor.accept("CONCURRENTLY") || this.cursor.accept("FINALIZE");
			this.operations.add(new MovePartition(this.table, partition, false, concurrently));
		}
		else {
			throw this.cursor.unknown();
		}
	}

	private @Nullable String propertyOrNull() {
		if (this.cursor.accept("OWNER", "TO")) {
			this.cursor.identifier();
			return "OWNER";
		}
		boolean enables = this.cursor.sees("ENABLE") || this.cursor.sees("DISABLE") || this.cursor.sees("FORCE");
		if (enables || this.cursor.sees("NO", "FORCE")) {
			this.cursor.accept("NO");
			this.cursor.next();
			if (this.cursor.accept("ROW", "LEVEL", "SECURITY")) {
				return "ROW LEVEL SECURITY";
			}
			this.cursor.acceptAny(FIRES);
			this.cursor.expect("TRIGGER");
			this.cursor.identifier();
			return "TRIGGER";
		}
		return null;
	}

}
