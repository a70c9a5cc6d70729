package io.expandcontract.sql;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Long texts, which must neither overflow the stack nor take more than linear time. What
 * would be quadratic does not come to an end with these.
 */
class LongTextTests {

	private static final int MILLION = 1_000_000;

	@ParameterizedTest
	@ValueSource(strings = { "(", ")", "()", "[", "((", "select (", "/*", "'", "\"", "`", "$$", "$a$", "--", "-- \r",
			"\\'", "case ", "begin ", "end ", "begin if ", ";", "a.", "a,", "1", "1e", "1.", "::", "[]", "not ", "e'a'",
			"'\\' ", "default ", "create ", "create function f() ", "alter table t add a int,", "create trigger ", "+",
			"-", "@", "\0", "create function f( ;", "create procedure p( ;", "create procedure p() begin end;",
			"with a as (", "create function f() begin atomic ; end ;", "comment on ", "array[",
			"insert into t values (1) on " })
	void partsRepeatedAHundredThousandTimesAreRead(String part) {
		String text = part.repeat(MILLION / 10);
		for (Dialect dialect : Dialect.values()) {
			assertThat(new Recogniser(dialect).recognise(text)).isNotNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "alter table t add constraint c check (%s)", "create table t (a int default %s)",
			"create index i on t (%s)", "alter table t add a int default (%s)", "insert into t values (%s)",
			"update t set a = %s", "create view v as select %s", "create table t as select %s", "set a = %s",
			"create procedure p() begin select %s; end",
			"create function f() returns int begin atomic select %s; end" })
	void aMillionParenthesesAreRead(String statement) {
		String sql = statement.formatted("(".repeat(MILLION) + "1" + ")".repeat(MILLION));
		Dialect dialect = statement.contains("procedure") ? Dialect.MYSQL : Dialect.POSTGRESQL;
		assertThat(new Recogniser(dialect).recognise(sql)).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void tenMegabytesOfSqlAreUnknown(Dialect dialect) {
		String sql = "insert into t (a) values (1);\n".repeat(10 * MILLION / 30);
		assertThat(new Recogniser(dialect).recognise(sql)).singleElement()
			.extracting(SqlStatement::isRecognised)
			.isEqualTo(false);
	}

	@ParameterizedTest
	@EnumSource
	void manyStatementsAreRead(Dialect dialect) {
		String sql = "alter table t add column a int default 1;\n".repeat(50_000);
		assertThat(new Recogniser(dialect).recognise(sql)).hasSize(50_000).allMatch(SqlStatement::isRecognised);
	}

	@ParameterizedTest
	@EnumSource
	void theNumberOfTokensGrowsWithTheText(Dialect dialect) {
		String part = "alter table t add column a int default 'it''s' not null /* x */; -- y\n";
		int once = Tokenizer.tokenize(part, dialect, Escapes.usual(dialect)).size();
		assertThat(Tokenizer.tokenize(part.repeat(1000), dialect, Escapes.usual(dialect))).hasSize(1000 * once);
	}

	@Test
	void routinesWithoutEndDoNotMultiply() {
		String sql = "create procedure p() begin select 1; ".repeat(50_000);
		assertThat(new Recogniser(Dialect.MYSQL).recognise(sql)).singleElement()
			.extracting(SqlStatement::isRecognised)
			.isEqualTo(false);
	}

	@ParameterizedTest
	@EnumSource
	void reasonsAreShortWhateverTheText(Dialect dialect) {
		for (String sql : List.of("x".repeat(MILLION), "'" + "x".repeat(MILLION) + "'",
				"select " + "f".repeat(MILLION) + "()", "set " + "x".repeat(MILLION) + " 1",
				"alter table t " + "x".repeat(MILLION))) {
			assertThat(new Recogniser(dialect).recognise(sql)).singleElement()
				.extracting((statement) -> statement.operations().get(0))
				.isInstanceOfSatisfying(Operation.Unknown.class,
						(unknown) -> assertThat(unknown.reason()).hasSizeLessThan(200));
		}
	}

}
