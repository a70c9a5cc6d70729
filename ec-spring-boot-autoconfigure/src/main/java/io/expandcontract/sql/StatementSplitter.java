package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the tokens of a script into statements, at the semicolons that do not stand in the
 * body of a routine.
 */
final class StatementSplitter {

	private StatementSplitter() {
	}

	static List<List<Token>> split(List<Token> tokens, Dialect dialect) {
		List<List<Token>> statements = new ArrayList<>();
		int start = 0;
		while (start < tokens.size()) {
			int end = start;
			if (tokens.get(start).is("CREATE")) {
				int body = RoutineHeader.body(tokens, start, dialect);
				end = (body < 0) ? start : RoutineBody.end(tokens, body, dialect);
			}
			while (end < tokens.size() && !tokens.get(end).is(";")) {
				end++;
			}
			if (end > start) {
				statements.add(tokens.subList(start, end));
			}
			start = end + 1;
		}
		return statements;
	}

}
