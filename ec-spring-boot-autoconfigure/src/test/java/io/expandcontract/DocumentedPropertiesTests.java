package io.expandcontract;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.expandcontract.Documentation.Snippet;
import io.expandcontract.boot.ExpandContractProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The properties that the documentation names exist, bind, and have the defaults that it
 * says.
 */
class DocumentedPropertiesTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| (?:`([^`]*)`)? ?\\|");

	private static final Pattern INLINE = Pattern
		.compile("`((?:expand-contract|management|spring\\.liquibase)\\.[a-z.-]+)(?:=([^`]*))?`");

	/** Whose properties must be known. Others belong to libraries that are not here. */
	private static final List<String> JUDGED = List.of("expand-contract.", "management.", "spring.liquibase.");

	private static final Map<String, String> DEFAULTS = defaults();

	static Stream<Snippet> configurations() {
		return Documentation.snippets().stream().filter(Snippet::isConfiguration);
	}

	static List<Path> pages() {
		return Documentation.pages();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, String> defaults() {
		Map<String, String> defaults = new TreeMap<>();
		try {
			for (URL url : Collections.list(DocumentedPropertiesTests.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream stream = url.openStream()) {
					Map<String, Object> root = JsonParserFactory.getJsonParser()
						.parseMap(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
					((List<Map<String, Object>>) root.get("properties")).forEach((property) -> defaults
						.put((String) property.get("name"), String.valueOf(property.get("defaultValue"))));
				}
			}
			return defaults;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void assertThatIsKnown(String name) {
		assertThat(JUDGED.stream().noneMatch(name::startsWith) || DEFAULTS.containsKey(name))
			.as("property " + name + " exists")
			.isTrue();
	}

	private static void bind(PropertySource<?> source) {
		new Binder(ConfigurationPropertySources.from(source)).bindOrCreate("expand-contract",
				Bindable.of(ExpandContractProperties.class));
	}

	@ParameterizedTest
	@MethodSource("configurations")
	void configurationExistsAndBinds(Snippet snippet) throws IOException {
		PropertySourceLoader loader = "yaml".equals(snippet.language()) ? new YamlPropertySourceLoader()
				: new PropertiesPropertySourceLoader();
		List<PropertySource<?>> sources = loader.load("snippet",
				new ByteArrayResource(snippet.text().getBytes(StandardCharsets.UTF_8)));
		assertThat(sources).isNotEmpty().allSatisfy((source) -> {
			String[] names = ((EnumerablePropertySource<?>) source).getPropertyNames();
			assertThat(names).isNotEmpty().allSatisfy(DocumentedPropertiesTests::assertThatIsKnown);
			bind(source);
		});
	}

	@ParameterizedTest
	@MethodSource("pages")
	void propertiesInTheProseExistAndBind(Path page) {
		Matcher matcher = INLINE.matcher(Documentation.prose(page));
		while (matcher.find()) {
			assertThatIsKnown(matcher.group(1));
			if (matcher.group(2) != null) {
				bind(new MapPropertySource("prose", Map.of(matcher.group(1), matcher.group(2))));
			}
		}
	}

	@Test
	void tablesOfPropertiesAreComplete() {
		Map<String, String> documented = new TreeMap<>();
		ROW.matcher(Documentation.read(Documentation.ROOT.resolve("docs/operations.md")))
			.results()
			.forEach((row) -> documented.put(
					row.group(1).startsWith("management.") ? row.group(1) : "expand-contract." + row.group(1),
					spelled(String.valueOf(row.group(2)))));
		Map<String, String> existing = new TreeMap<>();
		DEFAULTS.forEach((name, value) -> {
			if (name.startsWith("expand-contract.") || name.matches("management\\..*migrations\\..*")) {
				existing.put(name, spelled(value));
			}
		});
		assertThat(documented).isEqualTo(existing);
	}

	private static String spelled(String value) {
		return value.toLowerCase(Locale.ROOT).replaceAll("(?<=[a-z])_(?=[a-z])", "-");
	}

}
