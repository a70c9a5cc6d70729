package io.expandcontract.kinds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Java code on the page is code of these tests.
 */
class PageTests {

	@Test
	void everyJavaSnippetIsCodeOfATest() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
			String code = files.filter((file) -> file.toString().endsWith(".java"))
				.map(Page::read)
				.map(PageTests::withoutIndentation)
				.collect(Collectors.joining("\n"));
			assertThat(Page.snippets("java")).isNotEmpty()
				.allSatisfy((snippet) -> assertThat(code).contains(withoutIndentation(snippet)));
		}
	}

	private static String withoutIndentation(String code) {
		return code.lines().map(String::strip).filter((line) -> !line.isEmpty()).collect(Collectors.joining("\n"));
	}

}
