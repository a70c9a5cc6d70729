package io.expandcontract.kinds;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.expandcontract.migration.MigrationOutcome.Outcome;
import io.expandcontract.testsupport.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Kotlin application on the page, compiled and rolled out.
 */
class KotlinTests {

	@TempDir
	private Path directory;

	@Test
	void expandsSeesTheGateAndContracts() throws Exception {
		Path source = Files.writeString(this.directory.resolve("Orders.kt"),
				String.join("\n", Page.snippets("kotlin")));
		String classPath = Forked.classPath(List.of());
		assertThat(Forked.run("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", classPath, "-no-stdlib", "-no-reflect",
				"-jvm-target", "17", "-classpath", classPath, "-d", this.directory.toString(), source.toString()))
			.endsWith("exit 0");
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader compiled = new URLClassLoader(new URL[] { this.directory.toUri().toURL() }, before);
				Rollout rollout = new Rollout(TestDatabases.H2)) {
			Thread.currentThread().setContextClassLoader(compiled);
			rollout.run(rollout.instance("1.1").type(compiled.loadClass("com.example.OrdersApplication")),
					(instance, column) -> {
						if (column.equals("name")) {
							Map<String, Outcome> outcomes = ReflectionTestUtils.invokeMethod(instance.bean("contracts"),
									"contract");
							assertThat(outcomes).containsValue(Outcome.NOTHING_TO_DO);
						}
					});
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

}
