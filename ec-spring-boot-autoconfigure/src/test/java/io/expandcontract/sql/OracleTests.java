package io.expandcontract.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.expandcontract.sql.Corpus.Example;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where another grammar knows a statement too, both take it for the same. Those that it
 * does not know, or takes for something else, are listed in {@code sql/oracle-*.txt}
 * under the reason, so that a change on either side shows.
 */
class OracleTests {

	private static final Map<String, Set<String>> KINDS = Map.ofEntries(Map.entry("CreateTable", Set.of("CreateTable")),
			Map.entry("DropTable", Set.of("DropTable")), Map.entry("CreateIndex", Set.of("CreateIndex", "AlterTable")),
			Map.entry("DropIndex", Set.of("DropIndex", "AlterTable")),
			Map.entry("DropConstraint", Set.of("AlterTable", "DropIndex")),
			Map.entry("RenameTable", Set.of("AlterTable", "RenameTable")), Map.entry("AddColumn", Set.of("AlterTable")),
			Map.entry("DropColumn", Set.of("AlterTable")), Map.entry("RenameColumn", Set.of("AlterTable")),
			Map.entry("RedefineColumn", Set.of("AlterTable")), Map.entry("AlterType", Set.of("AlterTable")),
			Map.entry("SetNotNull", Set.of("AlterTable")), Map.entry("DropNotNull", Set.of("AlterTable")),
			Map.entry("SetDefault", Set.of("AlterTable")), Map.entry("DropDefault", Set.of("AlterTable")),
			Map.entry("AddConstraint", Set.of("AlterTable")), Map.entry("ValidateConstraint", Set.of("AlterTable")),
			Map.entry("MovePartition", Set.of("AlterTable")), Map.entry("ChangeTable", Set.of("AlterTable")),
			Map.entry("AddEnumValue", Set.of("AlterType")), Map.entry("RenameEnumValue", Set.of("AlterType")),
			Map.entry("CreateDomain", Set.of("CreateDomain")));

	private static String line(String sql) {
		return sql.replaceAll("\\s+", " ").strip();
	}

	private static List<String> listed(Dialect dialect) {
		String file = "sql/oracle-" + dialect.name().toLowerCase(Locale.ROOT) + ".txt";
		return Corpus.lines(file).stream().filter((line) -> !line.isEmpty() && !line.startsWith("## ")).toList();
	}

	private static List<Example> examples(Corpus corpus) {
		return corpus.examples()
			.stream()
			.filter(Example::isKnown)
			.filter((example) -> new Recogniser(corpus.dialects().get(0)).recognise(example.sql()).size() == 1)
			.toList();
	}

	private static boolean agrees(Dialect dialect, Example example) {
		String kind = Oracle.kind(dialect, example.sql());
		if (kind == null) {
			return false;
		}
		for (String line : example.expected()) {
			String[] words = line.split(" ");
			boolean same = switch (words[0]) {
				case "with" -> true;
				case "ChangeRows" -> isRowChange(kind, words);
				case "SetOption" -> kind.startsWith("Set") || kind.startsWith("Reset");
				case "ChangeRights" -> kind.matches("Grant.*|Revoke.*|Alter(?!Table).*");
				case "CreateObject", "DropObject", "RenameObject" -> isObject(kind, words);
				case "Annotate", "Rebuild" -> !kind.startsWith("Drop") && !kind.matches("Update|Delete|Insert");
				default -> KINDS.getOrDefault(words[0], Set.of()).contains(kind);
			};
			if (!same) {
				return false;
			}
		}
		return true;
	}

	private static boolean isRowChange(String kind, String[] words) {
		List<String> changes = Arrays.asList(words);
		if (changes.contains("truncate")) {
			return kind.equals("Truncate") || kind.equals("TruncateTable");
		}
		if (changes.contains("upsert")) {
			return kind.equals("Insert") || kind.equals("Replace");
		}
		return changes.contains(kind.toLowerCase(Locale.ROOT));
	}

	private static boolean isObject(String kind, String[] words) {
		String verb = words[0].replaceAll("Object|Rename", "");
		String object = words[1].replace("-", "");
		if (words[0].equals("CreateObject") && Arrays.asList(words).contains("replaces") && kind.equals("AlterView")) {
			return true;
		}
		if (words[0].equals("RenameObject")) {
			return kind.startsWith("Alter") || kind.startsWith("Rename");
		}
		String rule = kind.toLowerCase(Locale.ROOT);
		return rule.startsWith(verb.toLowerCase(Locale.ROOT))
				&& (rule.endsWith(object) || object.matches("role|schema|function"));
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MYSQL_AND_MARIADB", "MYSQL" })
	void theGrammarsAgreeExceptWhereListed(Corpus corpus) {
		Dialect dialect = corpus.dialects().get(0);
		Set<String> differing = new TreeSet<>();
		Set<String> listed = new TreeSet<>(listed(dialect));
		Set<String> all = new TreeSet<>();
		for (Example example : examples(corpus)) {
			all.add(line(example.sql()));
			if (!agrees(dialect, example)) {
				differing.add(line(example.sql()));
			}
		}
		listed.retainAll(all);
		assertThat(differing).isEqualTo(listed);
	}

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "MYSQL" })
	void theListHoldsOnlyExamples(Dialect dialect) {
		Set<String> all = new TreeSet<>();
		for (Corpus corpus : Corpus.values()) {
			if (corpus.dialects().contains(dialect)) {
				examples(corpus).forEach((example) -> all.add(line(example.sql())));
			}
		}
		assertThat(listed(dialect)).isSubsetOf(all).doesNotHaveDuplicates();
	}

}
