package io.expandcontract.sql;

import java.util.Set;

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
