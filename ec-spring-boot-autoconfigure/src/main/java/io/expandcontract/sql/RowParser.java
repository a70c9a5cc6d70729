package io.expandcontract.sql;

import java.util.List;
import java.util.Set;

import io.expandcontract.sql.Operation.Annotate;
import io.expandcontract.sql.Operation.ChangeRows;
import io.expandcontract.sql.Operation.RowChange;

/**
 * Recognises statements that change rows. What they compute does not matter, unless it
 * calls a function that may do more.
 */
final class RowParser {

	private static final Set<String> PRIORITIES = Set.of("LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "QUICK");

	private static final Set<String> IDENTITIES = Set.of("RESTART", "CONTINUE");

	private final Cursor cursor;

	RowParser(Cursor cursor) {
		this.cursor = cursor;
	}

	/**
	 * Recognise what follows {@code INSERT}, which may add rows or change those there.
	 * @return the operation
	 */
	Operation insert() {
		modifiers();
		if (!this.cursor.accept("INTO") && !this.cursor.dialect().isMySqlFamily()) {
			throw this.cursor.unknown();
		}
		Name table = table();
		if (this.cursor.dialect().isMySqlFamily()) {
			this.cursor.accept("SET");
		}
		harmless();
		boolean upserts = upsert();
		return new ChangeRows(table, upserts ? RowChange.UPSERT : RowChange.INSERT, false);
	}

	/**
	 * Pass what only reads, up to the part that tells what to do with rows already there.
	 */
	private void harmless() {
		int start = this.cursor.position();
		while (!this.cursor.atEnd() && !isUpsert()) {
			this.cursor.next();
		}
		Expressions.requireHarmless(this.cursor.since(start), this.cursor.dialect());
	}

	private boolean isUpsert() {
		return this.cursor.sees("ON", "CONFLICT") || this.cursor.sees("ON", "DUPLICATE", "KEY", "UPDATE");
	}

	private boolean upsert() {
		if (this.cursor.atEnd()) {
			return false;
		}
		int start = this.cursor.position();
		if (!this.cursor.accept("ON", "DUPLICATE", "KEY", "UPDATE")) {
			this.cursor.expect("ON", "CONFLICT");
			while (!this.cursor.atEnd() && !this.cursor.sees("DO")) {
				this.cursor.next();
			}
			Expressions.requireHarmless(this.cursor.since(start), this.cursor.dialect());
			this.cursor.expect("DO");
			if (!this.cursor.accept("UPDATE", "SET")) {
				this.cursor.expect("NOTHING");
			}
		}
		this.cursor.query();
		return true;
	}

	/**
	 * Recognise what follows {@code REPLACE} of MySQL, or {@code MERGE} of H2 with a key.
	 * @return the operation
	 */
	Operation replace() {
		modifiers();
		this.cursor.accept("INTO");
		Name table = table();
		if (this.cursor.sees("USING") || this.cursor.sees("AS")) {
			throw this.cursor.unknown();
		}
		this.cursor.accept("SET");
		this.cursor.query();
		return new ChangeRows(table, RowChange.UPSERT, false);
	}

	/**
	 * Recognise what follows {@code UPDATE}: one table, perhaps with an alias.
	 * @return the operation
	 */
	Operation update() {
		modifiers();
		this.cursor.accept("ONLY");
		Name table = table();
		this.cursor.accept("AS");
		if (!this.cursor.sees("SET")) {
			this.cursor.identifier();
		}
		this.cursor.expect("SET");
		return new ChangeRows(table, RowChange.UPDATE, isFiltered());
	}

	/**
	 * Recognise what follows {@code DELETE}.
	 * @return the operation
	 */
	Operation delete() {
		modifiers();
		this.cursor.expect("FROM");
		this.cursor.accept("ONLY");
		Name table = table();
		if (this.cursor.sees(",") || (this.cursor.sees("USING") && this.cursor.dialect().isMySqlFamily())) {
			throw this.cursor.unknown();
		}
		return new ChangeRows(table, RowChange.DELETE, isFiltered());
	}

	private void modifiers() {
		if (this.cursor.dialect().isMySqlFamily()) {
			this.cursor.acceptAny(PRIORITIES);
			this.cursor.accept("IGNORE");
		}
	}

	private Name table() {
		Name table = this.cursor.name();
		if (this.cursor.dialect().isMySqlFamily() && this.cursor.accept("PARTITION")) {
			this.cursor.identifiers();
		}
		return table;
	}

	private boolean isFiltered() {
		boolean filtered = false;
		int depth = 0;
		int start = this.cursor.position();
		for (Token token : this.cursor.rest()) {
			depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
			filtered |= depth == 0 && token.is("WHERE");
		}
		Expressions.requireHarmless(this.cursor.since(start), this.cursor.dialect());
		return filtered;
	}

	/**
	 * Recognise what follows {@code TRUNCATE}.
	 * @return the operations
	 */
	List<Operation> truncate() {
		this.cursor.accept("TABLE");
		this.cursor.accept("ONLY");
		List<Name> tables = this.cursor.names();
		if (this.cursor.acceptAny(IDENTITIES)) {
			this.cursor.expect("IDENTITY");
		}
		this.cursor.accept("RESTRICT");
		return tables.stream().<Operation>map((table) -> new ChangeRows(table, RowChange.TRUNCATE, false)).toList();
	}

	/**
	 * Recognise a query that changes nothing, or nothing but the position of a sequence.
	 * @return the operation
	 */
	Operation select() {
		this.cursor.query();
		return new Annotate(null, "query");
	}

	/**
	 * Recognise what follows {@code WITH}, up to the statement that all of it is for.
	 */
	void with() {
		this.cursor.accept("RECURSIVE");
		do {
			this.cursor.identifier();
			if (this.cursor.sees("(")) {
				this.cursor.identifiers();
			}
			this.cursor.expect("AS");
			this.cursor.accept("NOT");
			this.cursor.accept("MATERIALIZED");
			this.cursor.expression();
		}
		while (this.cursor.accept(","));
	}

}
