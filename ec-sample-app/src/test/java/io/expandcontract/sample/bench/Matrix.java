package io.expandcontract.sample.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs all tests in every profile on every engine, one build after the other, and records
 * in docs/matrix.md what ran, and on which commit. An engine without a single test is a
 * failure. With {@code --profile=JDK 17 -Pboot-4.0} it runs one, and leaves the others'
 * lines in the record as they are. It is one file that needs no class path.
 */
final class Matrix {

	private static final Path RECORD = Path.of("docs/matrix.md");

	private static final String CHOICE = "--profile=";

	private static final Pattern REPORT = Pattern
		.compile("Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: (\\d+), .* in (?:\\w+\\.)*(\\w+)\\s*");

	private static final Pattern VERSIONS = Pattern.compile("compatibility: Spring Boot (\\S+), Liquibase (\\S+), .*");

	private static final List<Profile> PROFILES = List.of(new Profile(17), new Profile(17, "-Pboot-4.0"),
			new Profile(17, "-Pliquibase-4.33"), new Profile(17, "-Ppostgresql-15"), new Profile(25));

	private final List<String> arguments;

	private Matrix(List<String> arguments) {
		this.arguments = arguments;
	}

	/**
	 * The engines, each with the word that the names of its test classes begin with.
	 */
	private enum Engine {

		H2("H2", "H2"), POSTGRESQL("PostgreSQL", "PostgreSql"), MYSQL("MySQL", "MySql"), MARIADB("MariaDB", "MariaDb");

		private final String title;

		private final String prefix;

		Engine(String title, String prefix) {
			this.title = title;
			this.prefix = prefix;
		}

		static Optional<Engine> of(String testClass) {
			return Arrays.stream(values()).filter((engine) -> testClass.startsWith(engine.prefix)).findFirst();
		}

	}

	private record Profile(int jdk, List<String> arguments) {

		Profile(int jdk, String argument) {
			this(jdk, List.of(argument));
		}

		Profile(int jdk) {
			this(jdk, List.of());
		}

		String title() {
			return Stream.concat(Stream.of("JDK " + this.jdk), this.arguments.stream())
				.collect(Collectors.joining(" "));
		}

	}

	private record Report(String testClass, int run, int failed, int skipped) {

		static Report of(MatchResult line) {
			return new Report(line.group(5), Integer.parseInt(line.group(1)),
					Integer.parseInt(line.group(2)) + Integer.parseInt(line.group(3)), Integer.parseInt(line.group(4)));
		}

	}

	private record Row(Profile profile, String springBoot, String liquibase, List<String> servers, List<Report> reports,
			boolean passed, long seconds, String commit) {

		int sum(ToIntFunction<Report> figure, Optional<Engine> engine) {
			return this.reports.stream()
				.filter((report) -> Engine.of(report.testClass()).equals(engine))
				.mapToInt(figure)
				.sum();
		}

		int sum(ToIntFunction<Report> figure) {
			return this.reports.stream().mapToInt(figure).sum();
		}

		long missing() {
			return Arrays.stream(Engine.values())
				.filter((engine) -> sum(Report::run, Optional.of(engine)) == 0)
				.count();
		}

		String line() {
			return Stream
				.of(Stream.of(this.profile.title(), this.springBoot, this.liquibase, String.join(", ", this.servers)),
						Arrays.stream(Engine.values()).map((engine) -> sum(Report::run, Optional.of(engine))),
						Stream.of(sum(Report::run, Optional.empty()), sum(Report::failed), sum(Report::skipped),
								this.seconds, this.commit))
				.flatMap(Function.identity())
				.map(String::valueOf)
				.collect(Collectors.joining(" | ", "| ", " |"));
		}

	}

	public static void main(String[] arguments) throws Exception {
		List<Row> rows = new ArrayList<>();
		Matrix matrix = new Matrix(
				Arrays.stream(arguments).filter((argument) -> !argument.startsWith(CHOICE)).toList());
		Set<String> chosen = Arrays.stream(arguments)
			.filter((argument) -> argument.startsWith(CHOICE))
			.map((argument) -> argument.substring(CHOICE.length()))
			.collect(Collectors.toSet());
		for (Profile profile : PROFILES) {
			if (chosen.isEmpty() || chosen.contains(profile.title())) {
				Row row = matrix.run(profile);
				System.out.println(row.line());
				rows.add(row);
				Files.writeString(RECORD, page(rows));
			}
		}
		long missing = rows.stream().mapToLong(Row::missing).sum();
		long broken = rows.stream().filter((row) -> !row.passed()).count();
		System.out.printf(
				"bench matrix: profiles=%d engines=%d tests=%d failed=%d skipped=%d missing=%d broken=%d seconds=%d%n",
				rows.size(), Engine.values().length, total(rows, Report::run), total(rows, Report::failed),
				total(rows, Report::skipped), missing, broken, rows.stream().mapToLong(Row::seconds).sum());
		System.exit((missing + broken > 0) ? 1 : 0);
	}

	private static int total(List<Row> rows, ToIntFunction<Report> figure) {
		return rows.stream().mapToInt((row) -> row.sum(figure)).sum();
	}

