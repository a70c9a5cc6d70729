package io.expandcontract.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The calls that the documentation shows, made to an instance that has nothing left to
 * do.
 */
class DocumentedCallsTests {

	private static final Pattern SHELL = Pattern.compile("(?ms)^```shell\\n(.*?)^```$");

	private static final Pattern CALL = Pattern.compile("`(GET|POST|DELETE)\\s+(/actuator/[^\\s`]*)`");

	private static final String HOST = "http://localhost:8080/";

	private static RunningSample sample;

	@BeforeAll
	static void start() {
		sample = RunningSample.start("1.1", "jdbc:h2:mem:documented-calls");
	}

	@AfterAll
	static void stop() {
		sample.close();
	}

	private static List<MatchResult> found(Pattern pattern) throws IOException {
		List<MatchResult> found = new ArrayList<>();
		try (Stream<Path> docs = Files.list(Path.of("../docs"))) {
			for (Path page : Stream.concat(docs, Stream.of(Path.of("../README.md"))).toList()) {
				pattern.matcher(Files.readString(page)).results().forEach(found::add);
			}
		}
		return found;
	}

	@Test
	void callsInTheProseAreMapped() throws IOException {
		Set<String> calls = found(CALL).stream()
			.map((call) -> call.group(1) + " " + call.group(2))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(calls).isNotEmpty().allSatisfy((call) -> {
			String[] words = call.replace("{checkpoint}", "1.1").split(" ", 2);
			int status = sample.status(HttpMethod.valueOf(words[0]), words[1].replaceAll("\\{\\w+}", "unknown"), "ops");
			assertThat(status).isEqualTo(words[1].contains("{") ? 404 : 200);
		});
	}

	@Test
	@EnabledIf("io.expandcontract.sample.ContractJobTests#curlIsInstalled")
	void commandsAreAnswered() throws IOException {
		List<String> commands = found(SHELL).stream()
			.flatMap((snippet) -> snippet.group(1).lines())
			.filter((line) -> line.startsWith("curl "))
			.toList();
		assertThat(commands).isNotEmpty()
			.allSatisfy((command) -> assertThat(run(command)).as(command).isEqualTo("200"));
	}

	private static String run(String command) throws Exception {
		assertThat(command).contains("curl -u ops ", HOST);
		String call = command.replace("curl -u ops ", "curl -s -o /dev/null -w %{http_code} -u ops:ops ")
			.replace(HOST, sample.url() + "/");
		Process curl = new ProcessBuilder("sh", "-c", call).redirectErrorStream(true).start();
		return new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

}
