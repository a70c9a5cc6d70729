package io.expandcontract.sample;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample, processed ahead of time as Spring Boot's build plugins do it, and run from
 * what came of it beside an instance of the old release.
 */
class AotTests {

	private static final Duration LONGEST = Duration.ofMinutes(2);

	@TempDir
	private Path directory;

	@Test
	void expandsSeesTheGateAndContracts() throws Exception {
		SamplePostgres database = SamplePostgres.createDatabase(AotTests.class);
		String processed = process();
		assertThat(command(processed, database, "status")).isEqualTo(10);
		assertThat(columns(database)).isEmpty();
		try (RunningSample old = RunningSample.start("1.0", database)) {
			int port = freePort();
			Process next = fork(this.directory.resolve("run.log"), "-Dspring.aot.enabled=true", "-cp", processed,
					SampleApplication.class.getName(), "--server.port=" + port,
					"--spring.datasource.url=" + database.url(), "--expand-contract.instance.name=ahead-of-time");
			try {
				RestClient client = RestClient.builder()
					.baseUrl("http://localhost:" + port + "/actuator")
					.defaultHeaders((headers) -> headers.setBasicAuth("ops", "ops"))
					.defaultStatusHandler((status) -> true, (request, response) -> {
					})
					.build();
				Awaitility.await()
					.atMost(LONGEST)
					.ignoreException(ResourceAccessException.class)
					.until(() -> next.isAlive() && status(client, "/health/readiness") == 200);
				assertThat(Files.readString(this.directory.resolve("run.log"))).contains("Starting AOT-processed");
				assertThat(columns(database)).contains("first_name", "last_name", "name");
				assertThat(contract(client)).contains("LIVE_INSTANCES");
				assertThat(columns(database)).contains("first_name", "last_name", "name");
				assertThat(command(processed, database, "status")).isEqualTo(13);
				old.close();
				Awaitility.await().atMost(LONGEST).until(() -> contract(client).contains("\"DONE\""));
				assertThat(columns(database)).contains("name").doesNotContain("first_name", "last_name");
				assertThat(command(processed, database, "status")).isZero();
			}
			finally {
				next.destroy();
				next.waitFor();
			}
		}
	}

	private static List<String> columns(SamplePostgres database) {
		return new JdbcTemplate(database.dataSource()).queryForList(
				"select column_name from information_schema.columns where table_name = 'users'", String.class);
	}

	private int command(String processed, SamplePostgres database, String command) throws Exception {
		Path log = this.directory.resolve("command.log");
		Process process = fork(log, "-Dspring.aot.enabled=true", "-cp", processed, SampleApplication.class.getName(),
				"--expand-contract.command=" + command, "--spring.datasource.url=" + database.url());
		try {
			assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).as(() -> text(log)).isTrue();
			return process.exitValue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static int status(RestClient client, String path) {
		return client.get().uri(path).retrieve().toBodilessEntity().getStatusCode().value();
	}

	private static String contract(RestClient client) {
		ResponseEntity<String> answer = client.post().uri("/migrations/contract").retrieve().toEntity(String.class);
		return String.valueOf(answer.getBody());
	}

	private String process() throws Exception {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.endsWith("test-classes"))
			.collect(Collectors.joining(File.pathSeparator));
		List<Path> outputs = new ArrayList<>();
		for (String name : List.of("sources", "resources", "classes")) {
			outputs.add(Files.createDirectories(this.directory.resolve(name)));
		}
		Path log = this.directory.resolve("process.log");
		Process processor = fork(log, "-cp", classPath, SpringApplicationAotProcessor.class.getName(),
				SampleApplication.class.getName(), outputs.get(0).toString(), outputs.get(1).toString(),
				outputs.get(2).toString(), "io.expandcontract", "ec-sample-app");
		assertThat(processor.waitFor()).as(() -> text(log)).isZero();
		compile(outputs.get(0), outputs.get(2), classPath);
		return outputs.get(2) + File.pathSeparator + outputs.get(1) + File.pathSeparator + classPath;
	}

	private static void compile(Path sources, Path classes, String classPath) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-nowarn", "-parameters", "-proc:none", "-cp",
				classes + File.pathSeparator + classPath, "-d", classes.toString()));
		try (Stream<Path> files = Files.walk(sources)) {
			files.map(Path::toString).filter((file) -> file.endsWith(".java")).forEach(arguments::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	private static Process fork(Path log, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
						"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
		command.addAll(Arrays.asList(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
	}

	private static String text(Path log) {
		try {
			return Files.readString(log, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
