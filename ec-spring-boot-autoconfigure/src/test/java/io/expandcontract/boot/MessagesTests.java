package io.expandcontract.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.expandcontract.fleet.BlockerCode;
import io.expandcontract.migration.RefusalReason;
import io.expandcontract.status.NextAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every message that refers to docs/messages.md finds its section there, and every value
 * that asks for an action its entry in the runbook.
 */
class MessagesTests {

	private static final Pattern SECTION = Pattern.compile("(?m)^### (\\S+)$");

	private static final Pattern REFERENCE = Pattern.compile("docs/messages\\.md#([a-z-]+)");

	private static Set<String> found(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).collect(Collectors.toSet());
	}

	private static String read(Path path) {
		try {
			return Files.readString(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Set<String> sections() {
		return sections("messages.md");
	}

	private static Set<String> sections(String page) {
		return found(SECTION, read(Path.of("..", "docs", page)));
	}

	@Test
	void everyAnchorInTheCodeHasItsSection() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
			Set<String> anchors = files.filter((path) -> path.toString().endsWith(".java"))
				.flatMap((path) -> found(REFERENCE, read(path)).stream())
				.collect(Collectors.toSet());
			assertThat(anchors).isNotEmpty();
			assertThat(sections()).containsAll(anchors);
		}
	}

	@Test
	void everyBootFailureHasItsSection() {
		List<String> anchors = Arrays.stream(BootFailure.values()).map(BootFailure::anchor).toList();
		assertThat(anchors).doesNotHaveDuplicates();
		assertThat(sections()).containsAll(anchors);
	}

	@ParameterizedTest
	@ValueSource(strings = { "messages.md", "runbook.md" })
	void everyValueHasItsSection(String page) {
		List<String> values = Stream.of(RefusalReason.values(), BlockerCode.values(), NextAction.values())
			.flatMap(Arrays::stream)
			.map((value) -> ((Enum<?>) value).name())
			.toList();
		assertThat(sections(page)).containsAll(values);
	}

}
