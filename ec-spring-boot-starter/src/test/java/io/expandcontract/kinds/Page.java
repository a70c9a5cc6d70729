package io.expandcontract.kinds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The page about kinds of applications.
 */
final class Page {

	private Page() {
	}

	/**
	 * Return its snippets.
	 * @param language what follows the opening fence
	 * @return the text of each
	 */
	static List<String> snippets(String language) {
		return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
			.matcher(read(Path.of("..", "docs", "applications.md")))
			.results()
			.map((match) -> match.group(1))
			.toList();
	}

	static String read(Path path) {
		try {
			return Files.readString(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
