package io.expandcontract.autogenerate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.expandcontract.autogenerate.AutogenerateResult.File;
import io.expandcontract.changelog.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a changelog are.
 *
 * @param master the path of the changelog that includes all others, on the class path
 * @param version the version that is being made, which names the folder, or {@code null}
 * if there is none
 */
public record ChangelogProject(String master, @Nullable String version) {

	private static final Pattern NUMBERED = Pattern.compile("^(\\d+)[-_.].*");

	/**
	 * Create the project of a changelog.
	 * @param changeLog how Liquibase is told where it is
	 * @param version the application's version, or {@code null} if it has none
	 * @return the project
	 */
	public static ChangelogProject of(String changeLog, @Nullable String version) {
		String path = changeLog.replaceFirst("^classpath\\*?:", "").replaceFirst("^/+", "");
		Matcher numbers = Pattern.compile("^\\d+(\\.\\d+)?").matcher((version != null) ? version : "");
		return new ChangelogProject(path, numbers.find() ? numbers.group() : null);
	}

	ChangelogFolder folder(AutogenerateSettings settings, String message) {
		String parent = this.master.contains("/") ? this.master.substring(0, this.master.lastIndexOf('/')) : "";
		String folder = Stream.of(parent, (this.version != null) ? this.version : "")
			.filter((part) -> !part.isEmpty())
			.collect(java.util.stream.Collectors.joining("/"));
		Path sources = settings.resources().resolve(folder);
		return new ChangelogFolder(folder, number(sources), message, settings.author(),
				Objects.requireNonNullElse(settings.format(), formatOfMaster()));
	}

	private Format formatOfMaster() {
		return this.master.endsWith(".xml") ? Format.XML : Format.YAML;
	}

	private static int number(Path folder) {
		int last = 0;
		for (Phase phase : Phase.values()) {
			try (Stream<Path> files = Files.list(folder.resolve(phase.name().toLowerCase(Locale.ROOT)))) {
				last = Math.max(last,
						files.map((file) -> NUMBERED.matcher(file.getFileName().toString()))
							.filter(Matcher::matches)
							.mapToInt((matcher) -> Integer.parseInt(matcher.group(1)))
							.max()
							.orElse(0));
			}
			catch (IOException ex) {
				last = Math.max(last, 0);
			}
		}
		return last + 1;
	}

	/**
	 * Write files, and include them in the master changelog last, so that a process that
	 * dies between leaves nothing that runs.
	 * @return what else is to be done by hand
	 * @throws UnwritableChangelogException if that is not possible
	 */
	List<String> write(Path resources, List<File> files) {
		Path master = resources.resolve(this.master);
		if (!Files.isRegularFile(master)) {
			throw new UnwritableChangelogException("There is no " + master.toAbsolutePath()
					+ ", so it is not known where the sources of the changelog are", null);
		}
		try {
			for (File file : files) {
				Path path = resources.resolve(file.path());
				Files.createDirectories(Objects.requireNonNull(path.getParent()));
				replace(path, file.content());
			}
			return include(master, files);
		}
		catch (IOException ex) {
			throw new UnwritableChangelogException(
					"The changelog below " + resources.toAbsolutePath() + " cannot be written", ex);
		}
	}

	static void replace(Path path, String content) throws IOException {
		Path next = path.resolveSibling(path.getFileName() + ".new");
		Files.writeString(next, content);
		Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	private List<String> include(Path master, List<File> files) throws IOException {
		String text = Files.readString(master);
		List<String> missing = new ArrayList<>();
		for (File file : files) {
			if (!isIncluded(text, file.path())) {
				missing.add(file.path());
			}
		}
		String included = MasterChangelog.include(text, missing);
		if (included == null) {
			return List.of("Include these files in " + this.master + " by hand, in this order: " + missing);
		}
		if (!missing.isEmpty()) {
			replace(master, included);
		}
		return List.of();
	}

	boolean isIncluded(String text, String path) {
		Matcher all = Pattern.compile("includeAll.*?path[\"']?\\s*[:=]\\s*[\"']?([^\"'\\s,}]+)", Pattern.DOTALL)
			.matcher(text);
		String parent = this.master.contains("/") ? this.master.substring(0, this.master.lastIndexOf('/') + 1) : "";
		while (all.find()) {
			String folder = all.group(1).replaceFirst("^classpath:", "").replaceFirst("^/+|^\\./", "");
			if (path.startsWith(folder) || path.startsWith(parent + folder)) {
				return true;
			}
		}
		return false;
	}

}
