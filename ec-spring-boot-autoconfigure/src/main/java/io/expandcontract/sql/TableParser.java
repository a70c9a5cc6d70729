package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.expandcontract.sql.Operation.CreateTable;
import io.expandcontract.sql.Operation.DropTable;
import org.jspecify.annotations.Nullable;

/**
 * Recognises {@code CREATE TABLE} and {@code DROP TABLE}.
 */
final class TableParser {

	private static final Set<String> OPTION_WORDS = Set.of("ENGINE", "CHARSET", "COLLATE", "COMMENT", "AUTO_INCREMENT",
			"ROW_FORMAT", "TABLESPACE", "STATS_PERSISTENT", "KEY_BLOCK_SIZE", "AVG_ROW_LENGTH", "MAX_ROWS", "MIN_ROWS");

	private final Cursor cursor;

	TableParser(Cursor cursor) {
		this.cursor = cursor;
	}

	/**
	 * Recognise what follows {@code CREATE [TEMPORARY] TABLE}.
	 * @param temporary whether it ends with the session
	 * @return the operation
	 */
	Operation create(boolean temporary) {
		this.cursor.accept("IF", "NOT", "EXISTS");
		Name table = this.cursor.name();
		if (this.cursor.accept("PARTITION", "OF")) {
			Name parent = this.cursor.name();
			new PartitionParser(this.cursor).bounds();
			options();
			return new CreateTable(table, List.of(), List.of(), temporary, parent);
		}
		List<Column> columns = new ArrayList<>();
		List<Constraint> constraints = new ArrayList<>();
		if (this.cursor.accept("LIKE")) {
			this.cursor.name();
		}
		else if (!this.cursor.sees("AS")) {
			elements(table, columns, constraints);
		}
		options();
		if (this.cursor.accept("AS")) {
			this.cursor.query();
		}
		return new CreateTable(table, List.copyOf(columns), List.copyOf(constraints), temporary, null);
	}

	private void elements(Name table, List<Column> columns, List<Constraint> constraints) {
		this.cursor.expect("(");
		if (this.cursor.accept(")")) {
			return;
		}
		do {
			if (!isLike() && !isIndex(table)) {
				String name = this.cursor.accept("CONSTRAINT") ? constraintName() : null;
				Constraint constraint = new ConstraintParser(this.cursor).ofTable(name);
				if (constraint != null) {
					constraints.add(constraint);
				}
				else if (name != null) {
					throw this.cursor.unknown();
				}
				else {
					columns.add(ColumnParser.parse(this.cursor));
				}
			}
		}
		while (this.cursor.accept(","));
		this.cursor.expect(")");
	}

	private @Nullable String constraintName() {
		boolean unnamed = this.cursor.sees("PRIMARY", "KEY") || this.cursor.sees("FOREIGN", "KEY")
				|| this.cursor.sees("CHECK", "(") || this.cursor.sees("UNIQUE", "(");
		return unnamed ? null : this.cursor.identifier();
	}

	private boolean isLike() {
		if (!this.cursor.accept("LIKE")) {
			return false;
		}
		this.cursor.name();
		while (this.cursor.accept("INCLUDING") || this.cursor.accept("EXCLUDING")) {
			this.cursor.identifier();
		}
		return true;
	}

	private boolean isIndex(Name table) {
		if (!this.cursor.dialect().isMySqlFamily()) {
			return false;
		}
		boolean special = this.cursor.sees("FULLTEXT") || this.cursor.sees("SPATIAL");
		if (special) {
			this.cursor.next();
		}
		boolean index = this.cursor.accept("INDEX") || this.cursor.accept("KEY");
		if (index || special) {
			new IndexParser(this.cursor).inTable(table, false, special);
		}
		return index || special;
	}

	private void options() {
		while (!this.cursor.atEnd() && !this.cursor.sees("AS")) {
			this.cursor.accept(",");
			this.cursor.accept("DEFAULT");
			if (this.cursor.accept("PARTITION", "BY")) {
				new PartitionParser(this.cursor).by();
			}
			else if (this.cursor.accept("INHERITS")) {
				this.cursor.parentheses();
			}
			else if (this.cursor.accept("USING")) {
				this.cursor.identifier();
			}
			else if (this.cursor.accept("WITH")) {
				if (!isMariaDbVersioning() && !this.cursor.accept("DATA") && !this.cursor.accept("NO", "DATA")) {
					this.cursor.parentheses();
				}
			}
			else if (this.cursor.accept("CHARACTER", "SET") || this.cursor.acceptAny(OPTION_WORDS)) {
				this.cursor.accept("=");
				this.cursor.value();
			}
			else if (!this.cursor.accept("WITHOUT", "OIDS") && !this.cursor.accept("ON", "COMMIT", "DROP")
					&& !this.cursor.accept("ON", "COMMIT", "PRESERVE", "ROWS")
					&& !this.cursor.accept("ON", "COMMIT", "DELETE", "ROWS")) {
				throw this.cursor.unknown();
			}
		}
	}

	private boolean isMariaDbVersioning() {
		return this.cursor.dialect() == Dialect.MARIADB && this.cursor.accept("SYSTEM", "VERSIONING");
	}

	/**
	 * Recognise what follows {@code DROP TABLE}.
	 * @return the operations
	 */
	List<Operation> drop() {
		this.cursor.accept("IF", "EXISTS");
		List<Name> tables = this.cursor.names();
		this.cursor.accept("IF", "EXISTS");
		boolean cascade = this.cursor.accept("CASCADE");
		if (cascade) {
			this.cursor.accept("CONSTRAINTS");
		}
		else {
			this.cursor.accept("RESTRICT");
		}
		return tables.stream().<Operation>map((table) -> new DropTable(table, cascade)).toList();
	}

}
