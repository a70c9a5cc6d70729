package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.expandcontract.sql.Corpus.Example;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Garbage does no harm: it is recognised or unknown, and nothing is thrown.
 */
class FuzzTests {

	private static final long SEED = 20_240_617;

	private static final int TEXTS = 20_000;

	private static final String BITS = "'\"`$\\/*-#;()[]{}@.,:=!%&|<>+~^? \n\r\t\0\u00a0\uFEFF0123456789eExXnN_abc";

	private static final List<String> WORDS = List.of("BEGIN", "END", "CASE", "IF", "LOOP", "REPEAT", "WHILE",
			"DECLARE", "HANDLER", "FOR", "CREATE", "OR", "REPLACE", "TRIGGER", "PROCEDURE", "FUNCTION", "ALTER",
			"TABLE", "ADD", "COLUMN", "DROP", "AS", "SELECT", "ATOMIC", "/*!", "$$", "$a$", "--", "E'", "U&'", "\\'",
			"''", "ON", "ROW", "DEFAULT", "NOT", "NULL", "PRIMARY", "KEY", "CHECK", "(", ")", ";", ",", "::", ".",
			"ALGORITHM", "=", "WITH", "PARTITION", "BY", "SET", "INSERT", "INTO", "VALUES", "UPDATE", "DELETE", "FROM",
			"WHERE", "x", "1", "'s'");

	private static void recognise(Dialect dialect, String sql) {
		List<SqlStatement> statements = new Recogniser(dialect).recognise(sql);
		assertThat(statements).allSatisfy((statement) -> {
			assertThat(statement.operations()).isNotEmpty();
			assertThat(sql).contains(statement.text());
		});
	}

	private static List<String> corpus() {
		List<String> texts = new ArrayList<>();
		for (Corpus corpus : Corpus.values()) {
			corpus.examples().stream().map(Example::sql).forEach(texts::add);
		}
		return texts;
	}

	@ParameterizedTest
	@EnumSource
	void charactersAtRandom(Dialect dialect) {
		Random random = new Random(SEED);
		for (int text = 0; text < TEXTS; text++) {
			StringBuilder sql = new StringBuilder();
			int length = random.nextInt(60);
			for (int index = 0; index < length; index++) {
				sql.append((random.nextInt(10) > 0) ? BITS.charAt(random.nextInt(BITS.length()))
						: (char) random.nextInt(0x10000));
			}
			recognise(dialect, sql.toString());
		}
	}

	@ParameterizedTest
	@EnumSource
	void wordsAtRandom(Dialect dialect) {
		Random random = new Random(SEED);
		for (int text = 0; text < TEXTS; text++) {
			StringBuilder sql = new StringBuilder();
			int length = random.nextInt(40);
			for (int index = 0; index < length; index++) {
				sql.append(WORDS.get(random.nextInt(WORDS.size()))).append((random.nextInt(5) > 0) ? " " : "");
			}
			recognise(dialect, sql.toString());
		}
	}

	@ParameterizedTest
	@EnumSource
	void statementsThatEndAnywhere(Dialect dialect) {
		for (String sql : corpus()) {
			for (int end = 0; end < Math.min(sql.length(), 400); end += 3) {
				recognise(dialect, sql.substring(0, end));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void statementsCutAndSpliced(Dialect dialect) {
		Random random = new Random(SEED);
		List<String> corpus = corpus();
		for (int text = 0; text < TEXTS; text++) {
			String first = corpus.get(random.nextInt(corpus.size()));
			String second = corpus.get(random.nextInt(corpus.size()));
			StringBuilder sql = new StringBuilder(first.substring(0, random.nextInt(first.length() + 1)));
			sql.append(second.substring(random.nextInt(second.length() + 1)));
			if (random.nextBoolean() && sql.length() > 0) {
				sql.setCharAt(random.nextInt(sql.length()), BITS.charAt(random.nextInt(BITS.length())));
			}
			recognise(dialect, sql.toString());
		}
	}

	/**
	 * A cut or a foreign character may make a statement unknown, but never hides the one
	 * behind it, unless it opens a quote, a comment or a body.
	 */
	@ParameterizedTest
	@EnumSource
	void brokenStatementsHideNothing(Dialect dialect) {
		Random random = new Random(SEED);
		List<String> corpus = corpus();
		for (int text = 0; text < TEXTS; text++) {
			String first = corpus.get(random.nextInt(corpus.size()));
			String sql = first.substring(0, random.nextInt(first.length() + 1)) + " ; drop table victim";
			List<String> operations = Notation.of(new Recogniser(dialect).recognise(sql));
			assertThat(operations).as(sql)
				.anyMatch((operation) -> operation.equals("unknown") || operation.equalsIgnoreCase("DropTable victim")
						|| endsInComment(dialect, sql));
		}
	}

	private static boolean endsInComment(Dialect dialect, String sql) {
		List<Token> tokens = Tokenizer.tokenize(sql, dialect, Escapes.usual(dialect));
		return tokens.isEmpty() || !tokens.get(tokens.size() - 1).is("victim");
	}

}
