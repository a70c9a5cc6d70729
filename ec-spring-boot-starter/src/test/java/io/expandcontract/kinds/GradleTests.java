package io.expandcontract.kinds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Gradle build on the page, executed by Gradle: it finds the starter in a Maven
 * repository, compiles an application, and what it installs rolls out.
 */
@EnabledIf(value = "io.expandcontract.kinds.GradleFromJars#isThere",
		disabledReason = "Gradle's classes are on the class path with -Pgradle only")
class GradleTests {

	private static final String GROUP = "io/expandcontract/";

	private static final String INIT = """
			allprojects {
				repositories {
					exclusiveContent {
						forRepository { maven { url = uri('%s') } }
						filter { includeGroup 'io.expandcontract' }
					}
				}
				tasks.withType(JavaCompile).configureEach {
					options.fork = true
					options.forkOptions.executable = System.getProperty('java.home') + '/bin/javac'
				}
			}
			""";

	@TempDir
	private Path directory;

	@Test
	void expandsSeesTheGateAndContracts() throws IOException {
		Path repository = Files.createDirectories(this.directory.resolve("repository"));
		publish(repository, "ec-spring-boot", Path.of("..", "pom.xml"));
		publish(repository, "ec-spring-boot-starter", Path.of("pom.xml"));
		publish(repository, "ec-spring-boot-autoconfigure", Path.of("..", "ec-spring-boot-autoconfigure", "pom.xml"));
		Path project = project();
		assertThat(GradleFromJars.in(Path.of("target", "gradle").toAbsolutePath())
			.build(project, INIT.formatted(repository.toUri()), "installDist")).contains("BUILD SUCCESSFUL")
			.endsWith("exit 0");
		Path installed = project.resolve("build/install/orders/lib");
		try (JarFile jar = new JarFile(installed.resolve("orders-1.1.jar").toFile())) {
			assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version")).isEqualTo("1.1");
		}
		try (Rollout rollout = new Rollout(TestDatabases.POSTGRESQL)) {
			assertThat(Forked
				.run("com.example.OrdersApplication", installed.resolve("*").toString(),
						"--spring.datasource.url=" + rollout.database().getJdbcUrl(),
						"--spring.datasource.username=postgres")
				.lines()).contains("expanded []", "early LIVE_INSTANCES", "late DONE", "closed false", "exit 0");
		}
	}

	private Path project() throws IOException {
		Path project = this.directory.resolve("orders");
		Path java = Files.createDirectories(project.resolve("src/main/java/com/example"));
		Path resources = Files.createDirectories(project.resolve("src/main/resources/kinds"));
		Files.writeString(project.resolve("settings.gradle"), "rootProject.name = 'orders'\n");
		List<String> builds = Page.snippets("groovy");
		assertThat(builds).hasSize(1);
		Files.writeString(project.resolve("build.gradle"), builds.get(0));
		Files.writeString(java.resolve("OrdersApplication.java"),
				Page.read(Path.of("src/test/java/io/expandcontract/kinds/RolloutProgram.java"))
					.replace("package io.expandcontract.kinds;", "package com.example;")
					.replace("RolloutProgram", "OrdersApplication"));
		for (String release : List.of("1.0.yaml", "1.1.yaml")) {
			Files.copy(Path.of("src/test/resources/kinds", release), resources.resolve(release));
		}
		return project;
	}

	private static void publish(Path repository, String artifact, Path pom) throws IOException {
		String version = "0.1.0-SNAPSHOT";
		assertThat(Page.read(pom)).contains("<version>" + version + "</version>");
		Path directory = Files.createDirectories(repository.resolve(GROUP + artifact + "/" + version));
		String name = artifact + "-" + version;
		Files.copy(pom, directory.resolve(name + ".pom"));
		try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(directory.resolve(name + ".jar")))) {
			add(pom.resolveSibling("target").resolve("classes"), jar);
		}
	}

	private static void add(Path classes, JarOutputStream jar) throws IOException {
		if (!Files.isDirectory(classes)) {
			return;
		}
		try (Stream<Path> files = Files.walk(classes)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
				Files.copy(file, jar);
			}
		}
	}

}
