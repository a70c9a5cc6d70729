package io.expandcontract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The README and the pages in {@code docs}, taken apart into snippets and prose.
 */
public final class Documentation {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	static final Path README = ROOT.resolve("README.md");

	private static final Pattern SNIPPET = Pattern.compile("(?ms)^```(\\w*)(?: (?:setup|old|bad|good))?\\n(.*?)^```$");

	private Documentation() {
	}

	/**
	 * A block of code.
	 *
	 * @param page where it stands
	 * @param language what follows the opening fence
	 * @param text its lines
	 */
	public record Snippet(Path page, String language, String text) {

		boolean isChangelog() {
			return List.of("yaml", "json", "xml").contains(this.language) && this.text.contains("databaseChangeLog");
		}

		boolean isConfiguration() {
			return List.of("yaml", "properties").contains(this.language) && !isChangelog() && !isManifest();
		}

		boolean isManifest() {
			return "yaml".equals(this.language) && this.text.contains("metadata:");
		}

		boolean isAnswer() {
			return "json".equals(this.language) && !isChangelog();
		}

		boolean isDependency() {
			return "xml".equals(this.language) && this.text.startsWith("<dependency>");
		}

		@Override
		public String toString() {
			return this.page.getFileName() + " " + this.language + " " + this.text.lines().findFirst().orElse("");
		}

	}

	static List<Path> pages() {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			return Stream.concat(Stream.of(README), docs.filter((page) -> page.toString().endsWith(".md")).sorted())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return a page.
	 * @param page its path below the top folder
	 * @return its text
	 */
	public static String text(String page) {
		return read(ROOT.resolve(page));
	}

	static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return every block of code.
	 * @return the snippets of all pages
	 */
	public static List<Snippet> snippets() {
		return pages().stream().flatMap(Documentation::snippets).toList();
	}

	private static Stream<Snippet> snippets(Path page) {
		return SNIPPET.matcher(read(page)).results().map((match) -> new Snippet(page, match.group(1), match.group(2)));
	}

	static String prose(Path page) {
		return SNIPPET.matcher(read(page)).replaceAll("");
	}

}
