package io.expandcontract.sample;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The alert rules and the board against what an instance answers to a scrape, and against
 * the runbook.
 */
class OperatorFilesTests {

	private static final Path FOLDER = Path.of("ops");

	private static final Path DOCS = Path.of("..", "docs");

	private static final Pattern SELECTOR = Pattern.compile("(expand_contract_\\w+)(?:\\{([^}]*)})?");

	/** Labels that Prometheus adds to what it scrapes. */
	private static final Set<String> OF_THE_TARGET = Set.of("namespace", "job", "instance");

	private static Scrape scrape = new Scrape(List.of());

	@BeforeAll
	static void scrape() {
		try (RunningSample sample = RunningSample.start("1.1", "jdbc:h2:mem:operator-files")) {
			scrape = Scrape.of(Awaitility.await()
				.until(() -> sample.text("/actuator/prometheus"),
						(text) -> text.contains("expand_contract_lease_held")));
		}
	}

	private static Object read(String file) throws IOException {
		try (Reader reader = Files.newBufferedReader(FOLDER.resolve(file))) {
			return new Yaml().load(reader);
		}
	}

	private static Set<String> sections(String page) throws IOException {
		return Pattern.compile("(?m)^#+ (.+)$")
			.matcher(Files.readString(DOCS.resolve(page)))
			.results()
			.map((heading) -> heading.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	private static List<String> expressions(String file) throws IOException {
		Object root = read(file);
		return Stream
			.concat(Manifests.values(String.class, "expr", root), Manifests.values(String.class, "definition", root))
			.toList();
	}

	private static void namesWhatIsScraped(String expression) {
		SELECTOR.matcher(expression)
			.results()
			.forEach((selector) -> assertThat(scrape.series()).as(expression)
				.anyMatch((series) -> selects(selector, series)));
	}

	private static boolean selects(MatchResult selector, Scrape.Series series) {
		String matchers = (selector.group(2) != null) ? selector.group(2) : "";
		return series.name().equals(selector.group(1)) && Scrape.labels(matchers)
			.stream()
			.filter((matcher) -> !OF_THE_TARGET.contains(matcher.group(1)))
			.allMatch((matcher) -> matcher.group(3).equals(series.labels().get(matcher.group(1))));
	}

	@Test
	void alertsNameWhatIsScraped() throws IOException {
		assertThat(expressions("alerts.yaml")).isNotEmpty().allSatisfy(OperatorFilesTests::namesWhatIsScraped);
	}

	@Test
	void boardNamesWhatIsScraped() throws IOException {
		assertThat(expressions("dashboard.json")).isNotEmpty().allSatisfy(OperatorFilesTests::namesWhatIsScraped);
	}

	@Test
	void boardShowsEveryMetric() throws IOException {
		String board = Files.readString(FOLDER.resolve("dashboard.json"));
		assertThat(names()).isNotEmpty().allSatisfy((name) -> assertThat(board).contains(name));
	}

	@Test
	void everyMetricIsDocumented() throws IOException {
		String operations = Files.readString(DOCS.resolve("operations.md"));
		assertThat(names()).isNotEmpty().allSatisfy((name) -> assertThat(operations).contains("`" + name + "`"));
	}

	private static Set<String> names() {
		return scrape.series()
			.stream()
			.map(Scrape.Series::name)
			.filter((name) -> name.startsWith("expand_contract_"))
			.collect(Collectors.toSet());
	}

	@Test
	void everyAlertLeadsToItsEntryInTheRunbook() throws IOException {
		Set<String> entries = sections("runbook.md");
		List<Map<?, ?>> rules = Manifests.nodes(read("alerts.yaml"))
			.filter((node) -> node instanceof Map<?, ?> map && map.containsKey("alert"))
			.<Map<?, ?>>map((node) -> (Map<?, ?>) node)
			.toList();
		assertThat(rules).isNotEmpty().allSatisfy((rule) -> {
			String entry = String.valueOf(rule.get("alert")).toLowerCase(Locale.ROOT);
			assertThat(entries).contains(entry);
			assertThat((Map<?, ?>) rule.get("annotations")).extracting("runbook_url")
				.isEqualTo("docs/runbook.md#" + entry);
		});
	}

	@Test
	void everyAlertIsTested() throws IOException {
		assertThat(Manifests.values(String.class, "alertname", read("alerts-test.yaml")))
			.containsExactlyElementsOf(Manifests.values(String.class, "alert", read("alerts.yaml")).toList());
	}

	@Test
	@EnabledIf("promtoolIsInstalled")
	void alertsFireOnTheStatesThatTheyAreFor() throws Exception {
		assertThat(promtool("test", "rules", FOLDER.resolve("alerts-test.yaml").toString())).contains("SUCCESS");
	}

	static boolean promtoolIsInstalled() {
		try {
			return promtool("--version").contains("promtool");
		}
		catch (Exception ex) {
			return false;
		}
	}

	private static String promtool(String... arguments) throws Exception {
		Process process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

}
