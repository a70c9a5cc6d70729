package io.expandcontract.kinds;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * Gradle, put together from what Maven Central has of it: all its classes in one jar,
 * which finds its parts by the names of small jars beside it.
 */
final class GradleFromJars {

	private static final String PARTS = "-classpath.properties";

	private static final List<String> LIBRARIES = List.of("gradle-api-", "groovy-", "ant-", "kotlin-stdlib-",
			"javax.inject-");

	/** Parts that are asked for by name and whose classes are never loaded. */
	private static final Set<String> ABSENT = Set.of("gradle-gradle-cli", "gradle-java-compiler-plugin");

	private final Path directory;

	private GradleFromJars(Path directory) {
		this.directory = directory;
	}

	/**
	 * Say whether Gradle's classes were fetched.
	 * @return whether the profile {@code gradle} is on
	 */
	static boolean isThere() {
		return jars().stream().anyMatch((jar) -> jar.getName().startsWith("gradle-api-"));
	}

	private static List<File> jars() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(File::new)
			.filter((jar) -> LIBRARIES.stream().anyMatch(jar.getName()::startsWith))
			.toList();
	}

	/**
	 * Lay out an installation.
	 * @param directory where, and where it keeps what it fetches
	 * @return the installation
	 * @throws IOException if it cannot be written
	 */
	static GradleFromJars in(Path directory) throws IOException {
		Path libraries = Files.createDirectories(directory.resolve("gradle").resolve("lib"));
		List<File> jars = jars();
		Set<String> parts = new TreeSet<>(ABSENT);
		String version = "";
		for (File jar : jars) {
			boolean all = jar.getName().startsWith("gradle-api-");
			Path link = libraries.resolve(all ? "classes.jar" : jar.getName());
			Files.deleteIfExists(link);
			Files.createSymbolicLink(link, jar.toPath());
			if (all) {
				version = jar.getName().substring("gradle-api-".length(), jar.getName().length() - ".jar".length());
				parts.addAll(parts(jar));
			}
		}
		String libraryNames = jars.stream()
			.map((jar) -> jar.getName().startsWith("gradle-api-") ? "classes.jar" : jar.getName())
			.collect(Collectors.joining(","));
		for (String part : parts) {
			Path jar = libraries.resolve(part + "-" + version + ".jar");
			try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
				out.putNextEntry(new ZipEntry(part + PARTS));
				out.write(("projects=\nruntime=" + libraryNames + "\n").getBytes(StandardCharsets.UTF_8));
			}
		}
		return new GradleFromJars(directory);
	}

	private static Set<String> parts(File jar) throws IOException {
		try (JarFile file = new JarFile(jar)) {
			return file.stream()
				.map(ZipEntry::getName)
				.filter((name) -> name.endsWith(PARTS) && !name.contains("/"))
				.map((name) -> name.substring(0, name.length() - PARTS.length()))
				.collect(Collectors.toSet());
		}
	}

	/**
	 * Build a project.
	 * @param project its directory
	 * @param initScript what to execute before its build script
	 * @param tasks the tasks
	 * @return what was printed, and the exit code in the last line
	 * @throws IOException if the script cannot be written
	 */
	String build(Path project, String initScript, String... tasks) throws IOException {
		Path home = Files.createDirectories(this.directory.resolve("home"));
		Files.writeString(home.resolve("init.gradle"), initScript);
		String[] arguments = new String[tasks.length + 2];
		arguments[0] = project.toString();
		arguments[1] = home.toString();
		System.arraycopy(tasks, 0, arguments, 2, tasks.length);
		return Forked.run(Path.of("src", "test", "gradle", "GradleBuild.java").toAbsolutePath().toString(),
				this.directory.resolve("gradle").resolve("lib").resolve("*").toString(), arguments);
	}

}
