package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.expandcontract.sql.Column.Generation;
import io.expandcontract.sql.Constraint.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the definition of a column.
 */
final class ColumnParser {

	private static final Set<String> SERIALS = Set.of("serial", "bigserial", "smallserial", "serial2", "serial4",
			"serial8", "identity");

	private static final Set<String> STORED = Set.of("STORED", "PERSISTENT");

	private final Cursor cursor;

	private final String name;

	private final List<Constraint> constraints = new ArrayList<>();

	private boolean notNull;

	private @Nullable DefaultValue defaultValue;

	private Generation generation = Generation.NONE;

	private @Nullable String constraint;

	private ColumnParser(Cursor cursor) {
		this.cursor = cursor;
		this.name = cursor.identifier();
	}

	/**
	 * Recognise a column, from its name on.
	 * @param cursor where it begins
	 * @return the column
	 */
	static Column parse(Cursor cursor) {
		ColumnParser parser = new ColumnParser(cursor);
		return parser.parse();
	}

	private Column parse() {
		DataType type = null;
		if (!this.cursor.sees("GENERATED") && !this.cursor.sees("AS")) {
			type = new TypeParser(this.cursor).parse();
			if (SERIALS.contains(type.name())) {
				this.notNull = true;
				this.generation = Generation.SEQUENCE;
			}
		}
		while (!this.cursor.atEnd() && !this.cursor.sees(",") && !this.cursor.sees(")")) {
			if (!isNullity() && !isKey() && !isGenerated() && !isCosmetic()) {
				break;
			}
		}
		return new Column(this.name, type, this.notNull, this.defaultValue, this.generation,
				List.copyOf(this.constraints));
	}

	private boolean isNullity() {
		if (this.cursor.accept("NOT", "NULL")) {
			this.notNull = true;
			this.cursor.accept("NO", "INHERIT");
		}
		else if (this.cursor.accept("DEFAULT")) {
			this.cursor.accept("ON", "NULL");
			this.defaultValue = new DefaultParser(this.cursor).parse();
		}
		else if (this.cursor.accept("ON", "UPDATE")) {
			this.cursor.identifier();
			if (this.cursor.sees("(")) {
				this.cursor.parentheses();
			}
		}
		else {
			return this.cursor.accept("NULL");
		}
		return true;
	}

	private boolean isKey() {
		if (this.cursor.accept("CONSTRAINT")) {
			this.constraint = this.cursor.identifier();
		}
		else if (this.cursor.accept("PRIMARY", "KEY") || isMySqlKey()) {
			parameters();
			this.notNull = true;
			add(new Constraint(Kind.PRIMARY_KEY, this.constraint, List.of(this.name), null, true));
		}
		else if (this.cursor.accept("UNIQUE")) {
			this.cursor.accept("KEY");
			boolean countsNull = this.cursor.accept("NULLS", "NOT", "DISTINCT");
			this.cursor.accept("NULLS", "DISTINCT");
			parameters();
			add(new Constraint(Kind.UNIQUE, this.constraint, List.of(this.name), null, true, null, countsNull));
		}
		else if (this.cursor.accept("CHECK")) {
			this.cursor.expression();
			boolean enforced = !this.cursor.accept("NOT", "ENFORCED");
			this.cursor.accept("ENFORCED");
			this.cursor.accept("NO", "INHERIT");
			add(new Constraint(Kind.CHECK, this.constraint, List.of(this.name), null, enforced));
		}
		else if (this.cursor.sees("REFERENCES")) {
			add(new ConstraintParser(this.cursor).reference(this.constraint, List.of(this.name)));
		}
		else {
			return false;
		}
		return true;
	}

	private boolean isMySqlKey() {
		return this.cursor.dialect().isMySqlFamily() && this.cursor.accept("KEY");
	}

	private void parameters() {
		this.cursor.accept("NOT", "DEFERRABLE");
		this.cursor.accept("DEFERRABLE");
		if (this.cursor.accept("WITH")) {
			this.cursor.parentheses();
		}
		if (this.cursor.accept("USING", "INDEX", "TABLESPACE")) {
			this.cursor.identifier();
		}
	}

	private void add(Constraint added) {
		this.constraints.add(added);
		this.constraint = null;
	}

	private boolean isGenerated() {
		if (this.cursor.accept("AUTO_INCREMENT")
				|| (this.cursor.dialect() == Dialect.H2 && this.cursor.accept("IDENTITY"))) {
			this.generation = Generation.SEQUENCE;
			if (this.cursor.sees("(")) {
				this.cursor.parentheses();
			}
			return true;
		}
		boolean always = this.cursor.accept("GENERATED", "ALWAYS");
		if (!always && !this.cursor.accept("GENERATED", "BY", "DEFAULT") && !this.cursor.sees("AS", "(")) {
			return false;
		}
		this.cursor.accept("ON", "NULL");
		this.cursor.expect("AS");
		if (this.cursor.accept("IDENTITY")) {
			this.notNull = true;
			this.generation = Generation.SEQUENCE;
			if (this.cursor.sees("(")) {
				this.cursor.parentheses();
			}
			return true;
		}
		int start = this.cursor.position();
		this.cursor.expression();
		if (!Expressions.isTotal(this.cursor.since(start))) {
			add(new Constraint(Kind.CHECK, null, List.of(this.name), null, true));
		}
		boolean stored = this.cursor.acceptAny(STORED);
		this.cursor.accept("VIRTUAL");
		this.generation = stored ? Generation.STORED : Generation.VIRTUAL;
		return true;
	}

	private boolean isCosmetic() {
		boolean mysql = this.cursor.dialect().isMySqlFamily();
		if (mysql && this.cursor.accept("SRID")) {
			this.cursor.value();
			return true;
		}
		if (this.cursor.accept("COMMENT") || this.cursor.accept("STORAGE") || this.cursor.accept("COMPRESSION")
				|| this.cursor.accept("COLUMN_FORMAT") || this.cursor.accept("AFTER")) {
			this.cursor.value();
			return true;
		}
		if (this.cursor.accept("COLLATE") || this.cursor.accept("CHARACTER", "SET")) {
			this.cursor.name();
			return true;
		}
		return this.cursor.accept("WITHOUT", "SYSTEM", "VERSIONING") || this.cursor.accept("FIRST")
				|| this.cursor.accept("VISIBLE") || this.cursor.accept("INVISIBLE");
	}

}
