package io.expandcontract.sample;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The JVMs that tests start. They boot from jars and from an archive of the loaded
 * classes, which a third of the processor time of a boot is saved by; the first test that
 * needs them packs and archives, also for the tests of another process.
 */
public final class ForkedJvm {

	private static final Path FOLDER = Path.of("target", "forked").toAbsolutePath();

	private static final Path ARCHIVE = FOLDER.resolve("classes.jsa");

	private ForkedJvm() {
	}

	/**
	 * Start a command line with the class path of this process.
	 * @return the command up to where the main class, or more options, follow
	 */
	public static List<String> command() {
		List<String> command = command("-XX:SharedArchiveFile=" + ARCHIVE, "-Xshare:auto");
		command.addAll(List.of("-cp", Prepared.CLASS_PATH));
		return command;
	}

	private static List<String> command(String... options) {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
				"-XX:TieredStopAtLevel=1", "-Xlog:disable", "-Dliquibase.analytics.enabled=false"));
		command.addAll(List.of(options));
		return command;
	}

	private static String prepare() {
		try {
			Files.createDirectories(FOLDER);
			try (FileChannel channel = FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
				return prepare(FOLDER.resolve("of"));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String prepare(Path mark) throws IOException {
		List<String> jars = new ArrayList<>();
		StringBuilder state = new StringBuilder(System.getProperty("java.vm.version"));
		List<Path> directories = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(entry);
			state.append('\n').append(path);
			if (Files.isDirectory(path)) {
				jars.add(FOLDER.resolve(directories.size() + ".jar").toString());
				directories.add(path);
			}
			else if (Files.exists(path)) {
				jars.add(entry);
				state.append(' ').append(Files.getLastModifiedTime(path));
			}
		}
		for (Path file : files(directories)) {
			state.append('\n').append(file).append(' ').append(Files.getLastModifiedTime(file));
		}
		String classPath = String.join(File.pathSeparator, jars);
		if (!Files.exists(mark) || !Files.readString(mark).contentEquals(state)) {
			Files.deleteIfExists(mark);
			for (int i = 0; i < directories.size(); i++) {
				pack(directories.get(i), FOLDER.resolve(i + ".jar"));
			}
			archive(classPath);
			Files.writeString(mark, state);
		}
		return classPath;
	}

	private static List<Path> files(List<Path> directories) throws IOException {
		List<Path> files = new ArrayList<>();
		for (Path directory : directories) {
			try (Stream<Path> walk = Files.walk(directory)) {
				walk.filter(Files::isRegularFile).sorted().forEach(files::add);
			}
		}
		return files;
	}

	private static void pack(Path directory, Path jar) throws IOException {
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
				Stream<Path> walk = Files.walk(directory)) {
			for (Path file : walk.filter((path) -> !path.equals(directory)).toList()) {
				String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
				out.putNextEntry(new ZipEntry(Files.isDirectory(file) ? name + "/" : name));
				if (Files.isRegularFile(file)) {
					Files.copy(file, out);
				}
			}
		}
	}

	/** Without an archive, where it cannot be made, processes only start more slowly. */
	private static void archive(String classPath) throws IOException {
		Files.deleteIfExists(ARCHIVE);
		List<String> command = command("-XX:ArchiveClassesAtExit=" + ARCHIVE, "-cp", classPath,
				Training.class.getName());
		Process process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(FOLDER.resolve("log").toFile())
			.start();
		try {
			if (!process.waitFor(2, TimeUnit.MINUTES)) {
				process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static final class Prepared {

		private static final String CLASS_PATH = prepare();

	}

	/**
	 * Loads what most of the processes load.
	 */
	static final class Training {

		private Training() {
		}

		/**
		 * Boot and end.
		 * @param arguments none
		 */
		public static void main(String[] arguments) {
			RunningSample.start("1.1", "jdbc:h2:mem:training").close();
		}

	}

}
