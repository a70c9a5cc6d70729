package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.expandcontract.sql.Operation.Annotate;
import io.expandcontract.sql.Operation.Rebuild;

/**
 * Recognises comments, statistics and the rewriting of what is there.
 */
final class MaintenanceParser {

	private static final Set<String> KINDS = Set.of("TABLE", "INDEX", "SCHEMA", "DATABASE", "SYSTEM");

	private static final Set<String> FLAGS = Set.of("FULL", "FREEZE", "VERBOSE", "ANALYZE");

	private static final Set<String> LOGGED = Set.of("NO_WRITE_TO_BINLOG", "LOCAL");

	private final Cursor cursor;

	MaintenanceParser(Cursor cursor) {
		this.cursor = cursor;
	}

	/**
	 * Recognise what follows {@code COMMENT}.
	 * @return the operation
	 */
	Operation comment() {
		this.cursor.expect("ON");
		Name table = null;
		if (this.cursor.accept("TABLE")) {
			table = this.cursor.name();
		}
		else if (this.cursor.accept("COLUMN")) {
			table = tableOfColumn();
		}
		while (!this.cursor.atEnd() && !this.cursor.sees("IS")) {
			this.cursor.next();
		}
		this.cursor.expect("IS");
		if (!this.cursor.accept("NULL")) {
			this.cursor.string();
			while (!this.cursor.atEnd()) {
				this.cursor.string();
			}
		}
		return new Annotate(table, "comment");
	}

	private Name tableOfColumn() {
		String first = this.cursor.identifier();
		this.cursor.expect(".");
		String second = this.cursor.identifier();
		if (!this.cursor.accept(".")) {
			return new Name(null, first);
		}
		this.cursor.identifier();
		return new Name(first, second);
	}

	/**
	 * Recognise what follows {@code ANALYZE}. On MariaDB it may run a statement.
	 * @return the operations
	 */
	List<Operation> analyze() {
		if (this.cursor.dialect().isMySqlFamily()) {
			this.cursor.acceptAny(LOGGED);
			this.cursor.expect("TABLE");
		}
		else {
			this.cursor.accept("VERBOSE");
			if (this.cursor.sees("(")) {
				this.cursor.expression();
			}
			this.cursor.accept("TABLE");
		}
		if (this.cursor.atEnd()) {
			return List.of(new Annotate(null, "analyze"));
		}
		return tables().stream().<Operation>map((table) -> new Annotate(table, "analyze")).toList();
	}

	private List<Name> tables() {
		List<Name> tables = new ArrayList<>();
		do {
			tables.add(this.cursor.name());
			if (this.cursor.sees("(")) {
				this.cursor.identifiers();
			}
		}
		while (this.cursor.accept(","));
		return tables;
	}

	/**
	 * Recognise what follows {@code OPTIMIZE} of MySQL.
	 * @return the operations
	 */
	List<Operation> optimize() {
		this.cursor.acceptAny(LOGGED);
		this.cursor.expect("TABLE");
		return rebuild(this.cursor.names(), "OPTIMIZE");
	}

	private static List<Operation> rebuild(List<Name> tables, String how) {
		return tables.stream().<Operation>map((table) -> new Rebuild(table, how)).toList();
	}

	/**
	 * Recognise what follows {@code VACUUM} and {@code CLUSTER}.
	 * @param how the word
	 * @return the operations
	 */
	List<Operation> vacuum(String how) {
		if (this.cursor.sees("(")) {
			this.cursor.expression();
		}
		while (this.cursor.seesAny(FLAGS)) {
			this.cursor.next();
		}
		if (this.cursor.atEnd()) {
			return List.of(new Rebuild(null, how));
		}
		List<Name> tables = tables();
		if (this.cursor.accept("USING")) {
			this.cursor.identifier();
		}
		return rebuild(tables, how);
	}

	/**
	 * Recognise what follows {@code REINDEX}.
	 * @return the operation
	 */
	Operation reindex() {
		if (this.cursor.sees("(")) {
			this.cursor.expression();
		}
		boolean table = this.cursor.sees("TABLE");
		if (!this.cursor.acceptAny(KINDS)) {
			throw this.cursor.unknown();
		}
		boolean concurrently = this.cursor.accept("CONCURRENTLY");
		Name name = this.cursor.atEnd() ? null : this.cursor.name();
		return new Rebuild(table ? name : null, concurrently ? "REINDEX CONCURRENTLY" : "REINDEX");
	}

	/**
	 * Recognise what follows {@code REFRESH}.
	 * @return the operation
	 */
	Operation refresh() {
		this.cursor.expect("MATERIALIZED", "VIEW");
		boolean concurrently = this.cursor.accept("CONCURRENTLY");
		Name view = this.cursor.name();
		if (!this.cursor.accept("WITH", "NO", "DATA")) {
			this.cursor.accept("WITH", "DATA");
		}
		return new Rebuild(view, concurrently ? "REFRESH CONCURRENTLY" : "REFRESH");
	}

}