	private Row run(Profile profile) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of("./mvnw", "clean", "verify", "-DskipAnalysis", "-Pall-databases"));
		command.addAll(profile.arguments());
		command.addAll(this.arguments);
		for (Path report : reportFiles()) {
			Files.delete(report);
		}
		Path log = Files.createTempFile("matrix", ".log");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().put("JAVA_HOME", jdk(profile.jdk()).toString());
		System.out.println("bench: JDK " + profile.jdk() + ", " + String.join(" ", command) + " > " + log);
		long begin = System.nanoTime();
		Process maven = builder.start();
		Thread end = new Thread(maven::destroy);
		Runtime.getRuntime().addShutdownHook(end);
		boolean passed = maven.waitFor() == 0;
		Runtime.getRuntime().removeShutdownHook(end);
		long seconds = (System.nanoTime() - begin) / 1_000_000_000;
		List<String> versions = Files.readAllLines(log)
			.stream()
			.map(VERSIONS::matcher)
			.filter(Matcher::matches)
			.findFirst()
			.map((line) -> List.of(line.group(1), line.group(2)))
			.orElse(List.of("?", "?"));
		if (passed) {
			Files.delete(log);
		}
		return new Row(profile, versions.get(0), versions.get(1), servers(), reports(), passed, seconds, commit());
	}

	private static String commit() throws IOException, InterruptedException {
		Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*", "--abbrev=8").start();
		String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		return (git.waitFor() == 0) ? commit : "?";
	}

	/**
	 * Reads what tests really connected to, as they wrote it down.
	 * @return products and versions
	 */
	private static List<String> servers() throws IOException {
		TreeSet<String> servers = new TreeSet<>();
		try (Stream<Path> modules = Files.list(Path.of("."))) {
			for (Path module : modules.toList()) {
				Path log = module.resolve("target/engines.txt");
				if (Files.exists(log)) {
					Files.readAllLines(log)
						.forEach((line) -> servers.add(line.replaceFirst("(\\S+ [\\d.]*\\d).*", "$1")));
				}
			}
		}
		return List.copyOf(servers);
	}

	private static List<Path> reportFiles() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("."), 4)) {
			return files.filter((file) -> file.toString().contains("surefire-reports"))
				.filter((file) -> file.toString().endsWith(".txt"))
				.toList();
		}
	}

	private static List<Report> reports() throws IOException {
		List<Report> reports = new ArrayList<>();
		for (Path file : reportFiles()) {
			Files.readAllLines(file)
				.stream()
				.map(REPORT::matcher)
				.filter(Matcher::matches)
				.map(Report::of)
				.forEach(reports::add);
		}
		return reports;
	}

	/**
	 * Finds a JDK: in an environment variable such as JAVA_25_HOME, the one in use, or
	 * one that is installed where Linux distributions install them.
	 * @param version its version
	 * @return its directory
	 */
	private static Path jdk(int version) throws IOException {
		List<Path> homes = new ArrayList<>();
		TreeMap<String, String> environment = new TreeMap<>(System.getenv());
		for (String name : List.of("JAVA_" + version + "_HOME", "JAVA_HOME")) {
			Optional.ofNullable(environment.get(name)).map(Path::of).ifPresent(homes::add);
		}
		homes.add(Path.of(System.getProperty("java.home")));
		Path installed = Path.of("/usr/lib/jvm");
		if (Files.isDirectory(installed)) {
			try (Stream<Path> directories = Files.list(installed)) {
				directories.sorted().forEach(homes::add);
			}
		}
		for (Path home : homes) {
			Path release = home.resolve("release");
			if (Files.isExecutable(home.resolve("bin/javac")) && Files.exists(release)
					&& Files.readString(release).contains("JAVA_VERSION=\"" + version + ".")) {
				return home;
			}
		}
		throw new IllegalStateException("Needs a JDK " + version + " in JAVA_" + version + "_HOME");
	}

	private static String title(String line) {
		String[] cells = line.split("\\|", -1);
		return (cells.length > 1) ? cells[1].strip() : "";
	}

	/**
	 * Write the record: a line for each profile, as it was run last.
	 */
	private static String page(List<Row> rows) throws IOException {
		Map<String, String> lines = new LinkedHashMap<>();
		PROFILES.forEach((profile) -> lines.put(profile.title(), ""));
		for (String line : Files.readAllLines(RECORD)) {
			lines.computeIfPresent(title(line), (title, old) -> line);
		}
		rows.forEach((row) -> lines.put(row.profile().title(), row.line()));
		List<String> titles = new ArrayList<>(List.of("profile", "Spring Boot", "Liquibase", "databases"));
		Arrays.stream(Engine.values()).map((engine) -> engine.title).forEach(titles::add);
		titles.addAll(List.of("further tests", "failed", "skipped", "seconds", "commit"));
		return """
				# What was run

				Tests of the last `./bench matrix`, on %s: how many ran in each profile on each engine, and on which commit. Further tests are
				of no engine, or of the sample. Seconds say nothing: other builds ran beside it.

				%s
				%s
				%s
				"""
			.formatted(LocalDate.now(ZoneOffset.UTC),
					String.join(" | ", titles).transform((line) -> "| " + line + " |"),
					"|" + "---|".repeat(titles.size()),
					lines.values().stream().filter((line) -> !line.isEmpty()).collect(Collectors.joining("\n")));
	}

}
