package io.expandcontract.boot.command;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.expandcontract.Documentation;
import io.expandcontract.Documentation.Snippet;
import io.expandcontract.boot.OutcomeDescriptor;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands are as docs/commands.md says, and command lines in the documentation are
 * understood.
 */
class DocumentedCommandsTests {

	private static final Pattern COMMAND = Pattern
		.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\| (nothing|registers) \\| (.+) \\|$");

	private static final Pattern EXIT = Pattern.compile("(?m)^\\| (\\d+) \\| ");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String PAGE = Documentation.text("docs/commands.md");

	private static Stream<String> names(String list) {
		return Pattern.compile("`([a-z-]+)`").matcher(list).results().map((match) -> match.group(1));
	}

	@Test
	void everyCommandLineIsUnderstood() {
		List<String> lines = Documentation.snippets()
			.stream()
			.filter((snippet) -> "shell".equals(snippet.language()))
			.flatMap((snippet) -> snippet.text().lines())
			.filter((line) -> line.startsWith("java "))
			.toList();
		assertThat(lines).hasSizeGreaterThan(4)
			.allSatisfy((line) -> assertThat(CommandLine.of(line.split(" "))).as(line).isNotNull());
	}

	@Test
	void tableOfCommandsIsComplete() {
		Map<String, Set<String>> documented = new TreeMap<>();
		COMMAND.matcher(PAGE)
			.results()
			.forEach((row) -> documented.put(row.group(1) + " " + row.group(2),
					names(row.group(3)).collect(Collectors.toCollection(TreeSet::new))));
		Map<String, Set<String>> existing = new TreeMap<>();
		for (Command command : Command.values()) {
			existing.put(command.key() + " " + (command.joins() ? "registers" : "nothing"),
					Arrays.stream(CommandOption.values())
						.filter(command::takes)
						.map(CommandOption::key)
						.collect(Collectors.toCollection(TreeSet::new)));
		}
		assertThat(documented).isEqualTo(existing);
	}

	@Test
	void tableOfExitCodesIsComplete() {
		assertThat(EXIT.matcher(PAGE).results().map((MatchResult row) -> Integer.valueOf(row.group(1))))
			.containsExactlyElementsOf(Arrays.stream(ExitCode.values()).map(ExitCode::code).toList());
	}

	@Test
	void answersHaveTheFieldsThatAreShown() {
		List<Set<String>> records = Stream
			.of(OutcomeDescriptor.class, WaitCommand.Result.class, PhasePreviews.class, DryRun.Result.class,
					CommandProblem.class)
			.map((type) -> Arrays.stream(type.getRecordComponents())
				.map(RecordComponent::getName)
				.collect(Collectors.toSet()))
			.toList();
		List<Snippet> answers = Documentation.snippets()
			.stream()
			.filter((snippet) -> "json".equals(snippet.language()) && snippet.page().endsWith("commands.md"))
			.toList();
		assertThat(answers).hasSameSizeAs(records)
			.allSatisfy((snippet) -> assertThat(records)
				.anyMatch((fields) -> fields.containsAll(JSON.readTree(snippet.text()).propertyNames())));
	}

}
