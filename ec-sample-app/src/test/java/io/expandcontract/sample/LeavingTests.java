package io.expandcontract.sample;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The sample without the starter, as the page on adopting tells how to leave: a real
 * process that does not have the starter's classes.
 */
class LeavingTests {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private final SamplePostgres database = SamplePostgres.createDatabase(LeavingTests.class);

	@TempDir
	private Path folder;

	private @Nullable Process process;

	@AfterEach
	void endProcess() throws InterruptedException {
		if (this.process != null) {
			this.process.destroyForcibly().waitFor();
		}
	}

	@Test
	void contractedSampleBootsOnPlainLiquibase() {
		try (RunningSample sample = RunningSample.start("1.1", this.database)) {
			sample.create("Ann", "Lee");
		}
		long before = changeSets();
		Path log = startWithoutStarter();
		await().atMost(1, TimeUnit.MINUTES).until(() -> PORT.matcher(read(log)).find() || !isAlive());
		Matcher port = PORT.matcher(read(log));
		assertThat(port.find()).as(() -> read(log)).isTrue();
		RestClient client = RestClient.create("http://localhost:" + port.group(1));
		assertThat(client.get().uri("/users").retrieve().body(String.class)).contains("Ann Lee");
		assertThat(client.get().uri("/actuator/health/readiness").retrieve().body(String.class)).contains("UP");
		assertThat(read(log)).doesNotContain("expandcontract.boot");
		assertThat(changeSets()).isEqualTo(before);
	}

	private long changeSets() {
		Long count = new JdbcTemplate(this.database.dataSource())
			.queryForObject("select count(*) from databasechangelog", Long.class);
		return (count != null) ? count : -1;
	}

	private boolean isAlive() {
		return this.process != null && this.process.isAlive();
	}

	private Path startWithoutStarter() {
		Path log = this.folder.resolve("log");
		String classpath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("ec-spring-boot-"))
			.collect(Collectors.joining(File.pathSeparator));
		try {
			this.process = new ProcessBuilder(
					List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
							"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dliquibase.changelogParseMode=LAX",
							"-Dliquibase.analytics.enabled=false", "-cp", classpath, SampleApplication.class.getName(),
							"--spring.profiles.active=release-1.1", "--server.port=0",
							"--spring.datasource.url=" + this.database.url(), "--spring.main.banner-mode=off"))
				.redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return log;
	}

	private static String read(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
