package io.expandcontract.sql;

import java.util.List;
import java.util.Set;

import io.expandcontract.sql.Constraint.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Recognises constraints, those of a table and those beside a column.
 */
final class ConstraintParser {

	private static final Set<String> ACTIONS = Set.of("CASCADE", "RESTRICT");

	private static final Set<String> MATCHES = Set.of("FULL", "PARTIAL", "SIMPLE");

	private final Cursor cursor;

	ConstraintParser(Cursor cursor) {
		this.cursor = cursor;
	}

	/**
	 * Recognise a constraint of a table, behind {@code CONSTRAINT} and its name.
	 * @param name its name, or {@code null}
	 * @return the constraint, or {@code null} if none comes next
	 */
	@Nullable Constraint ofTable(@Nullable String name) {
		if (this.cursor.accept("PRIMARY", "KEY")) {
			return keyed(Kind.PRIMARY_KEY, name);
		}
		if (this.cursor.accept("UNIQUE")) {
			if (!this.cursor.accept("KEY")) {
				this.cursor.accept("INDEX");
			}
			return keyed(Kind.UNIQUE, name);
		}
		if (this.cursor.accept("FOREIGN", "KEY")) {
			String given = mySqlName(name);
			List<String> columns = this.cursor.identifiers();
			return reference(given, columns);
		}
		if (this.cursor.accept("CHECK")) {
			this.cursor.expression();
			return tail(Kind.CHECK, name, List.of(), null, null, false);
		}
		if (this.cursor.accept("EXCLUDE")) {
			if (this.cursor.accept("USING")) {
				this.cursor.identifier();
			}
			this.cursor.expression();
			IndexParser index = new IndexParser(this.cursor);
			index.options();
			if (this.cursor.accept("WHERE")) {
				this.cursor.expression();
			}
			return tail(Kind.EXCLUSION, name, List.of(), null, null, false);
		}
		if (this.cursor.accept("NOT", "NULL")) {
			return tail(Kind.NOT_NULL, name, List.of(this.cursor.identifier()), null, null, false);
		}
		return null;
	}

	private Constraint keyed(Kind kind, @Nullable String name) {
		if (this.cursor.accept("USING", "INDEX")) {
			String index = this.cursor.identifier();
			return tail(kind, name, List.of(), null, index, false);
		}
		boolean countsNull = this.cursor.accept("NULLS", "NOT", "DISTINCT");
		this.cursor.accept("NULLS", "DISTINCT");
		String given = name;
		this.cursor.accept("IF", "NOT", "EXISTS");
		if (this.cursor.dialect().isMySqlFamily() && !this.cursor.sees("(") && !this.cursor.sees("USING")) {
			given = this.cursor.identifier();
		}
		IndexParser index = new IndexParser(this.cursor);
		index.method();
		List<String> columns = index.columns();
		index.options();
		if (this.cursor.dialect() == Dialect.H2 && this.cursor.accept("INDEX")) {
			this.cursor.name();
		}
		return tail(kind, given, columns, null, null, countsNull || index.countsNull());
	}

	private @Nullable String mySqlName(@Nullable String name) {
		this.cursor.accept("IF", "NOT", "EXISTS");
		boolean given = this.cursor.dialect().isMySqlFamily() && !this.cursor.sees("(");
		return given ? this.cursor.identifier() : name;
	}

	/**
	 * Recognise {@code REFERENCES} and what follows.
	 * @param name the constraint's name, or {@code null}
	 * @param columns the columns of the child
	 * @return the foreign key
	 */
	Constraint reference(@Nullable String name, List<String> columns) {
		this.cursor.expect("REFERENCES");
		Name parent = this.cursor.name();
		if (this.cursor.sees("(")) {
			this.cursor.identifiers();
		}
		boolean full = this.cursor.sees("MATCH", "FULL");
		if (this.cursor.accept("MATCH") && !this.cursor.acceptAny(MATCHES)) {
			throw this.cursor.unknown();
		}
		while (this.cursor.sees("ON", "DELETE") || this.cursor.sees("ON", "UPDATE")) {
			this.cursor.next();
			this.cursor.next();
			if (this.cursor.accept("SET", "NULL") || this.cursor.accept("SET", "DEFAULT")) {
				if (this.cursor.sees("(")) {
					this.cursor.identifiers();
				}
			}
			else if (!this.cursor.accept("NO", "ACTION") && !this.cursor.acceptAny(ACTIONS)) {
				throw this.cursor.unknown();
			}
		}
		return tail(Kind.FOREIGN_KEY, name, columns, parent, null, full && columns.size() > 1);
	}

	private Constraint tail(Kind kind, @Nullable String name, List<String> columns, @Nullable Name parent,
			@Nullable String index, boolean countsNull) {
		boolean validated = true;
		while (!this.cursor.atEnd()) {
			if (this.cursor.accept("NOT", "VALID") || this.cursor.accept("NOT", "ENFORCED")
					|| this.cursor.accept("NOCHECK")) {
				validated = false;
			}
			else if (!this.cursor.accept("NOT", "DEFERRABLE") && !this.cursor.accept("DEFERRABLE")
					&& !this.cursor.accept("INITIALLY", "DEFERRED") && !this.cursor.accept("INITIALLY", "IMMEDIATE")
					&& !this.cursor.accept("NO", "INHERIT") && !this.cursor.accept("ENFORCED")) {
				break;
			}
		}
		return new Constraint(kind, name, columns, parent, validated, index, countsNull);
	}

}
