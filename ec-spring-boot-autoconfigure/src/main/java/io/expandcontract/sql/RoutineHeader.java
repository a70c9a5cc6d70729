package io.expandcontract.sql;

import java.util.List;
import java.util.Set;

/**
 * Finds where the body of a routine begins. All that stands before it is read word by
 * word, since BEGIN is a good name for a table or a column.
 */
final class RoutineHeader {

	private static final Set<String> EVENTS = Set.of("INSERT", "UPDATE", "DELETE");

	private static final Set<String> TIMES = Set.of("BEFORE", "AFTER");

	private static final Set<String> ORDERS = Set.of("FOLLOWS", "PRECEDES");

	private static final Set<String> SECURITIES = Set.of("DEFINER", "INVOKER");

	private static final Set<String> HOLDS = Set.of("CONTAINS", "NO");

	private static final Set<String> TOUCHES = Set.of("READS", "MODIFIES");

	private final Cursor cursor;

	private RoutineHeader(Cursor cursor) {
		this.cursor = cursor;
	}

	/**
	 * Find the body of a routine.
	 * @param tokens of a script
	 * @param start where {@code CREATE} stands
	 * @param dialect the database's SQL
	 * @return where its first word stands, or a negative number if this is no routine
	 * with a body in plain sight
	 */
	static int body(List<Token> tokens, int start, Dialect dialect) {
		Cursor cursor = new Cursor("", tokens.subList(start + 1, tokens.size()), dialect);
		try {
			boolean found = dialect.isMySqlFamily() ? new RoutineHeader(cursor).isMySqlRoutine()
					: dialect == Dialect.POSTGRESQL && isAtomic(cursor);
			return found ? start + 1 + cursor.position() : -1;
		}
		catch (UnrecognisedException ex) {
			return -1;
		}
	}

	private static boolean isAtomic(Cursor cursor) {
		cursor.accept("OR", "REPLACE");
		if (!cursor.accept("FUNCTION") && !cursor.accept("PROCEDURE")) {
			return false;
		}
		cursor.name();
		cursor.parentheses();
		while (!cursor.atEnd() && !cursor.sees(";")) {
			if (cursor.sees("BEGIN", "ATOMIC")) {
				return true;
			}
			if (cursor.sees("(")) {
				cursor.parentheses();
			}
			else {
				cursor.next();
			}
		}
		return false;
	}

	private boolean isMySqlRoutine() {
		this.cursor.accept("OR", "REPLACE");
		definer(this.cursor);
		this.cursor.accept("AGGREGATE");
		boolean trigger = this.cursor.accept("TRIGGER");
		boolean function = !trigger && this.cursor.accept("FUNCTION");
		if (!trigger && !function && !this.cursor.accept("PROCEDURE")) {
			return false;
		}
		this.cursor.accept("IF", "NOT", "EXISTS");
		this.cursor.name();
		if (trigger) {
			return trigger();
		}
		this.cursor.parentheses();
		if (function) {
			this.cursor.expect("RETURNS");
			new TypeParser(this.cursor).parse();
		}
		boolean more = true;
		while (more) {
			more = isCharacteristic();
		}
		return true;
	}

	static void definer(Cursor cursor) {
		if (!cursor.accept("DEFINER")) {
			return;
		}
		cursor.expect("=");
		if (cursor.accept("CURRENT_USER")) {
			if (cursor.accept("(")) {
				cursor.expect(")");
			}
			return;
		}
		cursor.value();
		if (cursor.accept("@")) {
			cursor.value();
		}
	}

	private boolean trigger() {
		if (!this.cursor.acceptAny(TIMES) || !this.cursor.acceptAny(EVENTS)) {
			return false;
		}
		this.cursor.expect("ON");
		this.cursor.name();
		this.cursor.expect("FOR", "EACH", "ROW");
		if (this.cursor.acceptAny(ORDERS)) {
			this.cursor.identifier();
		}
		return true;
	}

	private boolean isCharacteristic() {
		if (this.cursor.accept("COMMENT")) {
			this.cursor.string();
			return true;
		}
		if (this.cursor.accept("SQL", "SECURITY")) {
			return this.cursor.acceptAny(SECURITIES);
		}
		if (this.cursor.seesAny(HOLDS) && this.cursor.peek(1).is("SQL")) {
			this.cursor.next();
			this.cursor.next();
			return true;
		}
		if (this.cursor.acceptAny(TOUCHES)) {
			this.cursor.expect("SQL", "DATA");
			return true;
		}
		return this.cursor.accept("LANGUAGE", "SQL") || this.cursor.accept("NOT", "DETERMINISTIC")
				|| this.cursor.accept("DETERMINISTIC");
	}

}
