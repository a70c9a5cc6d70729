package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.expandcontract.sql.Operation.Annotate;
import io.expandcontract.sql.Operation.CreateIndex;
import io.expandcontract.sql.Operation.DropConstraint;
import io.expandcontract.sql.Operation.DropIndex;
import io.expandcontract.sql.Operation.Rebuild;
import io.expandcontract.sql.Operation.RenameObject;
import org.jspecify.annotations.Nullable;

/**
 * Recognises indexes.
 */
final class IndexParser {

	private static final Set<String> NO_STOPS = Set.of();

	private final Cursor cursor;

	private boolean countsNull;

	private boolean mayFail;

	IndexParser(Cursor cursor) {
		this.cursor = cursor;
	}

	/**
	 * Recognise what follows {@code CREATE [UNIQUE] INDEX}.
	 * @param unique whether it is unique
	 * @param special whether it is a full text or spatial index
	 * @return the operation
	 */
	Operation create(boolean unique, boolean special) {
		boolean concurrently = this.cursor.accept("CONCURRENTLY");
		boolean ifNotExists = this.cursor.accept("IF", "NOT", "EXISTS");
		Name index = this.cursor.sees("ON") ? null : this.cursor.name();
		method();
		this.cursor.expect("ON");
		this.cursor.accept("ONLY");
		Name table = this.cursor.name();
		method();
		List<String> columns = columns();
		options();
		if (this.cursor.accept("WHERE")) {
			int start = this.cursor.position();
			this.cursor.query();
			this.mayFail |= !Expressions.isTotal(this.cursor.since(start));
		}
		return new CreateIndex(index, table, columns, unique, concurrently, ifNotExists, special, this.countsNull,
				this.mayFail);
	}

	/**
	 * Recognise what follows {@code DROP INDEX}.
	 * @return the operations
	 */
	List<Operation> drop() {
		boolean concurrently = this.cursor.accept("CONCURRENTLY");
		this.cursor.accept("IF", "EXISTS");
		List<Operation> operations = new ArrayList<>();
		do {
			Name index = this.cursor.name();
			Name table = this.cursor.accept("ON") ? this.cursor.name() : null;
			operations
				.add((table != null) ? dropped(index, table, concurrently) : new DropIndex(index, null, concurrently));
		}
		while (this.cursor.accept(","));
		if (!this.cursor.accept("CASCADE")) {
			this.cursor.accept("RESTRICT");
		}
		return operations;
	}

	/**
	 * Return what the loss of an index is: PRIMARY is the primary key of MySQL.
	 */
	static Operation dropped(Name index, Name table, boolean concurrently) {
		return index.name().equals("primary") ? new DropConstraint(table, Constraint.Kind.PRIMARY_KEY, null, false)
				: new DropIndex(index, table, concurrently);
	}

	/**
	 * Recognise what follows {@code ALTER INDEX}.
	 * @return the operation
	 */
	Operation alter() {
		this.cursor.accept("IF", "EXISTS");
		Name index = this.cursor.name();
		if (this.cursor.accept("RENAME", "TO")) {
			return new RenameObject(ObjectKind.INDEX, index, this.cursor.identifier());
		}
		if (this.cursor.accept("ATTACH", "PARTITION")) {
			this.cursor.name();
			return new Annotate(null, "partition of an index");
		}
		if (this.cursor.accept("SET", "TABLESPACE")) {
			this.cursor.identifier();
			return new Rebuild(null, "SET TABLESPACE");
		}
		if (!this.cursor.accept("SET")) {
			this.cursor.expect("RESET");
		}
		this.cursor.parentheses();
		return new Annotate(null, "storage parameters");
	}

	/**
	 * Recognise an index inside of {@code ALTER TABLE … ADD} or {@code CREATE TABLE}.
	 * @param table the table
	 * @param unique whether it is unique
	 * @param special whether it is a full text or spatial index
	 * @return the operation
	 */
	Operation inTable(Name table, boolean unique, boolean special) {
		boolean ifNotExists = this.cursor.accept("IF", "NOT", "EXISTS");
		String name = (this.cursor.sees("(") || this.cursor.sees("USING")) ? null : this.cursor.identifier();
		method();
		List<String> columns = columns();
		options();
		return new CreateIndex(named(name), table, columns, unique, false, ifNotExists, special, this.countsNull,
				this.mayFail);
	}

	private static @Nullable Name named(@Nullable String name) {
		return (name != null) ? new Name(null, name) : null;
	}

	void method() {
		if (this.cursor.accept("USING")) {
			this.cursor.identifier();
		}
	}

	List<String> columns() {
		List<String> columns = new ArrayList<>();
		this.cursor.expect("(");
		do {
			List<Token> part = this.cursor.until(NO_STOPS);
			if (part.isEmpty()) {
				throw this.cursor.unknown();
			}
			boolean prefixed = part.size() > 3 && part.get(1).is("(") && part.get(2).kind() == Token.Kind.NUMBER;
			if (part.get(0).isIdentifier() && (prefixed || part.size() < 2 || !part.get(1).is("("))) {
				columns.add(this.cursor.dialect().fold(part.get(0).text(), part.get(0).kind() == Token.Kind.QUOTED));
			}
			else {
				Expressions.requireHarmless(part, this.cursor.dialect());
				this.mayFail |= !Expressions.isTotal(part);
			}
		}
		while (this.cursor.accept(","));
		this.cursor.expect(")");
		return columns;
	}

	void options() {
		while (!this.cursor.atEnd()) {
			if (this.cursor.accept("INCLUDE") || this.cursor.accept("WITH")) {
				if (this.cursor.accept("PARSER")) {
					this.cursor.identifier();
				}
				else {
					this.cursor.parentheses();
				}
			}
			else if (this.cursor.accept("TABLESPACE") || this.cursor.accept("USING", "INDEX", "TABLESPACE")
					|| this.cursor.accept("USING")) {
				this.cursor.identifier();
			}
			else if (this.cursor.accept("COMMENT") || this.cursor.accept("KEY_BLOCK_SIZE")) {
				this.cursor.accept("=");
				this.cursor.value();
			}
			else if (!isFlag()) {
				return;
			}
		}
	}

	/**
	 * Return whether null is taken for a value as any other, once the index is read.
	 */
	boolean countsNull() {
		return this.countsNull;
	}

	private boolean isFlag() {
		if (this.cursor.accept("NULLS", "NOT", "DISTINCT")) {
			this.countsNull = true;
			return true;
		}
		return this.cursor.accept("NULLS", "DISTINCT") || this.cursor.accept("VISIBLE")
				|| this.cursor.accept("INVISIBLE") || this.cursor.accept("IGNORED")
				|| this.cursor.accept("NOT", "IGNORED");
	}

}
