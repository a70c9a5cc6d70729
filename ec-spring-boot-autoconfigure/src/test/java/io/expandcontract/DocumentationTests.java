package io.expandcontract;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.expandcontract.Documentation.Snippet;
import io.expandcontract.changelog.PhasedChangelog;
import io.expandcontract.changelog.Unphased;
import io.expandcontract.database.StarterTable;
import io.expandcontract.testsupport.Changelogs;
import io.expandcontract.testsupport.InMemoryResources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation shows is true: its changelogs parse and have phases, its links
 * lead somewhere, its scripts, packages and tables are there. The sample's tests call
 * what it says one may call.
 */
class DocumentationTests {

	private static final Pattern LINK = Pattern.compile("\\[[^\\]]+\\]\\(([^)#\\s]*)(?:#([^)]+))?\\)");

	private static final Pattern STORY = Pattern
		.compile("\\d\\d:\\d\\d\\.\\d {2}\\S+ +\\S+ +(steady|expand|migrate|contract) +[\\d,]+ {2}\\S.*");

	static List<Path> pages() {
		return Documentation.pages();
	}

	static Stream<Snippet> changelogs() {
		return Documentation.snippets().stream().filter(Snippet::isChangelog);
	}

	private static List<String> lines(String language) {
		return Documentation.snippets()
			.stream()
			.filter((snippet) -> language.equals(snippet.language()))
			.flatMap((snippet) -> snippet.text().lines())
			.toList();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyFenceBelongsToASnippet(Path page) {
		assertThat(Documentation.prose(page)).doesNotContain("```");
	}

	@Test
	void everySnippetIsOfAKindThatATestReads() {
		assertThat(Documentation.snippets()).isNotEmpty()
			.allSatisfy((snippet) -> assertThat(
					snippet.isChangelog() || snippet.isConfiguration() || snippet.isManifest() || snippet.isDependency()
							|| List.of("shell", "java", "text", "kotlin", "groovy", "sql").contains(snippet.language())
							|| snippet.isAnswer())
				.isTrue());
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

	@Test
	void dependencyIsTheStarter() {
		String pom = Documentation.read(Documentation.ROOT.resolve("ec-spring-boot-starter/pom.xml"));
		String artifact = element(pom.substring(pom.indexOf("</parent>")), "artifactId");
		String coordinates = element(pom, "groupId") + ":" + artifact + ":" + element(pom, "version");
		assertThat(Documentation.snippets().stream().filter(Snippet::isDependency)).singleElement()
			.extracting(Snippet::text)
			.satisfies((text) -> assertThat(
					element(text, "groupId") + ":" + element(text, "artifactId") + ":" + element(text, "version"))
				.isEqualTo(coordinates));
		assertThat(Documentation.prose(Documentation.README)).contains("implementation(\"" + coordinates + "\")");
	}

	private static String element(String xml, String name) {
		Matcher matcher = Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(xml);
		assertThat(matcher.find()).as(name).isTrue();
		return matcher.group(1);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadSomewhere(Path page) {
		Matcher matcher = LINK.matcher(Documentation.prose(page));
		while (matcher.find()) {
			if (matcher.group(1).contains("://")) {
				continue;
			}
			Path target = matcher.group(1).isEmpty() ? page : page.resolveSibling(matcher.group(1)).normalize();
			assertThat(target).as("link " + matcher.group()).exists();
			if (matcher.group(2) != null) {
				assertThat(anchors(target)).as("anchors of " + target).contains(matcher.group(2));
			}
		}
	}

	private static List<String> anchors(Path page) {
		return Documentation.prose(page)
			.lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\w\\- ]", "")
				.replace(' ', '-'))
			.toList();
	}

	@Test
	void readmeLeadsToEveryPage() {
		String readme = Documentation.read(Documentation.README);
		assertThat(pages()).filteredOn((page) -> !page.equals(Documentation.README))
			.allSatisfy((page) -> assertThat(readme).contains("(docs/" + page.getFileName() + ")"));
	}

	@Test
	void commandsAreScriptsThatAreThereOrCallsThatTheSampleAnswers() {
		List<String> commands = lines("shell");
		assertThat(commands).contains("./demo", "./mvnw verify").allSatisfy((command) -> {
			String program = command.split(" ", 2)[0];
			assertThat(List.of("curl", "java").contains(program)
					|| Documentation.ROOT.resolve(program).toFile().canExecute())
				.as(program + " is there")
				.isTrue();
		});
	}

	@Test
	void manifestsAreThoseOfTheSample() throws IOException {
		List<String> files = new ArrayList<>();
		try (DirectoryStream<Path> manifests = Files.newDirectoryStream(Documentation.ROOT.resolve("ec-sample-app/k8s"),
				"*.yaml")) {
			manifests.forEach((manifest) -> files.add(Documentation.read(manifest)));
		}
		assertThat(Documentation.snippets().stream().filter(Snippet::isManifest)).hasSize(5)
			.allSatisfy((snippet) -> assertThat(files).anyMatch((file) -> file.contains(snippet.text())));
	}

	@Test
	void storyInTheReadmeIsTheDemos() {
		List<String> story = Documentation.snippets()
			.stream()
			.filter((snippet) -> "text".equals(snippet.language()) && snippet.page().equals(Documentation.README))
			.flatMap((snippet) -> snippet.text().lines())
			.toList();
		assertThat(story).hasSizeGreaterThan(1).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(120));
		assertThat(story.subList(0, story.size() - 1)).allSatisfy((line) -> assertThat(line).matches(STORY));
		assertThat(story.get(story.size() - 1))
			.matches("demo: requests=\\d+ failed=0 lost=0 refused=1 contracted=1 seconds=\\d+");
	}

	@Test
	void everyTableIsDocumented() {
		String architecture = Documentation.read(Documentation.ROOT.resolve("docs/architecture.md"));
		assertThat(StarterTable.values())
			.allSatisfy((table) -> assertThat(architecture).contains("`EC_" + table.name() + "`"));
	}

	@Test
	void everyPackageIsDocumented() {
		String architecture = Documentation.read(Documentation.ROOT.resolve("docs/architecture.md"));
		String[] packages = Path.of("src/main/java/io/expandcontract").toFile().list();
		assertThat(packages).isNotEmpty().allSatisfy((name) -> assertThat(architecture).contains("| `" + name + "` |"));
	}

}
