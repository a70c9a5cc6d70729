package io.expandcontract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.InMemoryResources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation shows is true: its changelogs parse and have phases, its
 * properties exist, its links lead somewhere, its scripts are there.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern SNIPPET = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("\\[[^\\]]+\\]\\(([^)#\\s]*)(?:#([^)]+))?\\)");

	private static final Pattern PROPERTY_ROW = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| (?:`([^`]*)`)? ?\\|");

	record Snippet(Path page, String language, String text) {

		@Override
		public String toString() {
			return this.page.getFileName() + " " + this.language + " " + this.text.lines().findFirst().orElse("");
		}

	}

	static List<Path> pages() {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			List<Path> pages = new ArrayList<>(
					docs.filter((page) -> page.toString().endsWith(".md")).sorted().toList());
			pages.add(ROOT.resolve("README.md"));
			return pages;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Snippet> snippets(String... languages) {
		return pages().stream().flatMap((page) -> {
			Matcher matcher = SNIPPET.matcher(read(page));
			return matcher.results().map((match) -> new Snippet(page, match.group(1), match.group(2)));
		}).filter((snippet) -> List.of(languages).contains(snippet.language()));
	}

	static Stream<Snippet> changelogs() {
		return snippets("yaml", "json", "xml").filter((snippet) -> snippet.text().contains("databaseChangeLog"));
	}

	static Stream<Snippet> configurations() {
		return snippets("yaml").filter((snippet) -> !snippet.text().contains("databaseChangeLog"));
	}

	@Test
	void everyFormatOfChangelogIsShown() {
		assertThat(changelogs().map(Snippet::language).distinct()).containsExactlyInAnyOrder("yaml", "json", "xml");
	}

	@ParameterizedTest
	@MethodSource("changelogs")
	void changelogsParseAndHavePhases(Snippet snippet) {
		String file = "docs/snippet." + snippet.language();
		InMemoryResources resources = new InMemoryResources().with(file, snippet.text());
		PhasedChangelog changelog = PhasedChangelog.of(Changelogs.parse(resources, file), Unphased.REFUSE, "1", null);
		assertThat(changelog.changeSets()).isNotEmpty()
			.allSatisfy((changeSet) -> assertThat(changeSet.phase() != null || changeSet.isCheckpoint()).isTrue());
		assertThat(changelog.findings()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("configurations")
	void configurationOfTheStarterExists(Snippet snippet) throws IOException {
		ByteArrayResource resource = new ByteArrayResource(snippet.text().getBytes(StandardCharsets.UTF_8));
		List<String> names = new YamlPropertySourceLoader().load("snippet", resource)
			.stream()
			.flatMap((source) -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
			.toList();
		assertThat(names).isNotEmpty();
		assertThat(names.stream().filter((name) -> name.startsWith("expand-contract.")))
			.allSatisfy((name) -> assertThat(metadata()).containsKey(name));
		assertThat(names.stream().filter((name) -> name.startsWith("management.endpoint.migrations.")))
			.allSatisfy((name) -> assertThat(metadata()).containsKey(name));
	}

	@Test
	void tableOfPropertiesIsComplete() {
		Map<String, String> documented = new TreeMap<>();
		Matcher matcher = PROPERTY_ROW.matcher(read(ROOT.resolve("docs/operations.md")));
		while (matcher.find()) {
			documented.put("expand-contract." + matcher.group(1),
					String.valueOf(matcher.group(2)).toLowerCase(Locale.ROOT));
		}
		Map<String, String> existing = new TreeMap<>(metadata());
		existing.keySet().removeIf((name) -> !name.startsWith("expand-contract."));
		assertThat(documented).isEqualTo(existing);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, String> metadata() {
		Map<String, String> defaults = new TreeMap<>();
		try (InputStream stream = DocumentationTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			assertThat(stream).isNotNull();
			Map<String, Object> root = JsonParserFactory.getJsonParser()
				.parseMap(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
			for (Map<String, Object> property : (List<Map<String, Object>>) root.get("properties")) {
				assertThat(property.get("description")).as("description of " + property.get("name")).isNotNull();
				defaults.put((String) property.get("name"),
						String.valueOf(property.get("defaultValue")).toLowerCase(Locale.ROOT));
			}
			return defaults;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadSomewhere(Path page) {
		Matcher matcher = LINK.matcher(SNIPPET.matcher(read(page)).replaceAll(""));
		while (matcher.find()) {
			Path target = matcher.group(1).isEmpty() ? page : page.resolveSibling(matcher.group(1)).normalize();
			assertThat(target).as("link " + matcher.group()).exists();
			if (matcher.group(2) != null) {
				assertThat(anchors(target)).as("anchors of " + target).contains(matcher.group(2));
			}
		}
	}

	private static List<String> anchors(Path page) {
		return read(page).lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\w\\- ]", "")
				.replace(' ', '-'))
			.toList();
	}

	@Test
	void scriptsAreThereAndExecutable() {
		List<String> commands = snippets("shell").flatMap((snippet) -> snippet.text().lines())
			.filter((line) -> line.startsWith("./"))
			.map((line) -> line.split(" ", 2)[0])
			.toList();
		assertThat(commands).contains("./demo", "./mvnw");
		assertThat(commands).allSatisfy((command) -> assertThat(ROOT.resolve(command)).isExecutable());
	}

}
