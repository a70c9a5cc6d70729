package io.expandcontract.sql;

import java.util.List;
import java.util.Set;

import io.expandcontract.sql.Operation.CreateTable;

/**
 * Recognises how a table is cut into partitions.
 */
final class PartitionParser {

	private static final Set<String> METHODS = Set.of("RANGE", "LIST", "HASH", "KEY", "SYSTEM_TIME");

	private static final Set<String> COUNTS = Set.of("PARTITIONS", "SUBPARTITIONS");

	private final Cursor cursor;

	PartitionParser(Cursor cursor) {
		this.cursor = cursor;
	}

	/**
	 * Recognise what follows {@code PARTITION BY}.
	 */
	void by() {
		method();
		if (!this.cursor.dialect().isMySqlFamily()) {
			return;
		}
		count();
		if (this.cursor.accept("SUBPARTITION", "BY")) {
			method();
			count();
		}
		if (this.cursor.sees("(", "PARTITION")) {
			this.cursor.parentheses();
		}
	}

	private void count() {
		if (this.cursor.acceptAny(COUNTS)) {
			this.cursor.value();
		}
	}

	private void method() {
		this.cursor.accept("LINEAR");
		if (!this.cursor.acceptAny(METHODS)) {
			throw this.cursor.unknown();
		}
		if (this.cursor.accept("ALGORITHM")) {
			this.cursor.expect("=");
			this.cursor.value();
		}
		this.cursor.accept("COLUMNS");
		this.cursor.expression();
	}

	/**
	 * Recognise new partitions of MySQL, behind the parenthesis.
	 * @param table the table
	 * @param operations takes them
	 */
	void added(Name table, List<Operation> operations) {
		do {
			this.cursor.expect("PARTITION");
			Name added = new Name(table.schema(), this.cursor.identifier());
			this.cursor.expect("VALUES");
			if (!this.cursor.accept("IN")) {
				this.cursor.expect("LESS", "THAN");
			}
			if (!this.cursor.accept("MAXVALUE")) {
				this.cursor.expression();
			}
			if (this.cursor.accept("ENGINE")) {
				this.cursor.accept("=");
				this.cursor.value();
			}
			operations.add(new CreateTable(added, List.of(), List.of(), false, table));
		}
		while (this.cursor.accept(","));
		this.cursor.expect(")");
	}

	/**
	 * Recognise what cuts a table of MySQL into other partitions, with all its rows.
	 * @return whether it was that
	 */
	boolean isRebuild() {
		if (this.cursor.accept("PARTITION", "BY")) {
			by();
			return true;
		}
		if (this.cursor.accept("REMOVE", "PARTITIONING")) {
			return true;
		}
		if (this.cursor.accept("COALESCE", "PARTITION")) {
			this.cursor.value();
			return true;
		}
		if (this.cursor.accept("REORGANIZE", "PARTITION")) {
			this.cursor.names();
			this.cursor.expect("INTO");
			this.cursor.parentheses();
			return true;
		}
		return false;
	}

	/**
	 * Recognise the bounds of a partition of PostgreSQL.
	 */
	void bounds() {
		if (this.cursor.accept("DEFAULT")) {
			return;
		}
		this.cursor.expect("FOR", "VALUES");
		if (this.cursor.accept("FROM")) {
			this.cursor.expression();
			this.cursor.expect("TO");
		}
		else if (!this.cursor.accept("IN")) {
			this.cursor.expect("WITH");
		}
		this.cursor.expression();
	}

}
