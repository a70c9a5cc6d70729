package io.expandcontract.kinds;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program in a JVM of its own, whose class path lacks what an application left out.
 */
final class Forked {

	private Forked() {
	}

	/**
	 * Run a program until it ends.
	 * @param main the class with its main method
	 * @param left beginnings of the names of jars to leave out
	 * @param arguments the program's arguments
	 * @return what it printed, and its exit code in the last line
	 */
	static String run(Class<?> main, List<String> left, String... arguments) {
		return run(main.getName(), classPath(left), arguments);
	}

	static String run(String main, String classPath, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Dliquibase.analytics.enabled=false", "-cp", classPath, main));
		command.addAll(Arrays.asList(arguments));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (!process.waitFor(1, TimeUnit.MINUTES)) {
				process.destroyForcibly();
			}
			return output + "exit " + process.exitValue();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	static String classPath(List<String> left) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> left.stream().noneMatch((jar) -> new File(entry).getName().startsWith(jar)))
			.collect(Collectors.joining(File.pathSeparator));
	}

}
