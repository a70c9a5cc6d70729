package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts the tokens of a script into statements, at the semicolons that do not stand in the
 * body of a routine.
 */
final class StatementSplitter {

	private static final Set<String> ROUTINES = Set.of("TRIGGER", "PROCEDURE", "FUNCTION", "EVENT");

	private static final Set<String> LOOPS = Set.of("IF", "LOOP", "WHILE", "REPEAT");

	private StatementSplitter() {
	}

	static List<List<Token>> split(List<Token> tokens) {
		List<List<Token>> statements = new ArrayList<>();
		int start = 0;
		int depth = 0;
		boolean routine = false;
		for (int index = 0; index < tokens.size(); index++) {
			Token token = tokens.get(index);
			if (index == start) {
				routine = isRoutine(tokens, start);
				depth = 0;
			}
			if (routine && (token.is("BEGIN") || token.is("CASE")) && !isAfterEnd(tokens, index)) {
				depth++;
			}
			else if (routine && token.is("END") && !isLoop(tokens, index + 1)) {
				depth--;
			}
			else if (token.is(";") && depth <= 0) {
				add(statements, tokens.subList(start, index));
				start = index + 1;
			}
		}
		add(statements, tokens.subList(start, tokens.size()));
		return statements;
	}

	private static void add(List<List<Token>> statements, List<Token> statement) {
		if (!statement.isEmpty()) {
			statements.add(statement);
		}
	}

	private static boolean isRoutine(List<Token> tokens, int start) {
		if (!tokens.get(start).is("CREATE")) {
			return false;
		}
		for (int index = start + 1; index < Math.min(tokens.size(), start + 12); index++) {
			if (tokens.get(index).kind() == Token.Kind.WORD && ROUTINES.contains(tokens.get(index).upper())) {
				return true;
			}
		}
		return false;
	}

	private static boolean isAfterEnd(List<Token> tokens, int index) {
		return index > 0 && tokens.get(index - 1).is("END");
	}

	private static boolean isLoop(List<Token> tokens, int index) {
		return index < tokens.size() && tokens.get(index).kind() == Token.Kind.WORD
				&& LOOPS.contains(tokens.get(index).upper());
	}

}
