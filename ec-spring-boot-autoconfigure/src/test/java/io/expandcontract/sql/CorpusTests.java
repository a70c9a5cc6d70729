package io.expandcontract.sql;

import java.util.ArrayList;
import java.util.List;

import io.expandcontract.sql.Corpus.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class CorpusTests {

	@ParameterizedTest
	@EnumSource
	void statementsDoWhatIsWrittenBelowThem(Corpus corpus) {
		List<String> found = new ArrayList<>();
		List<String> expected = new ArrayList<>();
		for (Dialect dialect : corpus.dialects()) {
			for (Example example : corpus.examples()) {
				List<SqlStatement> statements = new Recogniser(dialect).recognise(example.sql());
				found.add(dialect + ": " + example.sql() + "\n=> " + String.join("\n=> ", Notation.of(statements)));
				expected.add(dialect + ": " + example.sql() + "\n=> " + String.join("\n=> ", example.expected()));
			}
		}
		assertThat(found).containsExactlyElementsOf(expected);
	}

	@ParameterizedTest
	@EnumSource
	void commentsAndSpaceChangeNothing(Corpus corpus) {
		for (Dialect dialect : corpus.dialects()) {
			for (Example example : corpus.examples()) {
				String sql = "/* drop table a; */\n\t" + example.sql() + "\n-- drop table b\n;";
				assertThat(Notation.of(new Recogniser(dialect).recognise(sql))).as(example.sql())
					.isEqualTo(example.expected());
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatFollowsAKnownStatementIsSeen(Corpus corpus) {
		for (Dialect dialect : corpus.dialects()) {
			for (Example example : corpus.examples().stream().filter(Example::isKnown).toList()) {
				String sql = example.sql() + "\n;drop table victim";
				assertThat(Notation.of(new Recogniser(dialect).recognise(sql))).as(sql)
					.last()
					.asString()
					.isEqualToIgnoringCase("DropTable victim");
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void noKnownStatementTakesAnUnknownTail(Corpus corpus) {
		for (Dialect dialect : corpus.dialects()) {
			for (Example example : corpus.examples().stream().filter(Example::isKnown).toList()) {
				String sql = example.sql().replaceAll(";\\s*$", "").replaceAll("(--|#|//)[^\n]*$", "") + "\n}";
				List<SqlStatement> statements = new Recogniser(dialect).recognise(sql);
				assertThat(statements.get(statements.size() - 1).operations()).as(sql)
					.allMatch((operation) -> operation instanceof Operation.Unknown
							|| operation instanceof Operation.CreateObject
							|| operation instanceof Operation.CreateDomain
							|| operation instanceof Operation.ChangeRights);
			}
		}
	}

	@Test
	void thereAreHundredsOfThem() {
		assertThat(Corpus.POSTGRESQL.examples()).hasSizeGreaterThanOrEqualTo(350);
		assertThat(Corpus.MYSQL_AND_MARIADB.examples()).hasSizeGreaterThanOrEqualTo(250);
		assertThat(Corpus.H2.examples()).hasSizeGreaterThanOrEqualTo(60);
	}

	@Test
	void eachKindOfOperationHasExamples() {
		List<String> lines = new ArrayList<>();
		for (Corpus corpus : Corpus.values()) {
			corpus.examples().forEach((example) -> lines.addAll(example.expected()));
		}
		for (Class<?> operation : Operation.class.getPermittedSubclasses()) {
			String word = (operation == Operation.Unknown.class) ? "unknown" : operation.getSimpleName();
			assertThat(lines).anyMatch((line) -> line.split(" ")[0].equals(word));
		}
	}

}
